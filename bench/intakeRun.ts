/** The measures of the webhook intake, in a process that has the stage's environment; prints its results as one line of JSON. */
import { randomUUID } from 'node:crypto';
import { closeDatabase, pool } from '@/lib/platform/db/client';
import { inheritedEnvironment } from '@/lib/platform/env';
import { signDelivery } from '@/lib/zendesk/webhookSignature';
import { connectedSecret, makeConnected } from './data';
import { median } from './measure';
import { load, type LoadResult } from './socketLoad';
import { startBuilt, startPrinting } from './stage';

const environment: NodeJS.ProcessEnv = { NODE_ENV: 'production', ...inheritedEnvironment() };
const rounds = Number(environment.BENCH_ROUNDS ?? 11);
const forMs = Number(environment.BENCH_MS ?? 1_500);
const secret = connectedSecret('webhook_signing_secret');

await pool.query(
  'CREATE TABLE peer_event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, invocation_id text NOT NULL UNIQUE, ticket_id bigint NOT NULL, body text NOT NULL)',
);
const { connectionId } = await makeConnected('intake');
const web = await startBuilt('web', environment);
const idleMb = web.memory().nowMb;
const peer = { ...environment, BENCH_SECRET: secret };
const single = await startPrinting(['bench/intakePeer.ts', 'single'], peer);
const grouped = await startPrinting(['bench/intakePeer.ts', 'grouped'], peer);

/** As Zendesk posts it: one ticket of many, its own invocation id, signed now. */
function writer(port: number): () => string {
  const body = JSON.stringify({
    ticket_id: '4711',
    idVente: 'CMD-4711',
    latest_comment: 'Merci.'.repeat(20),
  });
  const timestamp = new Date().toISOString();
  const head =
    `POST /api/zendesk/webhooks/${connectionId} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
    `x-zendesk-webhook-signature: ${signDelivery(secret, timestamp, body)}\r\nx-zendesk-webhook-signature-timestamp: ${timestamp}\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\nx-zendesk-webhook-invocation-id: `;
  return () => `${head}${randomUUID()}\r\n\r\n${body}`;
}

const contenders = { product: web.port, single: single.port, grouped: grouped.port };
type Name = keyof typeof contenders;
const taken: Record<Name, LoadResult[]> = { product: [], single: [], grouped: [] };
for (let round = -1; round < rounds; round++) {
  for (const [name, port] of Object.entries(contenders) as [Name, number][]) {
    const result = await load(port, { connections: 32, forMs }, writer(port));
    if (round >= 0) taken[name].push(result);
    console.error(`  intake, round ${round + 1}, ${name}: ${Math.round(result.perSecond)} requests/s`);
  }
}
const { rows } = await pool.query<{ n: string }>('SELECT count(*) AS n FROM webhook_event');
const summary = (name: Name) => ({
  perSecond: median(taken[name].map((result) => result.perSecond)),
  p50Ms: median(taken[name].map((result) => result.p50Ms)),
  p99Ms: median(taken[name].map((result) => result.p99Ms)),
  wrong: taken[name].reduce((sum, result) => sum + result.wrong, 0),
});
const against = (peerName: Name) =>
  median(taken.product.map((result, round) => result.perSecond / (taken[peerName][round]?.perSecond ?? 0)));
console.log(
  JSON.stringify({
    ...{ product: summary('product'), single: summary('single'), grouped: summary('grouped') },
    ...{ againstSingle: against('single'), againstGrouped: against('grouped') },
    answered: taken.product.reduce((sum, result) => sum + result.sent, 0),
    stored: Number(rows[0]?.n),
    memory: { idleMb, ...web.memory() },
  }),
);
await Promise.all([web.stop(), single.stop(), grouped.stop()]);
await closeDatabase();

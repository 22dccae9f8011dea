/** The measures of the sync engine, in a process that has the stage's environment; prints its results as one line of JSON. */
import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase } from '@/lib/platform/db/client';
import { inheritedEnvironment } from '@/lib/platform/env';
import { compareBacklogs, runProduct } from './backlog';
import { addOne, addReviews, makeConnected } from './data';
import { startBundled } from './stage';
import { standInControl } from './standInControl';

const environment: NodeJS.ProcessEnv = { NODE_ENV: 'production', ...inheritedEnvironment() };
const url = environment.STAND_IN_URL ?? '';
const size = Number(environment.BENCH_ROWS ?? 10_000);
const standIn = standInControl(url);
const worker = await startBundled('worker', environment);

const tell = (text: string) => console.error(`  ${text}`);
tell('worker ready');

const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

/** From the commit of a review to the moment its ticket was made, beyond the stand-in's own answer time: it makes tickets as calls arrive. */
async function measureLatency(
  subdomains: string[],
  count: number,
): Promise<{ p50Ms: number; p99Ms: number }> {
  const accounts = await Promise.all(subdomains.map((subdomain) => makeConnected(subdomain)));
  const asked: { subdomain: string; externalId: string; atMs: number }[] = [];
  for (let index = 0; index < count; index++) {
    const account = accounts[index % accounts.length];
    if (!account) throw new Error('An account is measured');
    asked.push({ subdomain: account.subdomain, ...(await addOne(account.websiteId)) });
    await sleep(40);
  }
  for (let look = 0; look < 300; look++) {
    const times = await standIn.times();
    const waits = asked.map(
      ({ subdomain, externalId, atMs }) => (times[subdomain]?.madeAtMs?.[externalId] ?? Infinity) - atMs,
    );
    if (waits.every(Number.isFinite))
      return { p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99) };
    await sleep(100);
  }
  throw new Error('A review has no ticket after half a minute');
}

await standIn.set({ callsPerMinute: 100_000, latencyMs: 20, jobMs: 20 });
const idle = await measureLatency(['idle'], 60);
tell('idle latency measured');
const small = Array.from({ length: 20 }, (_, index) => `small-${index}`);
const alone = await measureLatency(
  small.map((name) => `${name}-alone`),
  60,
);
tell('neighbours measured alone');
const huge = await makeConnected('huge');
await addReviews(huge.websiteId, size);
const beside = await measureLatency(small, 60);
tell('neighbours measured beside a backlog');
const free = await makeConnected('free');
await runProduct(free, Math.min(1_000, size));
const backlog = await compareBacklogs(free, url, size, Number(environment.BENCH_ROUNDS ?? 3));
const memory = worker.memory();
tell('under the limit');
await standIn.set({ callsPerMinute: 700 });
const limited = await makeConnected('limited');
const limitedRows = await runProduct(limited, size);
const accounts = await standIn.accounts();
// The peers send the same rows each time; only ours must never be there twice.
const doubled = Object.entries(accounts).reduce(
  (sum, [name, account]) => sum + (name === 'peer' ? 0 : account.doubled),
  0,
);
console.log(
  JSON.stringify({
    size,
    idle,
    alone,
    beside,
    backlog,
    memory,
    limited: { rowsPerSecond: limitedRows, ...accounts.limited },
    doubled,
  }),
);
await worker.stop();
await closeDatabase();

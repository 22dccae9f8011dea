/**
 * `node --import tsx bench/archive.ts [rows]`: how fast old deliveries and webhooks move to the archive, how long one batch holds its
 * rows, what a round costs that finds nothing, and the page of activity before and after. On a database of its own.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@/lib/processes/database/embedded';
import { applyMigrations } from '@/lib/platform/db/migrations';

const count = Number(process.argv[2] ?? 200_000);
const home = mkdtempSync(join(tmpdir(), 'archive-'));
const database = await startEmbedded({ folder: join(home, 'postgres') });
// eslint-disable-next-line no-restricted-properties -- this process is the product: set before its modules read them
Object.assign(process.env, {
  DATABASE_URL: database.url('postgres'),
  DATA_DIR: home,
  NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
  ENCRYPTION_KEYS: `archive:${randomBytes(32).toString('base64')}`,
  LOG_LEVEL: 'error',
});
await applyMigrations(database.url('postgres'));

// After the variables: these read them while they load.
const { addReviews, makeConnected } = await import('./data');
const { listActivity } = await import('@/lib/activity/queries');
const { parseActivitySearch } = await import('@/lib/activity/search');
const { pool, transaction, closeDatabase } = await import('@/lib/platform/db/client');
const { archiveBatch } = await import('@/lib/archive/moving');
const { archives } = await import('@/lib/archive/months');
const { deliveryIdsAt } = await import('@/lib/sync/runtime/deliveryId');

const { websiteId, connectionId } = await makeConnected('archive');
const at = new Date();
await addReviews(websiteId, 1_000);
const { rows: reviews } = await pool.query<{ id: string }>('SELECT id FROM review');
const body = JSON.stringify({ ticket: { comment: { body: 'Commande reçue en deux jours. '.repeat(30) } } });

/** Spread over a year, a tenth of it within the last month; the oldest first, as they would have come. */
const ageMs = (index: number) => (1 - index / count) * 330 * 86_400_000;
for (let from = 0; from < count; from += 10_000) {
  const part = Array.from({ length: Math.min(10_000, count - from) }, (_row, index) => from + index);
  const times = part.map((index) => new Date(at.getTime() - ageMs(index)));
  await pool.query(
    `INSERT INTO delivery (id, connection_id, review_id, kind, state, from_seq, to_seq, payload, attempts, ticket_id, created_at, done_at)
     SELECT i, $1, r, 'update_ticket', 'done', 1, 1, $5, 1, 1, c, c FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) AS n(i, r, c)`,
    [
      connectionId,
      times.map((time) => deliveryIdsAt(time.getTime())()),
      part.map((index) => reviews[index % reviews.length]?.id),
      times,
      body,
    ],
  );
  await pool.query(
    `INSERT INTO webhook_event (connection_id, invocation_id, ticket_id, body, received_at, handled_at, outcome)
     SELECT $1, i, 1, $4, c, c, 'nothing_new' FROM unnest($2::text[], $3::timestamptz[]) AS n(i, c)`,
    [connectionId, part.map(String), times, body],
  );
}
await pool.query('ANALYZE');

async function pageMs(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 25; round++) {
    const from = performance.now();
    await listActivity(connectionId, parseActivitySearch({}));
    if (round >= 5) times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[10] ?? 0;
}

console.log(`page of activity before: ${(await pageMs()).toFixed(1)} ms`);
for (const archive of archives) {
  const batches: number[] = [];
  let moved = 0;
  for (;;) {
    const from = performance.now();
    const rows = await transaction((tx) => archiveBatch(tx, archive, at));
    const tookMs = performance.now() - from;
    moved += rows.length;
    if (rows.length === 0) {
      console.log(`${archive}: a round that finds nothing ${tookMs.toFixed(1)} ms`);
      break;
    }
    batches.push(tookMs);
  }
  const sum = batches.reduce((total, ms) => total + ms, 0);
  batches.sort((a, b) => a - b);
  console.log(
    `${archive}: ${moved} rows, ${Math.round((moved / sum) * 1000)} rows/s, a batch ${batches[Math.floor(batches.length / 2)]?.toFixed(0)} ms, the longest ${batches.at(-1)?.toFixed(0)} ms`,
  );
}
await pool.query('VACUUM ANALYZE');
console.log(`page of activity after: ${(await pageMs()).toFixed(1)} ms`);
const { rows: sizes } = await pool.query<{ name: string; bytes: number }>(
  `SELECT p.relname AS name, sum(pg_total_relation_size(i.inhrelid))::float AS bytes FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
   WHERE p.relnamespace = 'archive'::regnamespace AND p.relkind = 'p' GROUP BY 1`,
);
for (const { name, bytes } of sizes)
  console.log(`archive.${name}: ${Math.round(bytes / (count * 0.909))} bytes a row`);
await closeDatabase();
await database.stop();
rmSync(home, { recursive: true, force: true });

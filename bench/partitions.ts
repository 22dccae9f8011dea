/**
 * `node --import tsx bench/partitions.ts [months] [events]`: what the engine's statements on `review_event` cost with one table and
 * with a partition a month, for the decision not to cut it (docs/adr/0020). Both tables hold the same rows and the same indexes; time
 * is measured here, so it holds planning, running and the way to the server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '@/lib/processes/database/embedded';
import { applyMigrations } from '@/lib/platform/db/migrations';

const months = Number(process.argv[2] ?? 60);
const events = Number(process.argv[3] ?? 1_000_000);
const home = mkdtempSync(join(tmpdir(), 'partitions-'));
const database = await startEmbedded({ folder: join(home, 'postgres') });
await applyMigrations(database.url('postgres'));
const client = new pg.Client({ connectionString: database.url('postgres') });
await client.connect();

const columns = `id BIGINT NOT NULL, review_id UUID NOT NULL, website_id UUID NOT NULL, seq INT NOT NULL, type TEXT NOT NULL,
  data JSONB NOT NULL, actor_kind actor_kind NOT NULL, actor_name TEXT NOT NULL, user_id UUID, at TIMESTAMPTZ(3) NOT NULL,
  handled_at TIMESTAMPTZ(3)`;
const start = Date.UTC(2021, 0, 1);
const monthMs = 30 * 86_400_000;
const stamp = (month: number) => new Date(start + month * monthMs).toISOString();

await client.query(`CREATE TABLE one (${columns}); CREATE TABLE cut (${columns}) PARTITION BY RANGE (at)`);
for (let month = 0; month < months; month++)
  await client.query(
    `CREATE TABLE cut_${month} PARTITION OF cut FOR VALUES FROM ('${stamp(month)}') TO ('${stamp(month + 1)}')`,
  );
// Three events a review, a minute between them; of the last month's one in a hundred waits.
for (const table of ['one', 'cut']) {
  await client.query(
    `INSERT INTO ${table} SELECT n, md5((n / 3)::text)::uuid, md5((n / 3 % 100)::text)::uuid, n % 3 + 1, 'replied',
       '{"exchangeId":"00000000-0000-0000-0000-000000000000"}', 'merchant', 'Claire', NULL,
       '${stamp(0)}'::timestamptz + n * interval '1 millisecond' * $1::float,
       CASE WHEN n > $2 * 0.99 AND n / 3 % 100 = 0 THEN NULL ELSE now() END
     FROM generate_series(0, $2::int - 1) AS n`,
    [(months * monthMs) / events, events],
  );
  const key = table === 'cut' ? 'review_id, seq, at' : 'review_id, seq';
  await client.query(
    `CREATE UNIQUE INDEX ${table}_seq ON ${table} (${key});
     CREATE INDEX ${table}_open ON ${table} (website_id, id) WHERE handled_at IS NULL`,
  );
  await client.query(`ANALYZE ${table}`);
}

const { rows } = await client.query<{ id: string }>(
  `SELECT DISTINCT md5((n / 3)::text)::uuid::text AS id FROM generate_series(0, $1::int - 1, $1 / 25) AS n`,
  [events],
);
const reviewIds = rows.map(({ id }) => id);
const { rows: sites } = await client.query<{ id: string }>(`SELECT md5('0')::uuid::text AS id`);
const statements: Record<string, { sql: (table: string) => string; values: unknown[] }> = {
  'what waits, newest 40': {
    sql: (table) =>
      `SELECT review_id FROM ${table} WHERE website_id = $1 AND handled_at IS NULL ORDER BY id DESC LIMIT 40`,
    values: [sites[0]?.id],
  },
  'events of 25 reviews': {
    sql: (table) =>
      `SELECT review_id, seq, type, data, at FROM ${table} WHERE review_id = ANY($1::uuid[]) ORDER BY review_id, seq`,
    values: [reviewIds],
  },
  'events of one review': {
    sql: (table) => `SELECT seq, type, data, at FROM ${table} WHERE review_id = $1 ORDER BY seq`,
    values: [reviewIds[0]],
  },
  'mark one as dealt with': {
    sql: (table) => `UPDATE ${table} SET handled_at = now() WHERE review_id = $1 AND seq <= $2`,
    values: [reviewIds[1], 3],
  },
};

const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

async function measure(sql: string, values: unknown[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 120; round++) {
    const from = performance.now();
    await client.query(sql, values);
    // The first rounds fill caches.
    if (round >= 20) times.push(performance.now() - from);
  }
  return median(times);
}

console.log(`${events} events over ${months} months, median of 100, milliseconds`);
for (const [name, { sql, values }] of Object.entries(statements)) {
  const one = await measure(sql('one'), values);
  const cut = await measure(sql('cut'), values);
  console.log(
    `${name.padEnd(24)} one table ${one.toFixed(2).padStart(7)}   a partition a month ${cut.toFixed(2).padStart(7)}   × ${(cut / one).toFixed(1)}`,
  );
}
await client.end();
await database.stop();
rmSync(home, { recursive: true, force: true });

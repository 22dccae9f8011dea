/** What the benchmarks of the public pages run on: a database of its own with two websites, and the built web process. */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { hashSecretKey } from '@/lib/platform/auth/website';
import { applyMigrations } from '@/lib/platform/db/migrations';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';
import { openScratchServer } from '@/lib/processes/database/scratch';
import { inheritedEnvironment } from '@/lib/platform/env';
import { findFreePort } from '@/lib/platform/ports';

/** The secret key of a website of this stage, for the shop API. */
export const keyOf = (websiteId: string) => `bench-${websiteId}`;

export type PublicStage = { origin: string; small: string; large: string; close(): Promise<void> };

/**
 * Published brand reviews spread evenly over the five years a certificate shows, one in ten with a reply; the triggers count
 * them as they count any other.
 */
async function fill(client: pg.Client, count: number): Promise<string> {
  const websiteId = randomUUID();
  const { rows } = await client.query<{ id: string }>(
    `WITH m AS (INSERT INTO merchant (id, name) VALUES (gen_random_uuid(), 'Bench') RETURNING id)
     INSERT INTO website (id, merchant_id, name, url, platform, locale, time_zone, secret_key_hash)
     SELECT $1, m.id, 'Bench', 'https://bench.example', 'FR', 'fr', 'Europe/Paris', $2 FROM m RETURNING id`,
    [websiteId, hashSecretKey(keyOf(websiteId))],
  );
  const id = rows[0]?.id ?? '';
  await client.query(
    `INSERT INTO review (id, website_id, type, order_ref, rating, comment, author_first_name, author_last_name, author_email,
       author_locale, order_date, submitted_at, status, published_at, is_verified)
     SELECT uuidv7(), $1, 'brand', 'R-' || n, 1 + n % 5, 'Commande ' || n || ' conforme, livrée dans les délais annoncés.',
       'Claire', 'Delmas', 'c' || n || '@author.test', 'fr', at - interval '9 days', at - interval '2 days', 'published', at, true
     FROM (SELECT n, now() - interval '1 hour' - (n * (interval '1800 days' / $2::int)) AS at FROM generate_series(1, $2::int) AS n) AS s`,
    [id, count],
  );
  await client.query(
    `INSERT INTO exchange (id, review_id, origin, source, body, author_name, created_at)
     SELECT uuidv7(), id, 'merchant', 'portal', 'Merci pour votre avis.', 'Thomas', published_at FROM review
     WHERE website_id = $1 AND right(order_ref, 1) = '7'`,
    [id],
  );
  return id;
}

/** @param counts how many reviews the small and the large website have */
export async function openPublicStage(counts: { small: number; large: number }): Promise<PublicStage> {
  if (!existsSync('dist/web.mjs')) throw new Error('No build: run npm run build first');
  const inherited = inheritedEnvironment();
  const server = await openScratchServer(inherited.TEST_DATABASE_URL);
  const name = `bench_${randomBytes(6).toString('hex')}`;
  await runOnServer(server.url, `CREATE DATABASE ${name}`);
  const url = databaseUrl(server.url, name);
  await applyMigrations(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const small = await fill(client, counts.small);
  const large = await fill(client, counts.large);
  await client.query('VACUUM ANALYZE review, exchange, shown_day');
  await client.end();
  const home = mkdtempSync(join(tmpdir(), 'bench-'));
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const web = spawn(process.execPath, ['dist/web.mjs'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...inherited,
      NODE_ENV: 'production',
      ...{ DATABASE_URL: url, DATA_DIR: home, PORT: String(port), APP_URL: origin },
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      // The empty page it is compared with exists only beside demo data.
      ...{ DEMO_DATA: 'on', LOG_LEVEL: 'error', PRACTICE_ZENDESK_PORT: 'off' },
    },
  });
  const exited = once(web, 'exit');
  await Promise.race([
    once(web, 'message'),
    exited.then(() => Promise.reject(new Error('web did not start'))),
  ]);
  return {
    ...{ origin, small, large },
    async close() {
      web.kill('SIGTERM');
      await exited;
      await runOnServer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

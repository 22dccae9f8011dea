/**
 * `node dist/alive.mjs`: whether a worker of this machine (of this container, of this pod) has been seen lately. For whoever
 * restarts a worker that hangs; one that ends is seen without it. Exit code 0 or 1, one line.
 */
import { hostname } from 'node:os';
import pg from 'pg';
import { inheritedEnvironment } from '@/lib/platform/env';

/** A worker writes every five seconds; a database that is away for a while is no reason to restart it. */
const maxAgeSeconds = 120;

const client = new pg.Client({
  connectionString: inheritedEnvironment().DATABASE_URL,
  connectionTimeoutMillis: 5_000,
});
try {
  await client.connect();
  const { rowCount } = await client.query(
    `SELECT 1 FROM worker_heartbeat WHERE starts_with(id, $1) AND seen_at > now() - make_interval(secs => $2) LIMIT 1`,
    [`${hostname()}:`, maxAgeSeconds],
  );
  console.log(rowCount ? 'alive' : `no worker of ${hostname()} seen for ${maxAgeSeconds} s`);
  process.exitCode = rowCount ? 0 : 1;
} catch (error) {
  // Without the database nothing can be said of the worker, and restarting it would not help.
  console.log(`not known: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await client.end().catch(() => undefined);
}

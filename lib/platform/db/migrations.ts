/**
 * Applies the SQL files of `prisma/migrations`, each whole in one transaction: a migration that fails leaves nothing behind.
 * Keeps its books in `_prisma_migrations` as `prisma migrate deploy` does, so either tool can continue the other's work.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';

/** Where the schema and its migrations are: the project's own `prisma` folder. */
export const prismaFolder = resolve('prisma');

/** Held by whoever migrates; the number itself means nothing, it only has to be ours alone. */
const lockKey = 7_264_901_553;

export type Migration = { name: string; sql: string };
type Applied = { migration_name: string; checksum: string };

/** The migrations of the project, oldest first. */
export async function readMigrations(): Promise<Migration[]> {
  const folder = join(prismaFolder, 'migrations');
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

/** Names of the migrations in the project, oldest first. */
export async function listMigrations(): Promise<string[]> {
  return (await readMigrations()).map(({ name }) => name);
}

const checksumOf = (sql: string) => createHash('sha256').update(sql).digest('hex');

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`);
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function applyOne(client: pg.Client, { name, sql }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksumOf(sql), name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** An applied migration whose file says something else now would leave databases that differ without a trace. */
function refuseChanged(migrations: Migration[], applied: Map<string, string>): void {
  for (const { name, sql } of migrations) {
    const checksum = applied.get(name);
    if (checksum !== undefined && checksum !== checksumOf(sql))
      throw new Error(`${name} was applied to this database and has been changed since; restore its file.`);
  }
}

/**
 * Brings the database to the newest migration. Safe to run from several processes at once: an advisory lock makes them queue.
 * @returns the names of the migrations applied now, empty when the database was already current.
 * @throws Error that names the migration and PostgreSQL's reason.
 */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  const migrations = await readMigrations();
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const applied = await readApplied(client);
    refuseChanged(migrations, applied);
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of missing) await applyOne(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    // Ending the session gives the lock back, whatever state it is in.
    await client.end();
  }
}

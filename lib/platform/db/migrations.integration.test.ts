import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { applyMigrations, listMigrations } from '@/lib/platform/db/migrations';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';

async function withEmptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runOnServer(inject('serverUrl'), `CREATE DATABASE ${name}`);
  try {
    await work(databaseUrl(inject('serverUrl'), name));
  } finally {
    await runOnServer(inject('serverUrl'), `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

it('applies every migration once, whatever runs at the same time', async () => {
  await withEmptyDatabase(async (url) => {
    const applied = await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url)]);
    expect(applied.flat()).toEqual(await listMigrations());
    expect(await applyMigrations(url)).toEqual([]);
    expect(await query(url, 'SELECT count(*)::int AS n FROM _prisma_migrations')).toEqual([
      { n: (await listMigrations()).length },
    ]);
  });
});

it('refuses a database to which a file was applied that says something else now', async () => {
  await withEmptyDatabase(async (url) => {
    const [first = ''] = await applyMigrations(url);
    await query(url, `UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name = '${first}'`);
    await expect(applyMigrations(url)).rejects.toThrow(first);
  });
});

it('names the reason when the database refuses', async () => {
  const missing = databaseUrl(inject('serverUrl'), 'not_there');
  await expect(applyMigrations(missing)).rejects.toThrow(/not_there/);
});

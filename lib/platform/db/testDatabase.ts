import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';

export type TestDatabase = { name: string; url: string; serverUrl: string; drop(): Promise<void> };

/** A fresh migrated database. A test file already has one in DATABASE_URL; make another only where a test needs two. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${inject('templateName')}`);
  const drop = () => runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { name, url: databaseUrl(serverUrl, name), serverUrl, drop };
}

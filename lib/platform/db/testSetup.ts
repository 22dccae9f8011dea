/** Gives each integration test file a database of its own before the file, and with it the database client, is loaded. */
import { afterAll, vi } from 'vitest';
import { cloneDatabase } from '@/lib/platform/db/testDatabase';

const database = await cloneDatabase();
vi.stubEnv('DATABASE_URL', database.url);

afterAll(async () => {
  const { closeDatabase } = await import('@/lib/platform/db/client');
  await closeDatabase();
  await database.drop();
});

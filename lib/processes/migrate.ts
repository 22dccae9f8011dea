/** `npm run migrate`: brings the database of DATABASE_URL to the newest migration. Safe to run from several machines at once. */
import { applyMigrations } from '@/lib/platform/db/migrations';
import { inheritedEnvironment } from '@/lib/platform/env';

const url = inheritedEnvironment().DATABASE_URL;
if (!url) {
  console.error(
    'DATABASE_URL: must be a PostgreSQL address, for example postgres://user:password@db.example:5432/reviews',
  );
  process.exit(1);
}
try {
  const applied = await applyMigrations(url);
  for (const name of applied) console.log(`applied ${name}`);
  console.log(applied.length === 0 ? 'The database is current.' : `${applied.length} migration(s) applied.`);
} catch (error) {
  console.error(`Migrations failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

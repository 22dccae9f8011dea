/** `npm run schema:dump`: writes what the migrations make of an empty database to `prisma/schema.sql`, for people to read and the check to compare. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyMigrations, prismaFolder } from '@/lib/platform/db/migrations';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';
import { inheritedEnvironment } from '@/lib/platform/env';
import { dumpSchema } from '@/lib/processes/database/schemaDump';
import { openScratchServer } from '@/lib/processes/database/scratch';

const server = await openScratchServer(inheritedEnvironment().TEST_DATABASE_URL);
const name = `dump_${process.pid}`;
const file = join(prismaFolder, 'schema.sql');
try {
  await runOnServer(server.url, `CREATE DATABASE ${name}`);
  await applyMigrations(databaseUrl(server.url, name));
  await writeFile(file, await dumpSchema(databaseUrl(server.url, name)));
  console.log(file);
} finally {
  await runOnServer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.close();
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyMigrations, prismaFolder } from '@/lib/platform/db/migrations';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';
import { compareDumps, dumpSchema } from '@/lib/processes/database/schemaDump';
import { diffSchema } from '@/lib/processes/database/schemaDiff';
import { openScratchServer } from '@/lib/processes/database/scratch';
import { inheritedEnvironment } from '@/lib/platform/env';

/**
 * Whether the migrations, applied to an empty database, give exactly what the schema files say and what `prisma/schema.sql` keeps:
 * the first sees models, the second also checks, partial indexes, functions and triggers.
 */
export async function checkSchemaDrift(): Promise<{ problems: string[] }> {
  const server = await openScratchServer(inheritedEnvironment().TEST_DATABASE_URL);
  const name = `drift_${process.pid}`;
  try {
    const sql = await diffSchema(server.url);
    await runOnServer(server.url, `CREATE DATABASE ${name}`);
    await applyMigrations(databaseUrl(server.url, name));
    const kept = await readFile(join(prismaFolder, 'schema.sql'), 'utf8');
    const differences = compareDumps(kept, await dumpSchema(databaseUrl(server.url, name)));
    return {
      problems: [
        ...(sql
          ? [`The schema says more than the migrations. Run: npm run migrate:new -- <name>\n${sql}`]
          : []),
        ...(differences.length > 0
          ? [
              `prisma/schema.sql is not what the migrations make. Read it, then: npm run schema:dump\n${differences.join('\n')}`,
            ]
          : []),
      ],
    };
  } finally {
    await runOnServer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.close();
  }
}

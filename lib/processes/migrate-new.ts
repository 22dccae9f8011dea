/**
 * `npm run migrate:new -- name`: writes the migration that brings the existing ones to what prisma/schema says, then generates
 * the client. Add by hand to the file what the schema language cannot say (checks, partial indexes, triggers).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prismaFolder } from '@/lib/platform/db/migrations';
import { diffSchema } from '@/lib/processes/database/schemaDiff';
import { openScratchServer } from '@/lib/processes/database/scratch';
import { inheritedEnvironment } from '@/lib/platform/env';
import { runNode } from '@/lib/processes/command';

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the migration in snake_case, for example: npm run migrate:new -- add_review_language');
  process.exit(1);
}
const server = await openScratchServer(inheritedEnvironment().TEST_DATABASE_URL);
try {
  const sql = await diffSchema(server.url);
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(prismaFolder, 'migrations', `${stamp}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'migration.sql'), sql ? `${sql}\n` : '');
  console.log(
    sql
      ? `${folder}\n\n${sql}`
      : `${folder}\n\nThe schema files say nothing new: the file is empty, for SQL of your own.`,
  );
} finally {
  await server.close();
}
const { code, output } = await runNode('prisma/generate.mjs', [], { output: 'collect' });
if (code !== 0) console.error(output);
process.exitCode = code;

/**
 * Global set-up of the integration tests: one PostgreSQL server and one migrated template for the whole run. Every test file
 * then works on a copy of the template, which costs milliseconds where migrating costs a second.
 */
import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '@/lib/platform/db/migrations';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';
import { openScratchServer } from '@/lib/processes/database/scratch';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server given by whoever runs the tests; empty for one of our own. */
    givenServerUrl: string;
    serverUrl: string;
    templateName: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await openScratchServer(project.getProvidedContext().givenServerUrl);
  const templateName = `test_template_${randomBytes(6).toString('hex')}`;
  await runOnServer(server.url, `CREATE DATABASE ${templateName}`);
  await applyMigrations(databaseUrl(server.url, templateName));
  project.provide('serverUrl', server.url);
  project.provide('templateName', templateName);
  return async () => {
    await runOnServer(server.url, `DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`);
    await server.close();
  };
}

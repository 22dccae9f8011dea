import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { databaseUrl, runOnServer } from '@/lib/platform/db/server';
import { compareDumps, dumpSchema } from '@/lib/processes/database/schemaDump';

/** A copy of the migrated template, changed by one statement. @returns its dump beside the template's. */
async function dumpAfter(statement: string): Promise<{ before: string; after: string }> {
  const server = inject('serverUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runOnServer(server, `CREATE DATABASE ${name} TEMPLATE ${inject('templateName')}`);
  const url = databaseUrl(server, name);
  try {
    const before = await dumpSchema(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
    return { before, after: await dumpSchema(url) };
  } finally {
    await runOnServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

describe('the comparison of schemas', () => {
  it.each([
    [
      'a dropped trigger',
      'DROP TRIGGER review_event_append_only ON review_event',
      'trigger review_event.review_event_append_only: missing in the database',
    ],
    [
      'a missing partial index',
      'DROP INDEX delivery_one_open',
      'index delivery.delivery_one_open: missing in the database',
    ],
    [
      'a changed check constraint',
      'ALTER TABLE review DROP CONSTRAINT review_rating_range, ADD CONSTRAINT review_rating_range CHECK (rating BETWEEN 0 AND 5)',
      'constraint review.review_rating_range: differs',
    ],
    ['a new column', 'ALTER TABLE review ADD COLUMN mood text', 'table review: differs'],
    [
      'a changed default',
      "ALTER TABLE website ALTER COLUMN locale SET DEFAULT 'xx'",
      'table website: differs',
    ],
    ['a new table', 'CREATE TABLE stray (id int)', 'table stray: not in prisma/schema.sql'],
  ])('names %s', async (_what, statement, expected) => {
    const { before, after } = await dumpAfter(statement);
    const differences = compareDumps(before, after);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toContain(expected);
  });

  it('finds nothing where nothing changed', async () => {
    const { before, after } = await dumpAfter('SELECT 1');
    expect(compareDumps(before, after)).toEqual([]);
  });
});

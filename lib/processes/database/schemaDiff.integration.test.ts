import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { diffSchema } from '@/lib/processes/database/schemaDiff';

it('finds no difference between the migrations and the schema, and leaves no scratch database', async () => {
  expect(await diffSchema(inject('serverUrl'))).toBe('');
  const client = new pg.Client({ connectionString: inject('serverUrl') });
  await client.connect();
  const { rows } = await client
    .query(`SELECT datname FROM pg_database WHERE datname LIKE 'scratch%'`)
    .finally(() => client.end());
  expect(rows).toEqual([]);
});

import { expect, it } from 'vitest';
import { pool } from '@/lib/platform/db/client';
import { onClient } from '@/lib/platform/db/onClient';

it('a connection that is lost fails its work, ends no process, and is used by nobody else', async () => {
  const lose = onClient((client) => client.query('SELECT pg_terminate_backend(pg_backend_pid())'));
  await expect(lose).rejects.toThrow();
  const { rows } = await pool.query<{ alive: boolean }>('SELECT true AS alive');
  expect(rows).toEqual([{ alive: true }]);
});

it('a failed statement undoes what came before it, and the connection goes on', async () => {
  const name = 'on-client-test';
  const work = onClient(async (client) => {
    await client.query(`INSERT INTO lease (name, owner, until) VALUES ($1, gen_random_uuid(), now())`, [
      name,
    ]);
    await client.query('SELECT 1 / 0');
  });
  await expect(work).rejects.toThrow(/division/);
  const left = await onClient((client) => client.query('SELECT 1 FROM lease WHERE name = $1', [name]));
  expect(left.rowCount).toBe(0);
});

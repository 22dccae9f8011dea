import { expect, it } from 'vitest';
import { pool } from '@/lib/platform/db/client';
import { pumps } from '@/lib/processes/pumps';

it('wakes nobody while there is nothing to do: a pump that woke itself would never sleep again', async () => {
  const ears = await pool.connect();
  const heard: string[] = [];
  ears.on('notification', ({ payload = '' }) => heard.push(payload));
  await ears.query('LISTEN work');
  const { signal } = new AbortController();
  for (const pump of pumps) await pump.run(signal);
  for (const pump of pumps) await pump.end?.();
  // Signals of a session come in the order of their commits: after this one nothing of the pumps is still on its way.
  await pool.query(`SELECT pg_notify('work', 'the end')`);
  await expect.poll(() => heard).toContain('the end');
  ears.release(true);
  expect(heard).toEqual(['the end']);
});

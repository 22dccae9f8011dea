import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { pool } from '@/lib/platform/db/client';
import { withLease } from '@/lib/platform/jobs/lease';

const newName = () => `test:${randomUUID()}`;

/** A lease as a killed process leaves it: taken, never renewed, never given back. */
async function leaveLease(name: string, ttlMs: number): Promise<void> {
  await pool.query(
    `INSERT INTO lease (name, owner, until) VALUES ($1, 'killed', clock_timestamp() + $2 * interval '1 millisecond')`,
    [name, ttlMs],
  );
}

it('keeps a second owner out while the first works, and lets it in afterwards', async () => {
  const name = newName();
  const inner = await withLease(name, () => withLease(name, () => Promise.resolve('overlap')));
  expect(inner).toBe('busy');
  expect(await withLease(name, () => Promise.resolve('free'))).toBe('free');
});

it('gives the lease back when the work fails', async () => {
  const name = newName();
  await expect(withLease(name, () => Promise.reject(new Error('work failed')))).rejects.toThrow(
    'work failed',
  );
  expect(await withLease(name, () => Promise.resolve('free'))).toBe('free');
});

it("frees a killed owner's lease after its time, and not before", async () => {
  const name = newName();
  await leaveLease(name, 400);
  expect(await withLease(name, () => Promise.resolve('early'))).toBe('busy');
  await vi.waitFor(async () => expect(await withLease(name, () => Promise.resolve('mine'))).toBe('mine'), {
    timeout: 5000,
    interval: 50,
  });
});

it('is renewed for as long as the work runs', async () => {
  const name = newName();
  const ttlMs = 300;
  await withLease(
    name,
    async ({ signal }) => {
      const { rows } = await pool.query<{ until: Date }>('SELECT until FROM lease WHERE name = $1', [name]);
      const firstEnd = rows[0]!.until;
      await vi.waitFor(async () => {
        const passed = await pool.query(
          "SELECT 1 WHERE clock_timestamp() > $1::timestamptz + $2 * interval '1 millisecond'",
          [firstEnd, ttlMs],
        );
        expect(passed.rowCount).toBe(1);
      });
      expect(signal.aborted).toBe(false);
      expect(await withLease(name, () => Promise.resolve('overlap'))).toBe('busy');
    },
    { ttlMs },
  );
});

it('tells the work when the lease is lost to another owner', async () => {
  const name = newName();
  const reason = await withLease(
    name,
    async ({ signal }) => {
      await pool.query(`UPDATE lease SET owner = 'other' WHERE name = $1`, [name]);
      if (!signal.aborted) await once(signal, 'abort');
      return signal.reason as Error;
    },
    { ttlMs: 300 },
  );
  expect(reason).toMatchObject({ message: expect.stringContaining('lost') as string });
  const { rows } = await pool.query<{ owner: string }>('SELECT owner FROM lease WHERE name = $1', [name]);
  expect(rows).toEqual([{ owner: 'other' }]);
});

it('never lets two of many competing owners overlap', async () => {
  const name = newName();
  let inside = 0;
  let most = 0;
  let turns = 0;
  const compete = async () => {
    while (turns < 30) {
      await withLease(name, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await pool.query('SELECT 1');
        inside -= 1;
        turns += 1;
      });
    }
  };
  await Promise.all(Array.from({ length: 6 }, compete));
  expect(most).toBe(1);
});

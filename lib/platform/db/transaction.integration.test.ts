import { expect, it } from 'vitest';
import { db, pool, transaction } from '@/lib/platform/db/client';

async function makeRows(name: string): Promise<void> {
  await pool.query(`CREATE TABLE ${name} (id int PRIMARY KEY, n int NOT NULL)`);
  await pool.query(`INSERT INTO ${name} VALUES (1, 0), (2, 0)`);
}

/** Resolves once both have arrived, so that each holds its first lock before it asks for the other's. */
function createMeeting(): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (++arrived === 2) open();
    return both;
  };
}

it('runs the loser of a deadlock again', async () => {
  await makeRows('deadlock_rows');
  const meet = createMeeting();
  let runs = 0;
  const both = (first: number, second: number) => {
    let isFirstRun = true;
    return transaction(async (tx) => {
      runs += 1;
      await tx.$executeRawUnsafe(`UPDATE deadlock_rows SET n = n + 1 WHERE id = ${first}`);
      if (isFirstRun) {
        isFirstRun = false;
        await meet();
      }
      await tx.$executeRawUnsafe(`UPDATE deadlock_rows SET n = n + 1 WHERE id = ${second}`);
    });
  };
  await Promise.all([both(1, 2), both(2, 1)]);
  expect(runs).toBe(3);
  expect((await pool.query('SELECT n FROM deadlock_rows ORDER BY id')).rows).toEqual([{ n: 2 }, { n: 2 }]);
});

it.each(['held by review 40001-aaaa', 'deadlock detected in the words of a shop', 'P2034'])(
  'runs work once whose error only says %j',
  async (message) => {
    let runs = 0;
    const work = () => {
      runs += 1;
      return Promise.reject(new Error(message));
    };
    await expect(transaction(work)).rejects.toThrow(message);
    expect(runs).toBe(1);
  },
);

it('runs work once that breaks a constraint', async () => {
  let runs = 0;
  await expect(
    transaction(async (tx) => {
      runs += 1;
      await tx.$executeRaw`SELECT 1/0`;
    }),
  ).rejects.toThrow();
  expect(runs).toBe(1);
  await expect(db.$queryRaw`SELECT 1 AS one`).resolves.toEqual([{ one: 1 }]);
});

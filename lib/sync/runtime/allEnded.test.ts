import { expect, test } from 'vitest';
import { allEnded } from '@/lib/sync/runtime/allEnded';

test('tells a fault only when the others have ended too', async () => {
  let isOver = false;
  const slow = new Promise<string>((resolve) =>
    setImmediate(() => {
      isOver = true;
      resolve('slow');
    }),
  );
  await expect(allEnded([Promise.reject(new Error('fault')), slow])).rejects.toThrow('fault');
  expect(isOver).toBe(true);
});

test('gives the results in their order', async () => {
  expect(await allEnded([Promise.resolve(1), Promise.resolve('two')] as const)).toEqual([1, 'two']);
});

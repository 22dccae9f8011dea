import { expect, test } from 'vitest';
import { groupCommit } from '@/lib/platform/db/groupCommit';

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

test('what arrives while a commit runs goes into the next one together', async () => {
  const first = gate();
  const groups: number[][] = [];
  const store = groupCommit(async (items: number[]) => {
    groups.push(items);
    if (groups.length === 1) await first.opened;
    return items.map((item) => item * 10);
  });
  const results = [store(1), store(2), store(3)];
  first.open();
  expect(await Promise.all(results)).toEqual([10, 20, 30]);
  expect(groups).toEqual([[1], [2, 3]]);
});

test('one bad item fails alone; its neighbours are stored', async () => {
  const first = gate();
  const store = groupCommit(async (items: string[]) => {
    if (items[0] === 'first') await first.opened;
    if (items.includes('bad')) throw new Error('bad row');
    return items;
  });
  const results = Promise.allSettled([store('first'), store('good'), store('bad'), store('fine')]);
  first.open();
  expect((await results).map((result) => result.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});

test('a group never exceeds its limit', async () => {
  const sizes: number[] = [];
  const store = groupCommit(async (items: number[]) => {
    sizes.push(items.length);
    await Promise.resolve();
    return items;
  }, 3);
  await Promise.all(Array.from({ length: 10 }, (_item, index) => store(index)));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(3);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10);
});

test('whoever is told and asks again at once goes with the next group', async () => {
  const first = gate();
  const groups: string[][] = [];
  const store = groupCommit(async (items: string[]) => {
    groups.push(items);
    if (items.includes('a')) await first.opened;
    return items;
  });
  const again = store('a').then(() => store('a again'));
  const b = store('b');
  first.open();
  await Promise.all([again, b]);
  expect(groups).toEqual([['a'], ['b', 'a again']]);
});

test('what arrives after everything was told is stored too', async () => {
  const store = groupCommit((items: number[]) => Promise.resolve(items));
  expect(await store(1)).toBe(1);
  expect(await store(2)).toBe(2);
});

import { expect, test } from 'vitest';
import { Courtesy } from '@/lib/sync/courtesy';

test('a backlog alone never rests, whatever its own connection does beside it', () => {
  const courtesy = new Courtesy();
  courtesy.note('huge', 1_000);
  courtesy.note('huge', 1_100);
  expect(courtesy.restMs('huge', 200, 1_200)).toBe(0);
});

test('while others work it rests twelve times as long as it worked, also between its own new reviews', () => {
  const courtesy = new Courtesy();
  courtesy.note('small', 1_000);
  courtesy.note('huge', 1_100);
  courtesy.note('huge', 1_150);
  expect(courtesy.restMs('huge', 200, 1_200)).toBe(2_400);
});

test('it goes on at full speed a second after the others’ last work', () => {
  const courtesy = new Courtesy();
  courtesy.note('small', 1_000);
  expect(courtesy.restMs('huge', 200, 1_999)).toBe(2_400);
  expect(courtesy.restMs('huge', 200, 2_000)).toBe(0);
});

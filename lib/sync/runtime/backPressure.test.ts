import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Courtesy } from '@/lib/sync/runtime/backPressure';

beforeEach(() => vi.useFakeTimers({ now: 10_000 }));
afterEach(() => vi.useRealTimers());

/** When pieces begin, in milliseconds from now. */
function piecesOf(courtesy: Courtesy, connectionId: string, count: number): number[] {
  const startMs = Date.now();
  const began: number[] = [];
  for (let index = 0; index < count; index++)
    void courtesy.quiet(connectionId).then(() => began.push(Date.now() - startMs));
  return began;
}

test('a backlog alone goes on at once, whatever its own connection does beside it', async () => {
  const courtesy = new Courtesy();
  courtesy.begin('huge');
  courtesy.note('huge');
  const began = piecesOf(courtesy, 'huge', 3);
  await vi.advanceTimersByTimeAsync(0);
  expect(began).toEqual([0, 0, 0]);
});

test('it begins a piece when the others have come to their end, and its next ones apart from it', async () => {
  const courtesy = new Courtesy();
  courtesy.begin('small');
  const began = piecesOf(courtesy, 'huge', 3);
  await vi.advanceTimersByTimeAsync(10);
  expect(began).toEqual([]);
  courtesy.end('small');
  await vi.advanceTimersByTimeAsync(350);
  expect(began).toEqual([10, 160, 310]);
});

test('what takes long waits for Zendesk and is in nobody’s way', async () => {
  const courtesy = new Courtesy();
  courtesy.begin('slow');
  const began = piecesOf(courtesy, 'huge', 1);
  await vi.advanceTimersByTimeAsync(29);
  expect(began).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(began).toEqual([30]);
});

test('however much the others do, it goes on', async () => {
  const courtesy = new Courtesy();
  let shops = 0;
  const begin = () => courtesy.begin(`small-${(shops += 1)}`);
  begin();
  const busy = setInterval(begin, 5);
  const began = piecesOf(courtesy, 'huge', 2);
  await vi.advanceTimersByTimeAsync(250);
  clearInterval(busy);
  expect(began).toEqual([60, 210]);
});

test('backlogs do not wait for each other, and one that has come to its end counts again', async () => {
  const courtesy = new Courtesy();
  courtesy.begin('other');
  courtesy.setBacklog('other', true);
  courtesy.begin('other');
  const began = piecesOf(courtesy, 'huge', 1);
  await vi.advanceTimersByTimeAsync(0);
  expect(began).toEqual([0]);
  courtesy.end('other');
  courtesy.begin('other');
  const later = piecesOf(courtesy, 'huge', 1);
  await vi.advanceTimersByTimeAsync(20);
  expect(later).toEqual([]);
});

test('its pieces are small until a second after the others’ last work', () => {
  const courtesy = new Courtesy();
  courtesy.begin('small', 1_000);
  courtesy.note('huge', 1_100);
  courtesy.note('huge', 1_150);
  expect(courtesy.isAmongOthers('huge', 1_999)).toBe(true);
  expect(courtesy.isAmongOthers('huge', 2_000)).toBe(false);
});

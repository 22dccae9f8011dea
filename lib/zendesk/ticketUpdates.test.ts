import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TicketUpdates } from '@/lib/zendesk/ticketUpdates';

test.each([
  [undefined, 60],
  [100, 60],
  [300, 180],
  [20, 12],
])('of %s updates a minute so many are ours, without a word of what remains: %i', (limit, ours) => {
  const updates = new TicketUpdates();
  updates.observe({ limit }, 0);
  let made = 0;
  for (let atMs = 0; atMs < 59_000; atMs += 50)
    if (updates.waitMs(0.1, 1, atMs) === 0) {
      updates.begin(atMs);
      updates.end();
      made += 1;
    }
  expect(made).toBe(ours);
  expect(updates.waitMs(0.1, 1, 59_000)).toBeGreaterThan(0);
  expect(updates.waitMs(0.1, 1, 60_001)).toBe(0);
});

test('a larger share of the others is theirs here too, and processes divide what is ours', () => {
  const updates = new TicketUpdates();
  for (let count = 0; count < 10; count++) updates.begin(0);
  expect(updates.waitMs(0.9, 1, 1)).toBe(59_999);
  expect(updates.waitMs(0.1, 6, 1)).toBe(59_999);
  expect(updates.waitMs(0.1, 5, 1)).toBe(0);
});

test('however people and we take turns, 40 of 100 are left to them at each moment at which one of ours begins', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('ours', 'answer', 'theirs'), { maxLength: 300 }), (moves) => {
      const updates = new TicketUpdates();
      let [used, open, people] = [0, 0, 0];
      for (const move of moves) {
        if (move === 'theirs' && used + open < 100) {
          used += 1;
          people += 1;
        }
        if (move === 'answer' && open > 0) {
          open -= 1;
          used += 1;
          updates.observe({ limit: 100, remaining: Math.max(0, 100 - used), resetMs: 60_000 }, 1);
          updates.end();
        }
        if (move === 'ours' && updates.waitMs(0.1, 1, 1) === 0) {
          updates.begin(1);
          open += 1;
        }
      }
      const ours = used + open - people;
      expect(ours).toBeLessThanOrEqual(60);
    }),
    { numRuns: 200 },
  );
});

test('what an answer said of a minute that is over holds nothing back', () => {
  const updates = new TicketUpdates();
  updates.observe({ limit: 100, remaining: 3, resetMs: 20_000 }, 0);
  expect(updates.waitMs(0.3, 1, 0)).toBe(20_000);
  expect(updates.waitMs(0.3, 1, 20_000)).toBe(0);
});

import { expect, test } from 'vitest';
import { freshForMs } from '@/lib/sync/watch/feedStore';
import { readsARound, reconcileEveryMs, settledMs, ticketsPerCall } from '@/lib/sync/watch/reconcile';

const boundMs = 300_000;
/** The size the product is tried at, on the smallest plan, of whose calls 30 per cent are left to other tools. */
const tickets = 3_006;
const callsAMinute = 200 * 0.7;
/** The ticket, its comments, and its history where somebody's standing is in doubt. */
const callsAReading = 3;
/** The pump's look, and the engine's beside it. */
const looksMs = 2 * 1_000;

const msOf = (calls: number) => (calls / callsAMinute) * 60_000;
const comparingMs = msOf(Math.ceil(tickets / ticketsPerCall));
const readingMs = msOf(readsARound * callsAReading);

test('a reply no webhook told of is home in five minutes, also when the list of changes fails just then', () => {
  // The ticket was compared right before, and the list counts as known for as long as it may: then each comes round once.
  const longestMs = freshForMs + reconcileEveryMs + 2 * comparingMs + readingMs + looksMs;
  expect(longestMs).toBeLessThan(boundMs);
});

test('so is one whose comment the first reading did not show yet, where tickets are compared', () => {
  // Read for the last time before its change is old enough, it is read again one pace later.
  const longestMs = settledMs + reconcileEveryMs + 2 * (comparingMs + readingMs) + looksMs;
  expect(longestMs).toBeLessThan(boundMs);
});

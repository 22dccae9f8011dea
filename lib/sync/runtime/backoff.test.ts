import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from '@/lib/sync/runtime/backoff';

test('the wait grows, stays under the ceiling with its spread, and never undercuts what Zendesk asks for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(3_600_000),
      (attempts, random, retryAfterMs) => {
        const waitMs = backoffMs(attempts, random, retryAfterMs);
        expect(waitMs).toBeGreaterThanOrEqual(retryAfterMs);
        expect(waitMs).toBeLessThanOrEqual(Math.max(retryAfterMs, 15 * 60_000 * 1.25));
        expect(backoffMs(attempts + 1, random)).toBeGreaterThanOrEqual(backoffMs(attempts, random));
      },
    ),
  );
});

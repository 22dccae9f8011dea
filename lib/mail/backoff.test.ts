import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxAttempts, retryDelayMs } from '@/lib/mail/backoff';

describe('delay before the next try', () => {
  it('starts within five seconds and never exceeds six hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: maxAttempts }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const delay = retryDelayMs(attempts, random);
          expect(delay).toBeGreaterThanOrEqual(2_500);
          expect(delay).toBeLessThanOrEqual(6 * 3_600_000);
        },
      ),
    );
    expect(retryDelayMs(1, 1)).toBe(5_000);
  });

  it('spreads mails that failed together, and grows from try to try', () => {
    expect(retryDelayMs(5, 0)).toBeLessThan(retryDelayMs(5, 1));
    expect(retryDelayMs(6, 0)).toBeGreaterThanOrEqual(retryDelayMs(5, 1));
  });

  it('gives a mail more than two days before it counts as failed', () => {
    const shortest = Array.from({ length: maxAttempts }, (_, index) => retryDelayMs(index + 1, 0)).reduce(
      (a, b) => a + b,
    );
    expect(shortest).toBeGreaterThan(24 * 3_600_000);
  });
});

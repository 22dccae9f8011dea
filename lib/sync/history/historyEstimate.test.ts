import { expect, test } from 'vitest';
import { estimateCost } from '@/lib/sync/history/historyEstimate';

test('a hundred tickets a call, at the part of the limit that is ours', () => {
  expect(estimateCost(100_000, 700, 30)).toMatchObject({
    calls: 1_015,
    callsPerMinute: 490,
    sharePercent: 70,
  });
  expect(estimateCost(100_000, 700, 30).minutes).toBeCloseTo(1_015 / 490);
});

test('what ends within a minute takes only the calls it makes', () => {
  expect(estimateCost(250, 700, 30)).toMatchObject({ calls: 4, sharePercent: 1 });
  expect(estimateCost(0, 700, 30)).toMatchObject({ calls: 0, minutes: 0, sharePercent: 0 });
});

test('without a known limit the smallest team plan is assumed, and some call is always ours', () => {
  expect(estimateCost(1, null, 30).callsPerMinute).toBe(140);
  expect(estimateCost(1, 5, 90).callsPerMinute).toBe(1);
});

import { describe, expect, it } from 'vitest';
import { toScore } from '@/lib/certificate/score';

describe('score of a website', () => {
  it('is under evaluation while no recent review exists, even with older ones', () => {
    const score = toScore([{ rating: 5, total: 12, recent: 0 }]);
    expect(score).toMatchObject({ average: null, recentCount: 0, totalCount: 12 });
  });

  it('averages the recent reviews and distributes all of them', () => {
    const score = toScore([
      { rating: 5, total: 6, recent: 2 },
      { rating: 2, total: 2, recent: 1 },
    ]);
    expect(score.average).toBe(4);
    expect(score.recentCount).toBe(3);
    expect(score.distribution).toEqual([
      { rating: 5, count: 6, share: 0.75 },
      { rating: 4, count: 0, share: 0 },
      { rating: 3, count: 0, share: 0 },
      { rating: 2, count: 2, share: 0.25 },
      { rating: 1, count: 0, share: 0 },
    ]);
  });

  it('of a website without reviews has five empty ratings', () => {
    expect(toScore([]).distribution.map(({ share }) => share)).toEqual([0, 0, 0, 0, 0]);
  });
});

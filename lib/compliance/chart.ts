/** Where the bars of the delay chart stand, for the screen and for the PDF. Pure. */
import type { DelayRow } from '@/lib/compliance/queries';

/** The law's term; the chart always reaches it, so that the distance to it is seen. */
export const termDays = 7;

export type DelayBar = {
  rating: number;
  /** Shares of the chart's width; null when nothing was published. */
  median: number | null;
  p90: number | null;
};
export type DelayChart = {
  bars: DelayBar[];
  /** Full days on the scale, evenly chosen, with their share of the width. */
  ticks: { days: number; at: number }[];
  term: number;
};

/** Steps that leave at most eight ticks. */
const steps = [1, 2, 5, 7, 14, 30, 60, 90, 180, 365];

export function layOutDelays(rows: readonly DelayRow[]): DelayChart {
  const longest = Math.max(termDays, ...rows.map(({ p90Hours }) => (p90Hours ?? 0) / 24));
  const width = Math.ceil(longest * 1.05);
  const share = (hours: number | null) => (hours === null ? null : hours / 24 / width);
  const step = steps.find((candidate) => width / candidate <= 8) ?? 730;
  const ticks = Array.from({ length: Math.floor(width / step) + 1 }, (_, index) => index * step);
  return {
    bars: rows.map(({ rating, medianHours, p90Hours }) => ({
      rating,
      median: share(medianHours),
      p90: share(p90Hours),
    })),
    ticks: ticks.map((days) => ({ days, at: days / width })),
    term: termDays / width,
  };
}

/**
 * Whether the figures show that low ratings wait no longer: the median of 1 and 2 stars against that of 4 and 5, an hour
 * apart counting as equal. Null while one side has no published review.
 */
export function compareDelays(rows: readonly DelayRow[]): 'not_longer' | 'longer' | null {
  const mean = (ratings: number[]) => {
    const side = rows.filter(({ rating, medianHours }) => ratings.includes(rating) && medianHours !== null);
    const count = side.reduce((sum, { published }) => sum + published, 0);
    const hours = side.reduce((sum, { published, medianHours }) => sum + published * (medianHours ?? 0), 0);
    return count === 0 ? null : hours / count;
  };
  const low = mean([1, 2]);
  const high = mean([4, 5]);
  if (low === null || high === null) return null;
  return low <= high + 1 ? 'not_longer' : 'longer';
}

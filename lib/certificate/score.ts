/** The figures of a website's brand reviews, computed from counts per rating. Pure. */

export type RatingCount = { rating: number; total: number; recent: number };

export type Score = {
  /** Mean of the recent ratings, unrounded; null when there is none: the website is under evaluation. */
  average: number | null;
  /** Reviews behind the average. */
  recentCount: number;
  /** All verified purchases shown. */
  totalCount: number;
  /** Of all reviews shown, five stars first. */
  /** Reviews shown that no order proves: listed apart, in no figure above. */
  othersCount: number;
  distribution: { rating: number; count: number; share: number }[];
};

/**
 * @param counts verified purchases, at most one entry per rating; missing ratings count as none.
 * @param othersCount reviews shown that are none.
 */
export function toScore(counts: readonly RatingCount[], othersCount = 0): Score {
  const recentCount = counts.reduce((sum, { recent }) => sum + recent, 0);
  const totalCount = counts.reduce((sum, { total }) => sum + total, 0);
  const recentStars = counts.reduce((sum, { rating, recent }) => sum + rating * recent, 0);
  const distribution = [5, 4, 3, 2, 1].map((rating) => {
    const count = counts.find((entry) => entry.rating === rating)?.total ?? 0;
    return { rating, count, share: totalCount === 0 ? 0 : count / totalCount };
  });
  return {
    average: recentCount === 0 ? null : recentStars / recentCount,
    recentCount,
    totalCount,
    othersCount,
    distribution,
  };
}

/**
 * What a website shows in public, as the writes keep it: counts per day of publication and a version that grows with every
 * visible change. Triggers on `review` and `exchange` write both in the transaction of the change; reads never count reviews.
 */
import { z } from 'zod';
import { pool, transaction } from '@/lib/platform/db/client';
import { addMonths } from '@/lib/reviews/calendar';
import { toScore, type RatingCount, type Score } from '@/lib/certificate/score';

export const averageMonths = 12;
export const shownMonths = 60;

/** Windows are counted in whole days (UTC), because that is what the figures are kept by: from the same date a year, or five, ago. */
export function windowStart(at: Date, months: number): Date {
  const start = addMonths(at, -months);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()));
}

/** Whose figures: all brand reviews of a website, or those of one of its products. */
export type Subject = { websiteId: string; productRef?: string | undefined };

export const subjectType = ({ productRef }: Subject) => (productRef === undefined ? 'brand' : 'product');

type Row = { isRecent: boolean; others: number } & Record<`stars${1 | 2 | 3 | 4 | 5}`, number>;

/** Average of twelve months and distribution of five years, from the kept counts. Verified purchases alone make them. */
export async function getScore(subject: Subject, at: Date): Promise<Score> {
  const { rows } = await pool.query<Row>(
    `SELECT day >= $5::date AS "isRecent", sum(stars_1)::int AS stars1, sum(stars_2)::int AS stars2,
       sum(stars_3)::int AS stars3, sum(stars_4)::int AS stars4, sum(stars_5)::int AS stars5, sum(others)::int AS others
     FROM shown_day WHERE website_id = $1 AND type = $2::review_type AND product_ref = $3 AND day >= $4::date GROUP BY 1`,
    [
      subject.websiteId,
      subjectType(subject),
      subject.productRef ?? '',
      windowStart(at, shownMonths).toISOString(),
      windowStart(at, averageMonths).toISOString(),
    ],
  );
  const counts = ([1, 2, 3, 4, 5] as const).map((rating): RatingCount => {
    const of = (row: Row) => row[`stars${rating}`];
    const sum = (some: Row[]) => some.reduce((total, row) => total + of(row), 0);
    return { rating, total: sum(rows), recent: sum(rows.filter((row) => row.isRecent)) };
  });
  const othersCount = rows.reduce((total, { others }) => total + others, 0);
  return toScore(counts, othersCount);
}

/** The version of all a website shows; null for an unknown website. An id of another shape is as unknown as any other. */
export async function findShownVersion(websiteId: string): Promise<string | null> {
  if (!z.uuid().safeParse(websiteId).success) return null;
  const { rows } = await pool.query<{ version: string }>({
    name: 'shown_version',
    text: `SELECT coalesce(v.version, 0)::text AS version FROM website w LEFT JOIN shown_version v ON v.website_id = w.id WHERE w.id = $1`,
    values: [websiteId],
  });
  return rows[0]?.version ?? null;
}

const counted = `SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date AS day,
    (count(*) FILTER (WHERE is_verified AND rating = 1))::int AS stars_1,
    (count(*) FILTER (WHERE is_verified AND rating = 2))::int AS stars_2,
    (count(*) FILTER (WHERE is_verified AND rating = 3))::int AS stars_3,
    (count(*) FILTER (WHERE is_verified AND rating = 4))::int AS stars_4,
    (count(*) FILTER (WHERE is_verified AND rating = 5))::int AS stars_5,
    (count(*) FILTER (WHERE NOT is_verified))::int AS others
  FROM review WHERE status = 'published' GROUP BY 1, 2, 3, 4`;

export type Drift = { websiteId: string; type: string; productRef: string; day: string };

/** Days whose kept counts differ from a count of the reviews themselves, in one snapshot. Empty is right. */
export async function findDrift(): Promise<Drift[]> {
  const kept = `SELECT website_id, type, product_ref, day, stars_1, stars_2, stars_3, stars_4, stars_5, others FROM shown_day
    WHERE (stars_1, stars_2, stars_3, stars_4, stars_5, others) <> (0, 0, 0, 0, 0, 0)`;
  const { rows } = await pool.query<Drift>(
    `WITH kept AS MATERIALIZED (${kept}), counted AS MATERIALIZED (${counted})
     SELECT DISTINCT website_id AS "websiteId", type::text, product_ref AS "productRef", day::text
     FROM ((TABLE kept EXCEPT TABLE counted) UNION ALL (TABLE counted EXCEPT TABLE kept)) AS d ORDER BY 1, 2, 3, 4`,
  );
  return rows;
}

/** Counts everything anew. Changes of reviews wait meanwhile, so that none is missed. @returns rows written. */
export function rebuildShown(): Promise<number> {
  return transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE review IN SHARE ROW EXCLUSIVE MODE`;
    await tx.$executeRaw`DELETE FROM shown_day`;
    const rows = await tx.$executeRawUnsafe(`INSERT INTO shown_day ${counted}`);
    await tx.$executeRaw`INSERT INTO shown_version AS v SELECT id, 1 FROM website
      ON CONFLICT (website_id) DO UPDATE SET version = v.version + 1`;
    return rows;
  });
}

/** Where the reviews of a period came from and what proves them, and which ratings left display on somebody's word. */
import { db } from '@/lib/platform/db/client';
import type { ReviewOrigin } from '@/lib/reviews/proof';

type Span = { from: Date; until: Date };

export type OriginRow = {
  origin: ReviewOrigin;
  /** Reviews received in the period; verified and unverified together. */
  received: number;
  verified: number;
  unverified: number;
};

export type RemovalRow = {
  rating: number;
  /** Withdrawn by their authors, and erased neither before nor since. */
  withdrawn: number;
  /** Erased: asked for, or confirmed, by their authors. */
  erased: number;
  /** Made anonymous on the shop's word; those their authors confirmed count as erased too. */
  anonymised: number;
};

/** A row for every origin, also for those nothing came by. */
export function listOrigins(websiteId: string, { from, until }: Span): Promise<OriginRow[]> {
  return db.$queryRaw<OriginRow[]>`
    SELECT scale.origin::text AS origin, count(r.id)::int AS received,
      count(r.id) FILTER (WHERE r.is_verified)::int AS verified,
      count(r.id) FILTER (WHERE NOT r.is_verified)::int AS unverified
    FROM unnest(enum_range(NULL::review_origin)) WITH ORDINALITY AS scale(origin, place)
    LEFT JOIN review r ON r.origin = scale.origin AND r.website_id = ${websiteId}::uuid
      AND r.submitted_at >= ${from} AND r.submitted_at < ${until}
    GROUP BY scale.origin, scale.place ORDER BY scale.place`;
}

/** Five rows, also for ratings nobody gave. Each removal counts on its own day, whenever the review came. */
export function listRemovals(websiteId: string, { from, until }: Span): Promise<RemovalRow[]> {
  return db.$queryRaw<RemovalRow[]>`
    WITH gone AS (
      SELECT r.rating, r.erased_at, r.withdrawn_at, e.at AS anonymised_at
      FROM review r LEFT JOIN erasure e ON e.id = r.anonymised_by
      WHERE r.website_id = ${websiteId}::uuid AND (r.withdrawn_at IS NOT NULL OR r.anonymised_by IS NOT NULL)
    )
    SELECT scale.rating::int,
      count(*) FILTER (WHERE erased_at IS NULL AND withdrawn_at >= ${from} AND withdrawn_at < ${until})::int AS withdrawn,
      count(*) FILTER (WHERE erased_at >= ${from} AND erased_at < ${until})::int AS erased,
      count(*) FILTER (WHERE anonymised_at >= ${from} AND anonymised_at < ${until})::int AS anonymised
    FROM generate_series(1, 5) AS scale(rating) LEFT JOIN gone ON gone.rating = scale.rating
    GROUP BY scale.rating ORDER BY scale.rating`;
}

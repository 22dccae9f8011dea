/**
 * The reviews a public page or widget shows, page by page. Every order walks an index from a position: the millionth review
 * costs what the first does.
 */
import { db, pool } from '@/lib/platform/db/client';
import type { ReviewOrigin } from '@/lib/reviews/proof';
import { publicName } from '@/lib/certificate/authorName';
import { decodeCursor, encodeCursor, type Position } from '@/lib/certificate/cursor';
import type { ListQuery } from '@/lib/certificate/listQuery';
import { shownMonths, subjectType, windowStart, type Subject } from '@/lib/certificate/shown';

export const shownPageSize = 20;

export type ShownExchange = { id: string; origin: 'merchant' | 'author'; body: string; createdAt: Date };

export type ShownReview = {
  id: string;
  rating: number;
  comment: string;
  /** Null: shown as anonymous. */
  authorName: string | null;
  locale: string;
  publishedAt: Date;
  /** Date of the order; null when the shop gave none. */
  experiencedAt: Date | null;
  origin: ReviewOrigin;
  /** Where an imported review was written. */
  originSource: string | null;
  isVerified: boolean;
  exchanges: ShownExchange[];
};

export type ShownList = { items: ShownReview[]; nextCursor: string | null };

type Row = {
  id: string;
  rating: number;
  comment: string;
  firstName: string;
  lastName: string;
  isAnonymous: boolean;
  locale: string;
  submittedAt: Date;
  publishedAt: Date;
  orderDate: Date | null;
  exchangesHidden: boolean;
  origin: ReviewOrigin;
  originSource: string | null;
  isVerified: boolean;
};

const columns = `r.id, r.rating, r.comment, r.author_first_name AS "firstName", r.author_last_name AS "lastName",
  r.is_anonymous AS "isAnonymous", r.author_locale AS locale, r.submitted_at AS "submittedAt",
  r.published_at AS "publishedAt", r.order_date AS "orderDate", r.exchanges_hidden AS "exchangesHidden",
  r.origin, r.origin_source AS "originSource", r.is_verified AS "isVerified"`;
const ofSubject = `r.website_id = $1 AND r.type = $2::review_type AND r.product_ref = $3 AND r.is_verified = $5
  AND r.status = 'published' AND r.published_at >= $4`;

type Scope = readonly [websiteId: string, type: string, productRef: string, since: Date, isVerified: boolean];

async function walkNewest(scope: Scope, after: Position | null, take: number): Promise<Row[]> {
  const { rows } = await pool.query<Row>(
    `SELECT ${columns} FROM review r WHERE ${ofSubject} AND (r.published_at, r.id) < ($6::timestamptz, $7::uuid)
     ORDER BY r.published_at DESC, r.id DESC LIMIT $8`,
    [...scope, after?.at.toISOString() ?? 'infinity', after?.id ?? lastId, take],
  );
  return rows;
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** One walk per rating, in the order wanted; the first goes on where the page before ended. */
async function walkRatings(
  scope: Scope,
  order: readonly number[],
  after: Position | null,
  take: number,
): Promise<Row[]> {
  const from = after ? Math.max(0, order.indexOf(after.rating)) : 0;
  const left = order.slice(from);
  const goesOn = after !== null && left[0] === after.rating;
  const starts = left.map((_, index) => (goesOn && index === 0 ? after : null));
  const { rows } = await pool.query<Row>(
    `SELECT ${columns} FROM unnest($6::int[], $7::timestamptz[], $8::uuid[]) WITH ORDINALITY AS step(rating, before_at, before_id, place),
       LATERAL (SELECT * FROM review r WHERE ${ofSubject} AND r.rating = step.rating
         AND (r.published_at, r.id) < (step.before_at, step.before_id)
         ORDER BY r.published_at DESC, r.id DESC LIMIT $9) r
     ORDER BY step.place, r.published_at DESC, r.id DESC LIMIT $9`,
    [
      ...scope,
      left,
      starts.map((start) => start?.at.toISOString() ?? 'infinity'),
      starts.map((start) => start?.id ?? lastId),
      take,
    ],
  );
  return rows;
}

/**
 * One page of published reviews of five years; within equal ratings always newest publication first.
 * @param query a cursor that we did not make starts at the top
 */
export async function listShownReviews(
  subject: Subject,
  { sort, proof, rating, cursor }: ListQuery,
  { at, limit = shownPageSize }: { at: Date; limit?: number },
): Promise<ShownList> {
  const after = decodeCursor(cursor);
  const since = windowStart(at, shownMonths);
  const scope: Scope = [
    subject.websiteId,
    subjectType(subject),
    subject.productRef ?? '',
    since,
    proof === 'verified',
  ];
  const order = rating ? [rating] : sort === 'lowest' ? [1, 2, 3, 4, 5] : [5, 4, 3, 2, 1];
  const rows =
    sort === 'newest' && !rating
      ? await walkNewest(scope, after, limit + 1)
      : await walkRatings(scope, order, after, limit + 1);
  const page = rows.slice(0, limit);
  const exchanges = await listExchanges(page.filter((row) => !row.exchangesHidden).map((row) => row.id));
  const last = page.at(-1);
  const more = last && rows.length > limit;
  return {
    items: page.map((row) => toReview(row, exchanges.get(row.id) ?? [], at)),
    nextCursor: more ? encodeCursor({ rating: last.rating, at: last.publishedAt, id: last.id }) : null,
  };
}

/** A published review of this website by itself, as the list would show it; null for any other. */
export async function findShownReview(
  websiteId: string,
  id: string,
  at: Date,
): Promise<(ShownReview & { type: 'brand' | 'product' }) | null> {
  const row = await db.review.findFirst({ where: { id, websiteId, status: 'published' } });
  if (!row?.publishedAt) return null;
  const { authorFirstName: firstName, authorLastName: lastName, authorLocale: locale, publishedAt } = row;
  return { ...toReview({ ...row, firstName, lastName, locale, publishedAt }, [], at), type: row.type };
}

function toReview(row: Row, exchanges: ShownExchange[], at: Date): ShownReview {
  const {
    id,
    rating,
    comment,
    locale,
    publishedAt,
    orderDate: experiencedAt,
    origin,
    originSource,
    isVerified,
  } = row;
  const authorName = publicName(row, at);
  const proof = { origin, originSource, isVerified };
  return { id, rating, comment, locale, publishedAt, authorName, experiencedAt, exchanges, ...proof };
}

/** The dialogue of merchant and author, where words are left of it; what the moderation team writes is for the two of them. */
async function listExchanges(reviewIds: string[]): Promise<Map<string, ShownExchange[]>> {
  const found = new Map<string, ShownExchange[]>();
  if (reviewIds.length === 0) return found;
  const rows = await db.exchange.findMany({
    where: { reviewId: { in: reviewIds }, origin: { in: ['merchant', 'author'] }, body: { not: '' } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, reviewId: true, origin: true, body: true, createdAt: true },
  });
  for (const { reviewId, origin, ...exchange } of rows) {
    if (origin === 'moderator') continue;
    const list = found.get(reviewId) ?? [];
    list.push({ ...exchange, origin });
    found.set(reviewId, list);
  }
  return found;
}

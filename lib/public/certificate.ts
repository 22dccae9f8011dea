/**
 * What a website's certificate shows. The windows are those the page states: the average over twelve rolling months, the
 * distribution and the comments over five years, both by date of publication, because that is the order of the list.
 */
import { z } from 'zod';
import { db, pool } from '@/lib/platform/db/client';
import { addMonths } from '@/lib/reviews/calendar';
import { decodeCursor, encodeCursor } from '@/lib/public/cursor';
import { publicName } from '@/lib/public/authorName';
import { toScore, type RatingCount, type Score } from '@/lib/public/score';

export const averageMonths = 12;
export const shownMonths = 60;
export const certificatePageSize = 20;

export type CertificateWebsite = { id: string; name: string; url: string; locale: string; timeZone: string };

export type CertificateExchange = {
  id: string;
  origin: 'merchant' | 'author';
  body: string;
  createdAt: Date;
};

export type CertificateReview = {
  id: string;
  rating: number;
  comment: string;
  /** Null: shown as anonymous. */
  authorName: string | null;
  locale: string;
  publishedAt: Date;
  /** Date of the order; null when the shop gave none. */
  experiencedAt: Date | null;
  exchanges: CertificateExchange[];
};

/** The website, or null for an unknown idWebsite; an id of another shape is as unknown as any other. */
export async function findCertificateWebsite(idWebsite: string): Promise<CertificateWebsite | null> {
  if (!z.uuid().safeParse(idWebsite).success) return null;
  const select = { id: true, name: true, url: true, locale: true, timeZone: true } as const;
  return db.website.findUnique({ where: { id: idWebsite }, select });
}

/** Average and distribution of the published brand reviews, in one pass over the five years. */
export async function getScore(websiteId: string, at: Date): Promise<Score> {
  const { rows } = await pool.query<RatingCount>(
    `SELECT rating, count(*)::int AS total, (count(*) FILTER (WHERE published_at > $3))::int AS recent
     FROM review WHERE website_id = $1 AND type = 'brand' AND status = 'published' AND published_at > $2
     GROUP BY rating`,
    [websiteId, addMonths(at, -shownMonths), addMonths(at, -averageMonths)],
  );
  return toScore(rows);
}

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
};

export type CertificateList = { items: CertificateReview[]; nextCursor: string | null };

/**
 * One page of brand reviews, newest publication first.
 * @param cursor from the page before; one that we did not make starts at the top.
 */
export async function listCertificateReviews(
  websiteId: string,
  { at, cursor, limit = certificatePageSize }: { at: Date; cursor?: string | undefined; limit?: number },
): Promise<CertificateList> {
  const after = decodeCursor(cursor);
  const { rows } = await pool.query<Row>(
    `SELECT id, rating, comment, author_first_name AS "firstName", author_last_name AS "lastName",
       is_anonymous AS "isAnonymous", author_locale AS locale, submitted_at AS "submittedAt",
       published_at AS "publishedAt", order_date AS "orderDate", exchanges_hidden AS "exchangesHidden"
     FROM review WHERE website_id = $1 AND type = 'brand' AND status = 'published' AND published_at > $2
       AND ($3::timestamptz IS NULL OR (published_at, id) < ($3::timestamptz, $4::uuid))
     ORDER BY published_at DESC, id DESC LIMIT $5`,
    [websiteId, addMonths(at, -shownMonths), after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const exchanges = await listExchanges(page.filter((row) => !row.exchangesHidden).map((row) => row.id));
  const last = page.at(-1);
  return {
    items: page.map((row) => toReview(row, exchanges.get(row.id) ?? [], at)),
    nextCursor: last && rows.length > limit ? encodeCursor({ at: last.publishedAt, id: last.id }) : null,
  };
}

function toReview(row: Row, exchanges: CertificateExchange[], at: Date): CertificateReview {
  const { id, rating, comment, locale, publishedAt, orderDate } = row;
  return {
    id,
    rating,
    comment,
    locale,
    publishedAt,
    authorName: publicName(row, at),
    experiencedAt: orderDate,
    exchanges,
  };
}

/** The dialogue of merchant and author; what the moderation team writes is for the two of them. */
async function listExchanges(reviewIds: string[]): Promise<Map<string, CertificateExchange[]>> {
  const found = new Map<string, CertificateExchange[]>();
  if (reviewIds.length === 0) return found;
  const rows = await db.exchange.findMany({
    where: { reviewId: { in: reviewIds }, origin: { in: ['merchant', 'author'] } },
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

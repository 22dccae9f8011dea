/** Reads of reviews for the portal and the shop API. Always narrowed to one website by the caller's session or key. */
import { Prisma } from '@/lib/platform/db/generated/client';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { ReviewOrigin } from '@/lib/reviews/proof';
import { isStatableYear } from '@/lib/reviews/calendar';
import type { CauseKind, ReviewStatus, ReviewType } from '@/lib/reviews/events';
import type { ReviewFilters } from '@/lib/reviews/schema';

export const defaultPageLimit = 25;

export type ReviewListItem = {
  id: string;
  type: ReviewType;
  status: ReviewStatus;
  isReported: boolean;
  rating: number;
  comment: string;
  orderRef: string;
  productName: string | null;
  authorFirstName: string;
  authorLastName: string;
  submittedAt: Date;
  statedAt: Date | null;
  origin: ReviewOrigin;
  originSource: string | null;
  isVerified: boolean;
  publishedAt: Date | null;
  publishDueAt: Date | null;
  replyCount: number;
  causes: CauseKind[];
  ticketId: bigint | null;
};

type Cursor = { submittedAt: Date; id: string };

function encodeCursor({ submittedAt, id }: Cursor): string {
  return Buffer.from(`${submittedAt.toISOString()}/${id}`).toString('base64url');
}

/** @throws AppError `invalid_input` for anything this product did not hand out. */
function decodeCursor(cursor: string): Cursor {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\/([\da-f-]{36})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  );
  const submittedAt = new Date(match?.[1] ?? '');
  if (!match?.[2] || !isStatableYear(submittedAt.getUTCFullYear())) {
    const message = 'Use nextCursor of an earlier answer, or leave it out.';
    throw new AppError('invalid_input', {
      detail: message,
      fields: [{ path: 'cursor', code: 'invalid_cursor', message }],
    });
  }
  return { submittedAt, id: match[2] };
}

/** The portal's filters say more than the API's: several ratings at once, and what waits for the merchant alone. */
export type ListFilters = Omit<ReviewFilters, 'status' | 'rating'> & {
  status?: ReviewFilters['status'] | 'to_handle';
  rating?: number | readonly number[];
};

/** For LIKE: the text's own wildcards mean nothing. */
const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function conditions(websiteId: string, filters: ListFilters): Prisma.Sql[] {
  const { status, type, rating, q, cursor } = filters;
  const ratings = rating === undefined ? [] : [rating].flat();
  const all = [Prisma.sql`r.website_id = ${websiteId}::uuid`];
  if (status === 'reported') all.push(Prisma.sql`r.reported_at IS NOT NULL`);
  else if (status === 'to_handle') all.push(Prisma.sql`r.status = 'in_moderation' AND r.reported_at IS NULL`);
  else if (status) all.push(Prisma.sql`r.status = ${status}::review_status`);
  if (type) all.push(Prisma.sql`r.type = ${type}::review_type`);
  if (ratings.length > 0) all.push(Prisma.sql`r.rating IN (${Prisma.join(ratings)})`);
  if (q) {
    const like = likePattern(q);
    all.push(Prisma.sql`(search_key(r.comment) LIKE search_key(${like}) OR search_key(r.order_ref) LIKE search_key(${like})
      OR search_key(r.product_name) LIKE search_key(${like})
      OR search_key(r.author_first_name || ' ' || r.author_last_name) LIKE search_key(${like}))`);
  }
  if (cursor) {
    const { submittedAt, id } = decodeCursor(cursor);
    // A row comparison, so that the index is entered at the place and no page is ever counted off.
    all.push(Prisma.sql`(r.submitted_at, r.id) < (${submittedAt}, ${id}::uuid)`);
  }
  return all;
}

/**
 * One page of a website's reviews, newest first.
 * @throws AppError `invalid_input` when the cursor is not one of ours.
 */
export async function listReviews(
  websiteId: string,
  filters: ListFilters = {},
): Promise<{ items: ReviewListItem[]; nextCursor: string | null }> {
  const limit = filters.limit ?? defaultPageLimit;
  const rows = await db.$queryRaw<ReviewListItem[]>`
    SELECT r.id, r.type, r.status, r.reported_at IS NOT NULL AS "isReported", r.rating, r.comment, r.order_ref AS "orderRef",
      r.product_name AS "productName", r.author_first_name AS "authorFirstName", r.author_last_name AS "authorLastName",
      r.submitted_at AS "submittedAt", r.stated_at AS "statedAt", r.origin, r.origin_source AS "originSource",
      r.is_verified AS "isVerified", r.published_at AS "publishedAt", r.publish_due_at AS "publishDueAt",
      (SELECT count(*)::int FROM exchange e WHERE e.review_id = r.id AND e.origin = 'merchant') AS "replyCount",
      ARRAY(SELECT DISTINCT c.kind::text FROM review_cause c WHERE c.review_id = r.id AND c.text_version = r.text_version) AS causes,
      t.ticket_id AS "ticketId"
    FROM review r LEFT JOIN ticket_link t ON t.review_id = r.id
    WHERE ${Prisma.join(conditions(websiteId, filters), ' AND ')}
    ORDER BY r.submitted_at DESC, r.id DESC LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
}

const detail = {
  causes: { orderBy: { id: 'asc' } },
  exchanges: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  pendingReplies: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  reports: { orderBy: { createdAt: 'desc' }, include: { attachments: { orderBy: { id: 'asc' } } } },
  events: { orderBy: { seq: 'asc' } },
  ticketLink: { select: { ticketId: true, subdomain: true, ticketStatus: true, checkedAt: true } },
  website: { select: { id: true, name: true, locale: true, timeZone: true } },
  _count: { select: { versions: true } },
} satisfies Prisma.ReviewInclude;

export type ReviewDetail = Prisma.ReviewGetPayload<{ include: typeof detail }>;

/** The whole review with causes, exchanges, reports, timeline and ticket, or null for an unknown or foreign id. */
export function findReview(websiteId: string, id: string): Promise<ReviewDetail | null> {
  return db.review.findFirst({ where: { id, websiteId }, include: detail });
}

/** @throws AppError `not_found`, alike for an unknown and a foreign id. */
export async function getReview(websiteId: string, id: string): Promise<ReviewDetail> {
  const review = await findReview(websiteId, id);
  if (!review) throw new AppError('not_found', { detail: 'There is no such review on this website.' });
  return review;
}

/** How many reviews of a website are in each status, and how many of those in moderation are reported. */
export async function countByStatus(websiteId: string): Promise<Record<ReviewStatus | 'reported', number>> {
  const rows = await db.$queryRaw<{ status: ReviewStatus; count: number; reported: number }[]>`
    SELECT status, count(*)::int AS count, count(reported_at)::int AS reported
    FROM review WHERE website_id = ${websiteId}::uuid GROUP BY status`;
  const counts = { pending: 0, in_moderation: 0, published: 0, refused: 0, withdrawn: 0, reported: 0 };
  for (const { status, count, reported } of rows) {
    counts[status] = count;
    counts.reported += reported;
  }
  return counts;
}

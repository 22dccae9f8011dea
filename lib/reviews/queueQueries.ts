/** The queue made visible: what holds it, how many wait, what one publication frees, when each publishes by itself. */
import { db } from '@/lib/platform/db/client';
import { nextRunAt } from '@/lib/reviews/calendar';
import type { ReviewStatus, ReviewType } from '@/lib/reviews/events';
import { publishesBy } from '@/lib/reviews/queue';

export type QueueHolder = {
  id: string;
  rating: number;
  authorFirstName: string;
  authorLastName: string;
  orderRef: string;
  submittedAt: Date;
  publishDueAt: Date | null;
  isReported: boolean;
};

export type QueueView = {
  type: ReviewType;
  /** The oldest review in moderation; null when nothing holds the queue. */
  holder: QueueHolder | null;
  /** Pending reviews behind the holder. */
  waiting: number;
  /** Pending reviews that nothing holds: the next run publishes them. */
  ready: number;
  inModeration: number;
  /** How many the next run may publish once the holder has left moderation. */
  frees: number;
  nextRunAt: Date;
};

/** What the queue of one website and type looks like now. */
export async function getQueue(websiteId: string, type: ReviewType, at: Date): Promise<QueueView> {
  const website = await db.website.findUniqueOrThrow({
    where: { id: websiteId },
    select: { timeZone: true },
  });
  const [holder = null] = await db.$queryRaw<QueueHolder[]>`
    SELECT id, rating, author_first_name AS "authorFirstName", author_last_name AS "authorLastName", order_ref AS "orderRef",
      submitted_at AS "submittedAt", publish_due_at AS "publishDueAt", reported_at IS NOT NULL AS "isReported"
    FROM review WHERE website_id = ${websiteId}::uuid AND type = ${type}::review_type AND status = 'in_moderation'
    ORDER BY submitted_at, id LIMIT 1`;
  const counts = await countQueue(websiteId, type);
  const frees = holder ? await countFreedBy({ ...holder, websiteId, type }) : 0;
  return { type, holder, ...counts, frees, nextRunAt: nextRunAt(at, website.timeZone) };
}

async function countQueue(websiteId: string, type: ReviewType) {
  const [counts] = await db.$queryRaw<{ waiting: number; ready: number; inModeration: number }[]>`
    WITH queue AS (
      SELECT status, bool_or(status = 'in_moderation') OVER (ORDER BY submitted_at, id) AS is_held
      FROM review WHERE website_id = ${websiteId}::uuid AND type = ${type}::review_type AND status IN ('pending', 'in_moderation')
    )
    SELECT count(*) FILTER (WHERE status = 'pending' AND is_held)::int AS waiting,
      count(*) FILTER (WHERE status = 'pending' AND NOT is_held)::int AS ready,
      count(*) FILTER (WHERE status = 'in_moderation')::int AS "inModeration"
    FROM queue`;
  return counts ?? { waiting: 0, ready: 0, inModeration: 0 };
}

type Place = { id: string; websiteId: string; type: ReviewType; submittedAt: Date };

/** Pending reviews between this one and the next in moderation; none while an older one holds them anyway. */
async function countFreedBy({ id, websiteId, type, submittedAt }: Place): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    WITH other AS (
      SELECT submitted_at, id FROM review
      WHERE website_id = ${websiteId}::uuid AND type = ${type}::review_type AND status = 'in_moderation' AND id <> ${id}::uuid
      ORDER BY submitted_at, id LIMIT 1
    )
    SELECT count(*)::int AS count FROM review r
    WHERE r.website_id = ${websiteId}::uuid AND r.type = ${type}::review_type AND r.status = 'pending'
      AND (r.submitted_at, r.id) > (${submittedAt}, ${id}::uuid)
      AND NOT EXISTS (SELECT 1 FROM other WHERE (other.submitted_at, other.id) < (r.submitted_at, r.id))`;
  return row?.count ?? 0;
}

async function countAround({
  id,
  websiteId,
  type,
  submittedAt,
}: Place): Promise<{ ahead: number; behind: number }> {
  const [row] = await db.$queryRaw<{ ahead: number; behind: number }[]>`
    SELECT count(*) FILTER (WHERE (submitted_at, id) < (${submittedAt}, ${id}::uuid))::int AS ahead,
      count(*) FILTER (WHERE (submitted_at, id) > (${submittedAt}, ${id}::uuid))::int AS behind
    FROM review WHERE website_id = ${websiteId}::uuid AND type = ${type}::review_type AND status = 'pending'`;
  return row ?? { ahead: 0, behind: 0 };
}

export type ReviewQueuePlace = {
  heldBy: { id: string; rating: number; isReported: boolean; submittedAt: Date } | null;
  /** "Publishing this one frees N." */
  frees: number;
  /** Pending reviews of its queue that are older, and newer. */
  ahead: number;
  behind: number;
  /** When it publishes without anyone's doing, as things stand; null while reported and once it has left the queue. */
  publishesAt: Date | null;
};

/** Where one review stands in its queue; for the review's page. */
export async function getQueuePlace(
  review: Place & { status: ReviewStatus; publishDueAt: Date | null; timeZone: string },
  at: Date,
): Promise<ReviewQueuePlace> {
  const { status, publishDueAt } = review;
  if (status !== 'pending' && status !== 'in_moderation') {
    return { heldBy: null, frees: 0, ahead: 0, behind: 0, publishesAt: null };
  }
  const [heldBy = null] = await db.$queryRaw<NonNullable<ReviewQueuePlace['heldBy']>[]>`
    SELECT id, rating, reported_at IS NOT NULL AS "isReported", submitted_at AS "submittedAt" FROM review
    WHERE website_id = ${review.websiteId}::uuid AND type = ${review.type}::review_type AND status = 'in_moderation'
      AND (submitted_at, id) < (${review.submittedAt}, ${review.id}::uuid)
    ORDER BY submitted_at, id LIMIT 1`;
  const frees = status === 'in_moderation' ? await countFreedBy(review) : 0;
  const publishesAt = publishesBy(
    { ...review, status, publishDueAt },
    heldBy !== null,
    nextRunAt(at, review.timeZone),
  );
  return { heldBy, frees, ...(await countAround(review)), publishesAt };
}

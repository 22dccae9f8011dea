/** Where decisions meet rows: locks, the state of a review as stored, and the writing of what was decided. */
import type { Prisma } from '@/lib/platform/db/generated/client';
import { withSpan } from '@/lib/platform/tracing';
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { ReportReason } from '@/lib/moderation/reasons';
import type { ReviewType } from '@/lib/reviews/events';
import type { ReviewState } from '@/lib/reviews/fold';
import { RuleBroken, type DecisionContext, type ReviewCommand } from '@/lib/reviews/commands';
import { decide, type Decision } from '@/lib/reviews/lifecycle';

export type Actor = {
  kind: 'author' | 'merchant' | 'moderator' | 'system' | 'shop' | 'zendesk';
  name: string;
  userId?: string;
};

const include = {
  reports: { where: { state: { in: ['open', 'author_asked'] } } },
  appeals: { where: { state: { not: 'closed' } }, orderBy: { createdAt: 'desc' }, take: 1 },
  _count: { select: { exchanges: { where: { origin: 'merchant' } } } },
} satisfies Prisma.ReviewInclude;

export type ReviewRow = Prisma.ReviewGetPayload<{ include: typeof include }>;

/**
 * One writer at a time per queue: a review must not be published while an older one is just entering moderation.
 * Taken before any row lock, so that two writers never wait for each other.
 */
export async function lockQueue(tx: Tx, websiteId: string, type: ReviewType): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`queue:${websiteId}:${type}`}, 0))`;
}

const notFound = () => new AppError('not_found', { detail: 'There is no such review on this website.' });

/**
 * Locks a review's row and reads it.
 * @param key `websiteId` narrows to one website: a foreign id and an unknown one answer alike.
 * @throws AppError `not_found`.
 */
export async function lockReview(tx: Tx, key: { reviewId: string; websiteId?: string }): Promise<ReviewRow> {
  const { reviewId: id, websiteId } = key;
  const locked = await tx.$queryRaw<unknown[]>`SELECT 1 FROM review WHERE id = ${id}::uuid FOR UPDATE`;
  const row = locked.length > 0 ? await tx.review.findUnique({ where: { id }, include }) : null;
  if (!row || (websiteId && row.websiteId !== websiteId)) throw notFound();
  return row;
}

/** The queue's lock, then the row's: for every change that may move a review into or out of moderation. */
export async function lockReviewInQueue(
  tx: Tx,
  key: { reviewId: string; websiteId?: string },
): Promise<ReviewRow> {
  const place = await tx.review.findUnique({
    where: { id: key.reviewId },
    select: { websiteId: true, type: true },
  });
  if (!place) throw notFound();
  await lockQueue(tx, place.websiteId, place.type);
  return lockReview(tx, key);
}

/** The stored row as the state machine sees it. */
export function toState(row: ReviewRow): ReviewState {
  const report = row.reports[0];
  return {
    seq: row.eventSeq,
    status: row.status,
    rating: row.rating,
    textVersion: row.textVersion,
    submittedAt: row.submittedAt,
    publishDueAt: row.publishDueAt,
    clockLeftMs: row.clockLeftMs === null ? null : Number(row.clockLeftMs),
    reportedAt: row.reportedAt,
    publishedAt: row.publishedAt,
    refusedAt: row.refusedAt,
    withdrawnAt: row.withdrawnAt,
    report: report
      ? {
          id: report.id,
          reason: report.reason as ReportReason,
          state: report.state === 'author_asked' ? 'author_asked' : 'open',
          at: report.createdAt,
        }
      : null,
    appeal: toAppeal(row),
    replyCount: row._count.exchanges,
    exchangesHidden: row.exchangesHidden,
  };
}

/** An appeal against an earlier refusal says nothing about the present one. */
function toAppeal({ appeals: [appeal], refusedAt, status }: ReviewRow): ReviewState['appeal'] {
  if (!appeal || !refusedAt || appeal.createdAt < refusedAt || status === 'withdrawn') return null;
  return { id: appeal.id, state: appeal.state === 'open' ? 'open' : 'decided', at: appeal.createdAt };
}

/** The columns of `review` that the state machine owns. */
export function toColumns(state: ReviewState) {
  const { seq, report: _report, appeal: _appeal, replyCount: _replies, clockLeftMs, ...columns } = state;
  return { ...columns, eventSeq: seq, clockLeftMs: clockLeftMs === null ? null : BigInt(clockLeftMs) };
}

/** The oldest review in moderation that is older than this one in its queue. */
export async function findHolderId(
  tx: Tx,
  row: Pick<ReviewRow, 'id' | 'websiteId' | 'type' | 'submittedAt'>,
): Promise<string | null> {
  const [holder] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM review
    WHERE website_id = ${row.websiteId}::uuid AND type = ${row.type}::review_type AND status = 'in_moderation'
      AND (submitted_at, id) < (${row.submittedAt}, ${row.id}::uuid)
    ORDER BY submitted_at, id LIMIT 1`;
  return holder?.id ?? null;
}

/** Decides, with a broken rule turned into the error people and API clients get. */
export function decideOrThrow(
  state: ReviewState | null,
  command: ReviewCommand,
  context: DecisionContext,
): Decision {
  try {
    return decide(state, command, context);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    throw new AppError(error.code, { detail: error.message, params: error.params, cause: error });
  }
}

export type Change = { reviewId: string; websiteId: string; decision: Decision; actor: Actor; at: Date };

/** The event rows of a decision: numbered from the state before it, in the transaction of the change they tell. */
export async function appendEvents(
  tx: Tx,
  { reviewId, websiteId, decision, actor, at }: Change,
): Promise<void> {
  const firstSeq = decision.state.seq - decision.events.length + 1;
  const types = decision.events.map(({ type }) => type).join(' ');
  await withSpan(`review ${types}`, { story: reviewId }, () =>
    tx.reviewEvent.createMany({
      data: decision.events.map(({ type, ...data }, index) => ({
        reviewId,
        websiteId,
        seq: firstSeq + index,
        type,
        data,
        actorKind: actor.kind,
        actorName: actor.name,
        userId: actor.userId ?? null,
        at,
      })),
    }),
  );
}

/** Writes a decision about an existing review: its columns and its events. */
export async function saveDecision(tx: Tx, change: Change): Promise<void> {
  if (change.decision.events.length === 0) return;
  await tx.review.update({ where: { id: change.reviewId }, data: toColumns(change.decision.state) });
  await appendEvents(tx, change);
}

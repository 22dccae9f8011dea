/**
 * A reply of the portal waits half a minute before anybody hears of it, so that it can be taken back. Until it is due it is a
 * row of its own: no exchange, no event, no mail, so taking it back is forgetting the row and nothing else has to know.
 */
import { randomUUID } from 'node:crypto';
import { now } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { replyToReview, type Act } from '@/lib/reviews/service';
import { decideOrThrow, lockReview, toState } from '@/lib/reviews/store';
import { undoMs } from '@/lib/reviews/replyDelay';

const batchSize = 20;

export type QueuedReply = { pendingReplyId: string; dueAt: Date };

/**
 * Takes a reply in, to be sent when its time to be taken back is over.
 * @param act the actor must be a person of the portal.
 * @throws AppError `reply_limit_reached` (waiting replies count), `review_withdrawn`, `not_found`.
 */
export async function queueReply(tx: Tx, act: Act & { body: string }): Promise<QueuedReply> {
  const { body, actor, at } = act;
  const row = await lockReview(tx, act);
  const waiting = await tx.pendingReply.count({ where: { reviewId: row.id, refusedCode: null } });
  const id = randomUUID();
  const state = toState(row);
  // Decided now to refuse what cannot be sent while its writer is still there; decided again when it is due.
  decideOrThrow(
    { ...state, replyCount: state.replyCount + waiting },
    { kind: 'reply', exchangeId: id, source: 'portal' },
    { at },
  );
  const dueAt = new Date(at.getTime() + undoMs);
  await tx.pendingReply.create({
    data: {
      id,
      reviewId: row.id,
      body,
      authorName: actor.name,
      userId: requireUser(actor.userId),
      createdAt: at,
      dueAt,
    },
  });
  return { pendingReplyId: id, dueAt };
}

function requireUser(userId: string | undefined): string {
  if (!userId) throw new Error('Only a reply of the portal waits; others are sent at once.');
  return userId;
}

export type PendingReplyKey = { pendingReplyId: string; reviewId: string; websiteId: string; userId: string };

/** Locks a waiting reply of one's own; one that has left meanwhile is gone, and said so. */
async function lockOwn(tx: Tx, key: PendingReplyKey) {
  const [row] = await tx.$queryRaw<{ body: string; isOwn: boolean }[]>`
    SELECT p.body, p.user_id = ${key.userId}::uuid AS "isOwn" FROM pending_reply p JOIN review r ON r.id = p.review_id
    WHERE p.id = ${key.pendingReplyId}::uuid AND r.id = ${key.reviewId}::uuid AND r.website_id = ${key.websiteId}::uuid
    FOR UPDATE OF p`;
  if (row?.isOwn) return row;
  if (row)
    throw new AppError('forbidden', { detail: 'Only its writer takes a reply back or sends it early.' });
  const sent = await tx.exchange.findFirst({
    where: { id: key.pendingReplyId, reviewId: key.reviewId, review: { websiteId: key.websiteId } },
    select: { id: true },
  });
  throw sent
    ? new AppError('reply_already_sent', { detail: 'The reply has been sent: it cannot be taken back.' })
    : new AppError('not_found', { detail: 'There is no such reply waiting.' });
}

/**
 * Takes a waiting reply back, for as long as it is there. @returns its text, so that it can be written on.
 * @throws AppError `reply_already_sent`, `forbidden`, `not_found`.
 */
export async function takeBackReply(tx: Tx, key: PendingReplyKey): Promise<{ body: string }> {
  const { body } = await lockOwn(tx, key);
  await tx.pendingReply.delete({ where: { id: key.pendingReplyId } });
  return { body };
}

/**
 * Sends a waiting reply without waiting for its time.
 * @throws AppError as `replyToReview`; also `reply_already_sent`, `forbidden`, `not_found`.
 */
export async function sendReplyNow(
  tx: Tx,
  key: PendingReplyKey,
  at: Date,
): Promise<{ exchangeId: string; isNew: boolean }> {
  await lockOwn(tx, key);
  return send(tx, key.pendingReplyId, at);
}

/** The row becomes the exchange of the same id, with event and mail, in one transaction. */
async function send(tx: Tx, id: string, at: Date): Promise<{ exchangeId: string; isNew: boolean }> {
  const { reviewId, body, authorName, userId } = await tx.pendingReply.findUniqueOrThrow({ where: { id } });
  const actor = { kind: 'merchant' as const, name: authorName, userId };
  // First of all: a broken rule throws before anything is written, and the row stays.
  const sent = await replyToReview(tx, { reviewId, exchangeId: id, body, source: 'portal', actor, at });
  await tx.pendingReply.delete({ where: { id } });
  return sent;
}

/** Sends one due reply. @returns false when none is due, or another worker holds what is. */
async function sendNextDue(at: Date): Promise<boolean> {
  const id = await transaction(async (tx) => {
    const [due] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM pending_reply WHERE due_at <= ${at} AND refused_code IS NULL
      ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
    if (!due) return null;
    try {
      await send(tx, due.id, at);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // A rule refuses it now: the author withdrew, or other replies came first. Its writer is told on the page.
      await tx.pendingReply.update({ where: { id: due.id }, data: { refusedCode: error.code } });
      log().info({ pendingReplyId: due.id, code: error.code }, 'a waiting reply was refused when due');
    }
    return due.id;
  });
  return id !== null;
}

/** Sends what is due. @returns how many were handled; fewer than the limit means that none is left. */
export async function sendDueReplies(at: Date, limit = batchSize): Promise<number> {
  let count = 0;
  while (count < limit && (await sendNextDue(at))) count += 1;
  return count;
}

/** Killed half way, the row is still there and the next look takes it; the exchange's id is the row's, so never twice. */
export const pendingReplyPump: Pump = {
  name: 'pending-replies',
  wakes: [],
  everyMs: 2_000,
  async run() {
    return (await sendDueReplies(now())) === batchSize ? 'more' : 'idle';
  },
};

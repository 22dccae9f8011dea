/**
 * What people and systems do to a review. Every function runs in the caller's transaction, takes the locks it needs,
 * lets the lifecycle decide, and writes row, events and mails together.
 */
import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/platform/db/client';
import { closeAppeal } from '@/lib/reviews/appeals';
import type { ReviewStatus, ReplySource } from '@/lib/reviews/events';
import type { ReviewCommand } from '@/lib/reviews/commands';
import { noticeOfAnswer, noticeToAuthor } from '@/lib/reviews/notices';
import {
  decideOrThrow,
  findHolderId,
  lockReview,
  lockReviewInQueue,
  saveDecision,
  toState,
  type Actor,
} from '@/lib/reviews/store';

/** `websiteId` is the caller's own website; without it the caller must have checked that the review is theirs to touch. */
export type ReviewKey = { reviewId: string; websiteId?: string };
export type Act = ReviewKey & { actor: Actor; at: Date };

/**
 * Publishes a review in moderation and so frees the queue behind it.
 * @throws AppError `not_in_moderation`, `already_reported`, `held_by_queue`, `review_withdrawn`.
 */
export async function publishReview(tx: Tx, act: Act): Promise<{ status: ReviewStatus; publishedAt: Date }> {
  const row = await lockReviewInQueue(tx, act);
  const heldBy = await findHolderId(tx, row);
  const decision = decideOrThrow(toState(row), { kind: 'publish' }, { at: act.at, heldBy });
  await saveDecision(tx, {
    reviewId: row.id,
    websiteId: row.websiteId,
    decision,
    actor: act.actor,
    at: act.at,
  });
  return { status: decision.state.status, publishedAt: decision.state.publishedAt ?? act.at };
}

export type Reply = Act & {
  body: string;
  source: ReplySource;
  /** Chosen beforehand where the reply already had a life of its own; a new one otherwise. */
  exchangeId?: string;
  /** The comment this reply is in Zendesk: the same comment is taken once. */
  zendesk?: { subdomain: string; commentId: bigint | number; ticketId?: bigint | number; fileCount?: number };
};

/**
 * The merchant's reply, from wherever it was written. The author is mailed once.
 * @throws AppError `reply_limit_reached`, `review_withdrawn`.
 */
export async function replyToReview(tx: Tx, reply: Reply): Promise<{ exchangeId: string; isNew: boolean }> {
  const { body, source, zendesk, actor, at } = reply;
  const row = await lockReview(tx, reply);
  const origin = zendesk
    ? { zendeskSubdomain: zendesk.subdomain, zendeskCommentId: BigInt(zendesk.commentId) }
    : null;
  const known =
    origin && (await tx.exchange.findUnique({ where: { zendeskSubdomain_zendeskCommentId: origin } }));
  if (known) return { exchangeId: known.id, isNew: false };
  const id = reply.exchangeId ?? randomUUID();
  const decision = decideOrThrow(toState(row), { kind: 'reply', exchangeId: id, source }, { at });
  await tx.exchange.create({
    data: {
      id,
      reviewId: row.id,
      origin: 'merchant',
      source,
      body,
      authorName: actor.name,
      userId: actor.userId ?? null,
      createdAt: at,
      ...(origin ?? {}),
      zendeskTicketId: zendesk?.ticketId === undefined ? null : BigInt(zendesk.ticketId),
      zendeskFileCount: Math.min(zendesk?.fileCount ?? 0, 1_000),
    },
  });
  await saveDecision(tx, { reviewId: row.id, websiteId: row.websiteId, decision, actor, at });
  await noticeToAuthor(tx, 'author_replied', row, { key: `replied:${id}`, data: { exchangeId: id } });
  return { exchangeId: id, isNew: true };
}

/**
 * The author answers the merchant's reply: the review returns to moderation.
 * @throws AppError `reply_required`, `review_withdrawn`.
 */
export async function answerReview(tx: Tx, answer: Act & { body: string }): Promise<{ exchangeId: string }> {
  const { body, actor, at } = answer;
  const row = await lockReviewInQueue(tx, answer);
  const id = randomUUID();
  const decision = decideOrThrow(toState(row), { kind: 'answer', exchangeId: id }, { at });
  await tx.exchange.create({
    data: {
      id,
      reviewId: row.id,
      origin: 'author',
      source: 'mail',
      body,
      authorName: actor.name,
      createdAt: at,
    },
  });
  await tx.reviewCause.create({
    data: { reviewId: row.id, textVersion: row.textVersion, kind: 'author_answer', createdAt: at },
  });
  await saveDecision(tx, { reviewId: row.id, websiteId: row.websiteId, decision, actor, at });
  await noticeOfAnswer(tx, row, id);
  return { exchangeId: id };
}

async function apply(tx: Tx, act: Act, command: ReviewCommand) {
  const row = await lockReviewInQueue(tx, act);
  const decision = decideOrThrow(toState(row), command, { at: act.at });
  await saveDecision(tx, {
    reviewId: row.id,
    websiteId: row.websiteId,
    decision,
    actor: act.actor,
    at: act.at,
  });
  return decision.state;
}

/** Hides or shows the exchanges of one review on public pages; the review itself stays. */
export async function setExchangesHidden(
  tx: Tx,
  act: Act & { hidden: boolean },
): Promise<{ exchangesHidden: boolean }> {
  const { exchangesHidden } = await apply(tx, act, { kind: 'set_exchanges', hidden: act.hidden });
  return { exchangesHidden };
}

/** The author takes the review back: gone from display, kept for the audit. An open report has nothing left to decide. */
export async function withdrawReview(tx: Tx, act: Act): Promise<{ status: ReviewStatus }> {
  const { status } = await apply(tx, act, { kind: 'withdraw' });
  await tx.report.updateMany({
    where: { reviewId: act.reviewId, state: { in: ['open', 'author_asked'] } },
    data: { state: 'closed' },
  });
  await closeAppeal(tx, act.reviewId);
  return { status };
}

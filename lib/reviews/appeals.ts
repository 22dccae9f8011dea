/** Appeals: the author asks that a refusal be looked at again, and another moderator decides. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/platform/db/client';
import type { ReviewCommand } from '@/lib/reviews/commands';
import type { ReviewStatus } from '@/lib/reviews/events';
import { noticeOfAppeal, noticeToAuthor } from '@/lib/reviews/notices';
import type { Act } from '@/lib/reviews/service';
import { decideOrThrow, lockReviewInQueue, saveDecision, toState, type ReviewRow } from '@/lib/reviews/store';

/** Appeals are held to the same clock as reports. */
export const appealHours = 48;

/** The report that made the present refusal: accepted by the team, or closed by the author's wish to write anew. */
async function findRefusal(tx: Tx, row: ReviewRow) {
  if (row.status !== 'refused' || !row.refusedAt) return null;
  return tx.report.findFirst({
    where: { reviewId: row.id, state: { in: ['accepted', 'closed'] }, decidedAt: row.refusedAt },
    orderBy: { createdAt: 'desc' },
  });
}

/**
 * The author appeals the refusal of their review.
 * @throws AppError `not_refused`, `already_appealed`, `appeal_window_closed`, `forbidden_transition`, `review_withdrawn`.
 */
export async function appealRefusal(
  tx: Tx,
  { body, ...act }: Act & { body: string },
): Promise<{ appealId: string; dueAt: Date }> {
  const row = await lockReviewInQueue(tx, act);
  const refusal = await findRefusal(tx, row);
  const id = randomUUID();
  const command: ReviewCommand = {
    kind: 'appeal',
    appealId: id,
    refusedBy: refusal?.state === 'accepted' ? 'decision' : 'author',
  };
  const decision = decideOrThrow(toState(row), command, { at: act.at });
  if (!refusal) throw new Error(`Review ${row.id} is refused without a report that says why`);
  const dueAt = new Date(act.at.getTime() + appealHours * 3_600_000);
  await tx.appeal.create({
    data: { id, reviewId: row.id, reportId: refusal.id, body, createdAt: act.at, dueAt },
  });
  await saveDecision(tx, {
    reviewId: row.id,
    websiteId: row.websiteId,
    decision,
    actor: act.actor,
    at: act.at,
  });
  return { appealId: id, dueAt };
}

export type AppealDecision = Act & {
  outcome: 'accepted' | 'rejected';
  statement: string;
  moderatorId: string;
};

/**
 * Another moderator's decision. Accepted, the refusal is overturned and the review published.
 * @throws AppError `appeal_not_open`, `other_moderator_required`.
 */
export async function decideAppeal(
  tx: Tx,
  { outcome, statement, moderatorId, ...act }: AppealDecision,
): Promise<{ status: ReviewStatus }> {
  const row = await lockReviewInQueue(tx, act);
  const refusal = await findRefusal(tx, row);
  const kind = outcome === 'accepted' ? ('accept_appeal' as const) : ('reject_appeal' as const);
  const command = { kind, refusedById: refusal?.decidedById ?? null, moderatorId };
  const state = toState(row);
  const decision = decideOrThrow(state, command, { at: act.at });
  const appealId = state.appeal?.id ?? '';
  await tx.appeal.update({
    where: { id: appealId },
    data: { state: outcome, statement, decidedAt: act.at, decidedById: moderatorId },
  });
  await saveDecision(tx, {
    reviewId: row.id,
    websiteId: row.websiteId,
    decision,
    actor: act.actor,
    at: act.at,
  });
  await noticeToAuthor(tx, 'author_appeal_decided', row, { key: `appeal:${appealId}`, data: { appealId } });
  if (outcome === 'accepted') await noticeOfAppeal(tx, row, appealId);
  return { status: decision.state.status };
}

/** The author changed or withdrew the review: nothing is left to decide. */
export async function closeAppeal(tx: Tx, reviewId: string): Promise<void> {
  await tx.appeal.updateMany({ where: { reviewId, state: 'open' }, data: { state: 'closed' } });
}

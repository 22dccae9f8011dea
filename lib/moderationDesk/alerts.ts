/**
 * Alerts: a reader of the public pages says that a review breaks the rules. The review stays public until a moderator has
 * decided, so that nobody can take a review down by complaining about it; upheld, it is refused like any reported review.
 */
import { randomUUID } from 'node:crypto';
import type { NewAlert } from '@/lib/moderationDesk/alertForm';
import type { ReportReason } from '@/lib/moderation/reasons';
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { translator } from '@/lib/platform/i18n/translator';
import type { ReviewStatus } from '@/lib/reviews/events';
import { noticeToAuthor } from '@/lib/reviews/notices';
import { decisionHours } from '@/lib/reviews/reports';
import type { Act } from '@/lib/reviews/service';
import { decideOrThrow, lockReviewInQueue, saveDecision, toState } from '@/lib/reviews/store';

/** The same complaint again adds nothing to the one that waits. */
const openPerReview = 5;

/**
 * Files an alert about a published review of this website. Beyond a few open ones on the same review it changes nothing:
 * the team looks at it anyway.
 * @throws AppError `not_found`, alike for an unknown, a foreign and an unpublished review.
 */
export async function fileAlert(
  tx: Tx,
  alert: NewAlert & { websiteId: string; locale: string; at: Date },
): Promise<void> {
  const { websiteId, review: id, reason, comment, locale, at } = alert;
  const review = await tx.review.findFirst({ where: { id, websiteId, status: 'published' } });
  if (!review) throw new AppError('not_found', { detail: 'There is no such review on this page.' });
  if ((await tx.alert.count({ where: { reviewId: id, state: 'open' } })) >= openPerReview) return;
  const dueAt = new Date(at.getTime() + decisionHours * 3_600_000);
  await tx.alert.create({ data: { reviewId: id, reason, comment, locale, createdAt: at, dueAt } });
}

export type AlertDecision = Act & {
  alertId: string;
  outcome: 'accepted' | 'rejected';
  statement: string;
};

/**
 * The moderation team's decision. Upheld, the review is refused for the alert's reason, and its author hears of it and may
 * modify or appeal, exactly as after an accepted report; other open alerts on the review have nothing left to decide.
 * @throws AppError `already_reported`, `forbidden_transition`.
 */
export async function decideAlert(tx: Tx, decide: AlertDecision): Promise<{ status: ReviewStatus }> {
  const { alertId, outcome, statement, actor, at } = decide;
  const row = await lockReviewInQueue(tx, decide);
  const decided = { state: outcome, statement, decidedAt: at, decidedById: actor.userId ?? null };
  const alert = await tx.alert.update({ where: { id: alertId }, data: decided });
  if (outcome === 'rejected') return { status: row.status };
  const reportId = randomUUID();
  const reason = alert.reason as ReportReason;
  const decision = decideOrThrow(toState(row), { kind: 'uphold_alert', reportId, reason }, { at });
  const inReview = { reviewId: row.id };
  await tx.report.updateMany({ where: { ...inReview, state: 'author_asked' }, data: { state: 'closed' } });
  const { locale } = await tx.website.findUniqueOrThrow({ where: { id: row.websiteId } });
  await tx.report.create({
    data: {
      id: reportId,
      ...inReview,
      reason,
      comment: alert.comment,
      state: 'accepted',
      actorName: translator(locale, 'moderation')('alert.reporter'),
      createdAt: alert.createdAt,
      dueAt: alert.dueAt,
      decidedAt: at,
      decidedById: actor.userId ?? null,
      statement,
    },
  });
  await tx.alert.updateMany({ where: { ...inReview, state: 'open' }, data: { state: 'closed' } });
  await saveDecision(tx, { reviewId: row.id, websiteId: row.websiteId, decision, actor, at });
  await noticeToAuthor(tx, 'author_refused', row, { key: `refused:${reportId}`, data: { reportId } });
  return { status: decision.state.status };
}

/** Reports: the merchant asks for a refusal, the moderation team (or, for a settled dispute, the author) decides. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/platform/db/client';
import type { ReportReason } from '@/lib/moderation/reasons';
import type { ReplySource, ReviewStatus } from '@/lib/reviews/events';
import type { ReviewCommand } from '@/lib/reviews/commands';
import { noticeOfDecision, noticeToAuthor } from '@/lib/reviews/notices';
import { storeAttachments, type CheckedAttachment } from '@/lib/reviews/attachments';
import type { Act } from '@/lib/reviews/service';
import { decideOrThrow, lockReviewInQueue, saveDecision, toState, type ReviewRow } from '@/lib/reviews/store';

/** The team decides within 48 hours. */
export const decisionHours = 48;

export type NewReport = Act & {
  reason: ReportReason;
  comment?: string | undefined;
  source: ReplySource;
  attachments?: CheckedAttachment[];
};

/**
 * Files a report. For "dispute handled" the author is asked by mail and the review stays public meanwhile.
 * @throws AppError `reply_required`, `already_reported`, `not_in_moderation`, `report_window_closed`,
 * `reason_not_applicable`, `proof_required`, `review_withdrawn`.
 */
export async function reportReview(
  tx: Tx,
  report: NewReport,
): Promise<{ reportId: string; status: ReviewStatus; dueAt: Date }> {
  const { reason, source, actor, at } = report;
  const attachments = report.attachments ?? [];
  const row = await lockReviewInQueue(tx, report);
  const id = randomUUID();
  const hasProof = attachments.length > 0;
  const command: ReviewCommand = { kind: 'report', reportId: id, reason, type: row.type, source, hasProof };
  const decision = decideOrThrow(toState(row), command, { at });
  const isAuthorAsked = decision.state.report?.state === 'author_asked';
  const dueAt = new Date(at.getTime() + decisionHours * 3_600_000);
  await tx.report.create({
    data: {
      id,
      reviewId: row.id,
      reason,
      comment: report.comment ?? '',
      state: isAuthorAsked ? 'author_asked' : 'open',
      actorName: actor.name,
      userId: actor.userId ?? null,
      createdAt: at,
      dueAt,
      attachments: {
        create: attachments.map(({ fileName, mediaType, bytes, sha256 }) => ({
          fileName,
          mediaType,
          bytes,
          sha256: Uint8Array.from(sha256),
        })),
      },
    },
  });
  if (!isAuthorAsked) {
    await tx.reviewCause.create({
      data: {
        reviewId: row.id,
        textVersion: row.textVersion,
        kind: 'report',
        category: reason,
        createdAt: at,
      },
    });
  }
  await saveDecision(tx, { reviewId: row.id, websiteId: row.websiteId, decision, actor, at });
  if (isAuthorAsked)
    await noticeToAuthor(tx, 'author_update_asked', row, {
      key: `update_asked:${id}`,
      data: { reportId: id },
    });
  await storeAttachments(attachments);
  return { reportId: id, status: decision.state.status, dueAt };
}

export type ReportDecision = Act & { outcome: 'accepted' | 'rejected'; statement: string };

/**
 * The moderation team's decision. Two moderators never decide the same report: the second finds it closed.
 * @throws AppError `report_not_open`.
 */
export async function decideReport(
  tx: Tx,
  { outcome, statement, ...act }: ReportDecision,
): Promise<{ status: ReviewStatus }> {
  const row = await lockReviewInQueue(tx, act);
  const kind = outcome === 'accepted' ? 'accept_report' : 'reject_report';
  const decision = decideOrThrow(toState(row), { kind }, { at: act.at });
  const reportId = await closeReport(tx, row, {
    state: outcome,
    statement,
    decidedAt: act.at,
    decidedById: act.actor.userId ?? null,
  });
  await saveDecision(tx, {
    reviewId: row.id,
    websiteId: row.websiteId,
    decision,
    actor: act.actor,
    at: act.at,
  });
  if (outcome === 'accepted')
    await noticeToAuthor(tx, 'author_refused', row, { key: `refused:${reportId}`, data: { reportId } });
  await noticeOfDecision(tx, row, outcome, reportId);
  return { status: decision.state.status };
}

/** The author's answer to "do you want to update?"; `by: 'time'` when none came in 14 days. */
export async function answerUpdateQuestion(
  tx: Tx,
  { wantsUpdate, by = 'author', ...act }: Act & { wantsUpdate: boolean; by?: 'author' | 'time' },
): Promise<{ status: ReviewStatus }> {
  const row = await lockReviewInQueue(tx, act);
  const command: ReviewCommand = wantsUpdate ? { kind: 'accept_update' } : { kind: 'decline_update', by };
  const decision = decideOrThrow(toState(row), command, { at: act.at });
  const reportId = await closeReport(tx, row, { state: 'closed', decidedAt: act.at });
  await saveDecision(tx, {
    reviewId: row.id,
    websiteId: row.websiteId,
    decision,
    actor: act.actor,
    at: act.at,
  });
  if (wantsUpdate)
    await noticeToAuthor(tx, 'author_refused', row, { key: `refused:${reportId}`, data: { reportId } });
  return { status: decision.state.status };
}

type Closing = {
  state: 'accepted' | 'rejected' | 'closed';
  decidedAt: Date;
  decidedById?: string | null;
  statement?: string;
};

async function closeReport(tx: Tx, row: ReviewRow, closing: Closing): Promise<string> {
  const open = row.reports[0];
  if (!open) throw new Error(`Review ${row.id} has an open report in its state but none in its rows`);
  await tx.report.update({ where: { id: open.id }, data: closing });
  return open.id;
}

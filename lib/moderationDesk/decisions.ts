/**
 * The moderation team decides one report or one appeal by its own id, not "whatever is open on the review": a page that
 * has gone stale must never decide a case its reader has not seen.
 */
import { decideAlert } from '@/lib/moderationDesk/alerts';
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import type { CaseDecision, CaseKind } from '@/lib/moderationDesk/schema';
import { decideAppeal } from '@/lib/reviews/appeals';
import type { ReviewStatus } from '@/lib/reviews/events';
import { decideReport } from '@/lib/reviews/reports';
import { lockReviewInQueue } from '@/lib/reviews/store';

export type Decide = CaseDecision & {
  kind: CaseKind;
  id: string;
  moderator: { id: string; name: string };
  at: Date;
};

type Closed = {
  state: string;
  decidedAt: Date | null;
  decidedById: string | null;
  statement: string | null;
};

/** What a colleague decided meanwhile, so that the second moderator reads it instead of guessing. */
async function alreadyClosed(tx: Tx, kind: CaseKind, row: Closed): Promise<AppError> {
  const decider = row.decidedById
    ? await tx.user.findUnique({ where: { id: row.decidedById }, select: { name: true } })
    : null;
  return new AppError(kind === 'appeals' ? 'appeal_not_open' : 'report_not_open', {
    detail: `This case is closed: ${row.state}.`,
    params: {
      outcome: row.state,
      by: decider?.name ?? '',
      at: row.decidedAt?.toISOString() ?? '',
      statement: row.statement ?? '',
    },
  });
}

const unknown = () => new AppError('not_found', { detail: 'There is no such case.' });

async function findReviewId(tx: Tx, { kind, id }: Pick<Decide, 'kind' | 'id'>): Promise<string> {
  const select = { reviewId: true };
  const rows = {
    reports: () => tx.report.findUnique({ where: { id }, select }),
    appeals: () => tx.appeal.findUnique({ where: { id }, select }),
    alerts: () => tx.alert.findUnique({ where: { id }, select }),
  };
  const row = await rows[kind]();
  if (!row) throw unknown();
  return row.reviewId;
}

async function requireOpen(tx: Tx, { kind, id }: Pick<Decide, 'kind' | 'id'>): Promise<void> {
  const rows = {
    reports: (): Promise<Closed> => tx.report.findUniqueOrThrow({ where: { id } }),
    appeals: (): Promise<Closed> => tx.appeal.findUniqueOrThrow({ where: { id } }),
    alerts: (): Promise<Closed> => tx.alert.findUniqueOrThrow({ where: { id } }),
  };
  const row = await rows[kind]();
  if (row.state !== 'open') throw await alreadyClosed(tx, kind, row);
}

/**
 * Accepts or rejects. Two moderators on one case: the second waits for the first and is told what was decided.
 * @throws AppError `not_found`, `report_not_open`, `appeal_not_open`, `other_moderator_required`.
 */
export async function decideCase(tx: Tx, decide: Decide): Promise<{ status: ReviewStatus }> {
  const { kind, outcome, statement, moderator, at } = decide;
  const reviewId = await findReviewId(tx, decide);
  await lockReviewInQueue(tx, { reviewId });
  await requireOpen(tx, decide);
  const actor = { kind: 'moderator' as const, name: moderator.name, userId: moderator.id };
  const act = { reviewId, outcome, statement, actor, at };
  if (kind === 'alerts') return decideAlert(tx, { ...act, alertId: decide.id });
  return kind === 'reports' ? decideReport(tx, act) : decideAppeal(tx, { ...act, moderatorId: moderator.id });
}

/** What the author of a review may do with it now, and until when: everything their signed link offers. */
import { db } from '@/lib/platform/db/client';
import { appealWindowMonths } from '@/lib/reviews/appealRules';
import { addMonths } from '@/lib/reviews/calendar';
import { modifyWindowMonths } from '@/lib/reviews/lifecycle';
import { updateAnswerDays } from '@/lib/reviews/reportRules';

const dayMs = 86_400_000;

export type AppealDesk =
  | { state: 'possible' | 'over'; until: Date }
  | { state: 'open'; dueAt: Date }
  | { state: 'rejected' | 'accepted'; statement: string };

export type AuthorDesk = {
  /** The shop says the dispute is settled; the author is asked until then. */
  update: { until: Date } | null;
  /** The last word is the shop's. */
  canAnswer: boolean;
  /** Of a refused review. */
  modify: { until: Date; isOpen: boolean } | null;
  /** Null unless the moderation team refused the review. */
  appeal: AppealDesk | null;
  /** The moderation team's reasons for the refusal. */
  statement: string | null;
  canWithdraw: boolean;
};

async function loadReview(id: string) {
  return db.review.findUnique({
    where: { id },
    select: {
      status: true,
      refusedAt: true,
      exchanges: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 1, select: { origin: true } },
      reports: { orderBy: { createdAt: 'desc' }, include: { appeal: true } },
    },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof loadReview>>>;

const refusalOf = ({ reports, refusedAt, status }: Row) =>
  status === 'refused'
    ? reports.find(
        ({ state, decidedAt }) => state === 'accepted' && decidedAt?.getTime() === refusedAt?.getTime(),
      )
    : undefined;

function toAppeal(row: Row, at: Date): AppealDesk | null {
  const refusal = refusalOf(row);
  if (!refusal || !row.refusedAt) return null;
  const { appeal } = refusal;
  if (appeal?.state === 'open') return { state: 'open', dueAt: appeal.dueAt };
  if (appeal?.state === 'rejected') return { state: 'rejected', statement: appeal.statement ?? '' };
  const until = addMonths(row.refusedAt, appealWindowMonths);
  return { state: at <= until ? 'possible' : 'over', until };
}

/** @throws when there is no such review: the caller has just read it by a signed link. */
export async function getAuthorDesk(reviewId: string, at: Date): Promise<AuthorDesk> {
  const row = await loadReview(reviewId);
  if (!row) throw new Error(`Review ${reviewId} is gone`);
  const { status, refusedAt, exchanges, reports } = row;
  const asked = reports.find(({ state }) => state === 'author_asked');
  const modifyUntil = status === 'refused' && refusedAt ? addMonths(refusedAt, modifyWindowMonths) : null;
  const isOver = status === 'refused' || status === 'withdrawn';
  return {
    update: asked ? { until: new Date(asked.createdAt.getTime() + updateAnswerDays * dayMs) } : null,
    canAnswer: !isOver && exchanges[0]?.origin === 'merchant',
    modify: modifyUntil && { until: modifyUntil, isOpen: at <= modifyUntil },
    appeal: toAppeal(row, at),
    statement: refusalOf(row)?.statement ?? null,
    canWithdraw: status !== 'withdrawn',
  };
}

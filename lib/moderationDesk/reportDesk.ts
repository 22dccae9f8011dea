/** What the report assistant knows before anything is typed: why a report is possible or not, and how past ones went. */
import {
  reportReasonCodes,
  reportReasons,
  type ReasonProof,
  type ReportReason,
} from '@/lib/moderation/reasons';
import { db } from '@/lib/platform/db/client';
import { addMonths } from '@/lib/reviews/calendar';
import type { ReviewDetail } from '@/lib/reviews/queries';
import { reportWindowMonths } from '@/lib/reviews/reportRules';

export type ReasonChoice = {
  code: ReportReason;
  proof: ReasonProof;
  /** Why it cannot be chosen for this review, as a message key; null when it can. */
  blocked: 'otherType' | 'publishFirst' | null;
  /** Decided reports of this website for this reason. */
  decided: number;
  accepted: number;
};

export type ReportDesk = {
  reviewId: string;
  hasReply: boolean;
  /** From Zendesk and the API until then; in the portal also later. */
  windowEndsAt: Date;
  isWindowOpen: boolean;
  /** What must happen before any report, as a message key; null when nothing must. */
  blocked: 'reply' | 'replyWaiting' | 'pending' | null;
  reasons: ReasonChoice[];
};

type Figures = Map<string, { decided: number; accepted: number }>;

async function readFigures(websiteId: string): Promise<Figures> {
  const rows = await db.$queryRaw<{ reason: string; decided: number; accepted: number }[]>`
    SELECT p.reason, count(*)::int AS decided, count(*) FILTER (WHERE p.state = 'accepted')::int AS accepted
    FROM report p JOIN review r ON r.id = p.review_id
    WHERE r.website_id = ${websiteId}::uuid AND p.state IN ('accepted', 'rejected')
    GROUP BY p.reason`;
  return new Map(rows.map(({ reason, ...figures }) => [reason, figures]));
}

type Subject = Pick<ReviewDetail, 'id' | 'websiteId' | 'type' | 'status' | 'submittedAt' | 'reportedAt'> & {
  exchanges: readonly { origin: string }[];
  pendingReplies: readonly { refusedCode: string | null }[];
  reports: readonly { state: string }[];
};

function toBlocked(code: ReportReason, { type, status }: Subject): ReasonChoice['blocked'] {
  if (!reportReasons[code].appliesTo.includes(type)) return 'otherType';
  return reportReasons[code].proof === 'author_asked' && status !== 'published' ? 'publishFirst' : null;
}

/** A reply that can still be taken back has reached nobody, so it is none yet: the merchant waits, or sends it now. */
function findObstacle({ status, exchanges, pendingReplies }: Subject): ReportDesk['blocked'] {
  if (status === 'pending') return 'pending';
  if (exchanges.some(({ origin }) => origin === 'merchant')) return null;
  return pendingReplies.some(({ refusedCode }) => !refusedCode) ? 'replyWaiting' : 'reply';
}

/** Null when the review can have no report now: one is open, or it is refused or withdrawn. */
export async function findReportDesk(review: Subject, at: Date): Promise<ReportDesk | null> {
  const isOpen = review.reports.some(({ state }) => state === 'open' || state === 'author_asked');
  if (isOpen || review.status === 'refused' || review.status === 'withdrawn') return null;
  const figures = await readFigures(review.websiteId);
  const hasReply = review.exchanges.some(({ origin }) => origin === 'merchant');
  const windowEndsAt = addMonths(review.submittedAt, reportWindowMonths);
  return {
    reviewId: review.id,
    hasReply,
    windowEndsAt,
    isWindowOpen: at <= windowEndsAt,
    blocked: findObstacle(review),
    reasons: reportReasonCodes.map((code) => ({
      code,
      proof: reportReasons[code].proof,
      blocked: toBlocked(code, review),
      ...(figures.get(code) ?? { decided: 0, accepted: 0 }),
    })),
  };
}

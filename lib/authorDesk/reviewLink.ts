/** What a signed `/r/…` link opens: the form of an invitation, what became of it, or an author's own review. */
import { getReviewForm, type FormView } from '@/lib/reviewForm/form';
import { reviewLinkKind } from '@/lib/orders/links';
import { readToken } from '@/lib/platform/crypto/tokens';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { getAuthorDesk, type AuthorDesk } from '@/lib/authorDesk/authorDesk';
import { findDraft } from '@/lib/reviewForm/drafts';
import type { FormDraft } from '@/lib/reviewForm/formDraft';
import type { ReviewStatus, ReviewType } from '@/lib/reviews/events';
import { publicationClockMs } from '@/lib/reviews/fold';

export type AuthorReview = {
  website: { id: string; name: string; timeZone: string };
  type: ReviewType;
  productName: string | null;
  rating: number;
  comment: string;
  status: ReviewStatus;
  isReported: boolean;
  submittedAt: Date;
  publishedAt: Date | null;
  publishDueAt: Date | null;
  refusal: { at: Date; reason: string } | null;
  exchanges: { id: string; origin: 'moderator' | 'merchant' | 'author'; body: string; createdAt: Date }[];
};

export type ReviewLink =
  | { kind: 'form'; locale: string; form: FormView; draft: FormDraft | null }
  /** Says that the form was used, and nothing of what came of it: the shop may hold this link. */
  | { kind: 'used'; locale: string; form: FormView; sentAt: Date; publishedBy: Date }
  | { kind: 'expired'; locale: string; form: FormView }
  | { kind: 'review'; locale: string; review: AuthorReview; desk: AuthorDesk };

/** Null for a link that was forged or cut, or whose order is gone: all three look alike from outside. */
export async function findReviewLink(token: string, at: Date): Promise<ReviewLink | null> {
  const reviewId = readToken(reviewLinkKind, token);
  if (reviewId) return findAuthorReview(reviewId, at);
  const form = await findForm(token, at);
  if (!form) return null;
  const { locale, state } = form;
  if (state === 'submitted') return { kind: 'used', locale, form, ...usedAt(form) };
  if (state === 'expired') return { kind: 'expired', locale, form };
  return { kind: 'form', locale, form, draft: await findDraft(token) };
}

/** The clock of every review runs for seven days from its receipt at the longest, unless the shop reports it. */
function usedAt({ submittedAt }: FormView) {
  const sentAt = submittedAt ?? new Date(0);
  return { sentAt, publishedBy: new Date(sentAt.getTime() + publicationClockMs) };
}

async function findForm(token: string, at: Date): Promise<FormView | null> {
  try {
    return await getReviewForm(token, at);
  } catch (error) {
    if (error instanceof AppError && error.code === 'link_invalid') return null;
    throw error;
  }
}

async function findAuthorReview(id: string, at: Date): Promise<ReviewLink | null> {
  const row = await db.review.findUnique({
    where: { id },
    include: {
      website: { select: { id: true, name: true, timeZone: true } },
      exchanges: {
        where: { body: { not: '' } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: { id: true, origin: true, body: true, createdAt: true },
      },
      reports: { where: { state: { in: ['accepted', 'closed'] } }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
  });
  if (!row || row.erasedAt) return null;
  const {
    website,
    type,
    productName,
    rating,
    comment,
    status,
    submittedAt,
    publishedAt,
    publishDueAt,
    exchanges,
  } = row;
  const refusal =
    status === 'refused' && row.refusedAt
      ? { at: row.refusedAt, reason: row.reports[0]?.reason ?? '' }
      : null;
  const isReported = row.reportedAt !== null;
  const dates = { submittedAt, publishedAt, publishDueAt };
  const review = {
    website,
    type,
    productName,
    rating,
    comment,
    status,
    isReported,
    refusal,
    exchanges,
    ...dates,
  };
  return { kind: 'review', locale: row.authorLocale, review, desk: await getAuthorDesk(id, at) };
}

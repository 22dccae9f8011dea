/** What the sources of mails share: the outbox row, and the rows its ids lead to. */
import { z } from 'zod';
import type { MailContents, MailReview } from '@/lib/mail/content';
import type { MailKind } from '@/lib/platform/outbox';
import { reasonLabel } from '@/lib/moderation/reasonLabels';
import { db } from '@/lib/platform/db/client';
import { authorNameOf, callName } from '@/lib/platform/text/personName';

export type MailRow = {
  kind: MailKind;
  websiteId: string | null;
  reviewId: string | null;
  locale: string;
  data: unknown;
  createdAt: Date;
};

/** Null: there is nothing left to tell. */
export type Source<K extends MailKind> = (mail: MailRow) => Promise<MailContents[K] | null>;

const ids = z.object({
  exchangeId: z.uuid().optional(),
  invitationId: z.uuid().optional(),
  reportId: z.uuid().optional(),
  appealId: z.uuid().optional(),
  requestId: z.uuid().optional(),
});

export const readIds = (mail: MailRow) => ids.parse(mail.data ?? {});

/** A withdrawn review is nobody's news any more. */
export async function findReview(mail: MailRow) {
  if (!mail.reviewId) return null;
  const review = await db.review.findUnique({
    where: { id: mail.reviewId },
    include: { website: { select: { name: true, timeZone: true } } },
  });
  return review && review.status !== 'withdrawn' ? review : null;
}

export type ReviewRow = NonNullable<Awaited<ReturnType<typeof findReview>>>;

export const shopOf = (review: ReviewRow) => ({
  shop: review.website.name,
  timeZone: review.website.timeZone,
});
export const authorOf = (review: ReviewRow) => ({
  ...shopOf(review),
  firstName: callName({ firstName: review.authorFirstName, lastName: review.authorLastName }),
});
export const reviewOf = ({ rating, comment, productName }: ReviewRow): MailReview => ({
  rating,
  comment,
  productName,
});
export const merchantReviewOf = (review: ReviewRow) => ({
  ...reviewOf(review),
  author: authorNameOf(review),
  orderRef: review.orderRef,
});

export async function findReport(mail: MailRow) {
  const review = await findReview(mail);
  if (!review) return null;
  const { reportId } = readIds(mail);
  const report = await db.report.findFirst({
    where: { reviewId: review.id, ...(reportId ? { id: reportId } : {}) },
    orderBy: { createdAt: 'desc' },
  });
  if (!report) return null;
  return { review, report, reason: reasonLabel(report.reason, mail.locale) };
}

export async function findAppeal(mail: MailRow) {
  const review = await findReview(mail);
  if (!review) return null;
  const { appealId } = readIds(mail);
  // The merchant's mail names the review alone; its newest decided appeal is the one it tells of.
  const appeal = await db.appeal.findFirst({
    where: {
      reviewId: review.id,
      state: { in: ['accepted', 'rejected'] },
      ...(appealId ? { id: appealId } : {}),
    },
    orderBy: { createdAt: 'desc' },
    include: { report: { select: { reason: true } } },
  });
  return appeal && { review, appeal };
}

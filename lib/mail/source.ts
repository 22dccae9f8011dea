/**
 * Reads what a mail tells, by the ids of its outbox row, at the moment it is rendered. Null means that the subject is gone
 * (erased, withdrawn, deleted): such a mail has nothing left to say and is not sent.
 */
import { z } from 'zod';
import type { MailContent, MailContents, MailReview } from '@/lib/mail/content';
import { authorReviewUrl, connectionUrl, invitationUrl, portalReviewUrl } from '@/lib/mail/links';
import type { MailKind } from '@/lib/mail/outbox';
import { listReportReasons } from '@/lib/moderation/reasons';
import { db } from '@/lib/platform/db/client';
import { addMonths } from '@/lib/reviews/calendar';
import { appealWindowMonths } from '@/lib/reviews/appealRules';
import { modifyWindowMonths } from '@/lib/reviews/lifecycle';
import { updateAnswerDays } from '@/lib/reviews/reportRules';

const dayMs = 86_400_000;

export type MailRow = {
  kind: MailKind;
  websiteId: string | null;
  reviewId: string | null;
  locale: string;
  data: unknown;
  createdAt: Date;
};

type Source<K extends MailKind> = (mail: MailRow) => Promise<MailContents[K] | null>;

const ids = z.object({
  exchangeId: z.uuid().optional(),
  invitationId: z.uuid().optional(),
  reportId: z.uuid().optional(),
  appealId: z.uuid().optional(),
});

const readIds = (mail: MailRow) => ids.parse(mail.data ?? {});

async function findReview(mail: MailRow) {
  if (!mail.reviewId) return null;
  const review = await db.review.findUnique({
    where: { id: mail.reviewId },
    include: { website: { select: { name: true, timeZone: true } } },
  });
  return review && review.status !== 'withdrawn' ? review : null;
}

type ReviewRow = NonNullable<Awaited<ReturnType<typeof findReview>>>;

const shopOf = (review: ReviewRow) => ({ shop: review.website.name, timeZone: review.website.timeZone });
const authorOf = (review: ReviewRow) => ({ ...shopOf(review), firstName: review.authorFirstName });
const reviewOf = ({ rating, comment, productName }: ReviewRow): MailReview => ({
  rating,
  comment,
  productName,
});
const merchantReviewOf = (review: ReviewRow) => ({
  ...reviewOf(review),
  author: `${review.authorFirstName} ${review.authorLastName}`.trim(),
  orderRef: review.orderRef,
});

const invitation: Source<'invitation'> = async (mail) => {
  const { invitationId } = readIds(mail);
  if (!invitationId) return null;
  const row = await db.invitation.findUnique({
    where: { id: invitationId },
    include: { order: { include: { website: true, products: { orderBy: { position: 'asc' } } } } },
  });
  // Answered before the mail left: the invitation would only lead to a used link.
  if (!row || row.submittedAt) return null;
  const { website, products, firstName, orderRef } = row.order;
  return {
    shop: website.name,
    timeZone: website.timeZone,
    firstName,
    orderRef,
    products: products.map((product) => product.name),
    expiresAt: row.expiresAt,
    url: invitationUrl(row.id),
  };
};

const authorReplied: Source<'author_replied'> = async (mail) => {
  const review = await findReview(mail);
  const { exchangeId } = readIds(mail);
  if (!review || !exchangeId) return null;
  const exchange = await db.exchange.findFirst({ where: { id: exchangeId, reviewId: review.id } });
  if (!exchange) return null;
  return {
    ...authorOf(review),
    review: reviewOf(review),
    reply: exchange.body,
    repliedAt: exchange.createdAt,
    url: authorReviewUrl(review.id),
  };
};

async function findReport(mail: MailRow) {
  const review = await findReview(mail);
  if (!review) return null;
  const { reportId } = readIds(mail);
  const report = await db.report.findFirst({
    where: { reviewId: review.id, ...(reportId ? { id: reportId } : {}) },
    orderBy: { createdAt: 'desc' },
  });
  if (!report) return null;
  return { review, report, reason: toReasonLabel(report.reason, mail.locale) };
}

function toReasonLabel(code: string, locale: string): string {
  return listReportReasons(locale).find((reason) => reason.code === code)?.label ?? code;
}

async function findAppeal(mail: MailRow) {
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

const authorRefused: Source<'author_refused'> = async (mail) => {
  const found = await findReport(mail);
  // Modified meanwhile: the refusal is history.
  if (!found?.review.refusedAt || found.review.status !== 'refused') return null;
  const { review, report, reason } = found;
  return {
    ...authorOf(review),
    review: reviewOf(review),
    reason,
    statement: report.statement,
    modifyUntil: addMonths(found.review.refusedAt, modifyWindowMonths),
    appealUntil: report.state === 'accepted' ? addMonths(found.review.refusedAt, appealWindowMonths) : null,
    url: authorModifyUrl(review.id),
    appealUrl: authorAppealUrl(review.id),
  };
};

const authorUpdateAsked: Source<'author_update_asked'> = async (mail) => {
  const found = await findReport(mail);
  if (!found) return null;
  const answerBy = new Date(found.report.createdAt.getTime() + updateAnswerDays * dayMs);
  return {
    ...authorOf(found.review),
    review: reviewOf(found.review),
    answerBy,
    url: authorReviewUrl(found.review.id),
  };
};

const authorAppealDecided: Source<'author_appeal_decided'> = async (mail) => {
  const found = await findAppeal(mail);
  if (!found) return null;
  const { review, appeal } = found;
  return {
    ...authorOf(review),
    review: reviewOf(review),
    isAccepted: appeal.state === 'accepted',
    statement: appeal.statement ?? '',
    url: authorReviewUrl(review.id),
  };
};

const merchantAppealAccepted: Source<'merchant_appeal_accepted'> = async (mail) => {
  const found = await findAppeal(mail);
  if (!found) return null;
  const { review, appeal } = found;
  return {
    ...shopOf(review),
    review: merchantReviewOf(review),
    reason: toReasonLabel(appeal.report.reason, mail.locale),
    statement: appeal.statement,
    url: portalReviewUrl(review.id),
  };
};

const merchantNewReview: Source<'merchant_new_review'> = async (mail) => {
  const review = await findReview(mail);
  if (!review) return null;
  const { publishDueAt, id } = review;
  return { ...shopOf(review), review: merchantReviewOf(review), publishDueAt, url: portalReviewUrl(id) };
};

const merchantToHandle: Source<'merchant_to_handle'> = async (mail) => {
  const review = await findReview(mail);
  if (!review) return null;
  const causes = await db.reviewCause.findMany({
    where: { reviewId: review.id, textVersion: review.textVersion },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return {
    ...shopOf(review),
    review: merchantReviewOf(review),
    causes: causes.map(({ kind, matchedText }) => ({ kind, text: matchedText })),
    publishDueAt: review.publishDueAt,
    url: portalReviewUrl(review.id),
  };
};

const reportDecided = async (mail: MailRow): Promise<MailContents['merchant_report_accepted'] | null> => {
  const found = await findReport(mail);
  if (!found) return null;
  const { review, report, reason } = found;
  return {
    ...shopOf(review),
    review: merchantReviewOf(review),
    reason,
    statement: report.statement,
    url: portalReviewUrl(review.id),
  };
};

async function findConnection(mail: MailRow) {
  if (!mail.websiteId) return null;
  return db.zendeskConnection.findUnique({
    where: { websiteId: mail.websiteId },
    include: { website: { select: { name: true, timeZone: true } } },
  });
}

const connectionWorse: Source<'connection_worse'> = async (mail) => {
  const connection = await findConnection(mail);
  // Repaired or disconnected before the mail left: an alarm would be wrong now.
  if (!connection || connection.state === 'active' || connection.state === 'disconnected') return null;
  const waiting = await db.delivery.count({ where: { connectionId: connection.id, state: { not: 'done' } } });
  return {
    shop: connection.website.name,
    timeZone: connection.website.timeZone,
    subdomain: connection.subdomain,
    code: connection.lastErrorCode ?? 'other',
    words: connection.lastErrorDetail,
    waiting,
    since: connection.lastErrorAt ?? mail.createdAt,
    url: connectionUrl(),
  };
};

const connectionRecovered: Source<'connection_recovered'> = async (mail) => {
  const connection = await findConnection(mail);
  if (!connection || connection.state !== 'active') return null;
  const { website, subdomain } = connection;
  return { shop: website.name, timeZone: website.timeZone, subdomain, url: connectionUrl() };
};

const sources: { [K in MailKind]: Source<K> } = {
  invitation,
  author_replied: authorReplied,
  author_refused: authorRefused,
  author_update_asked: authorUpdateAsked,
  author_appeal_decided: authorAppealDecided,
  merchant_new_review: merchantNewReview,
  merchant_to_handle: merchantToHandle,
  merchant_report_accepted: reportDecided,
  merchant_report_rejected: reportDecided,
  merchant_appeal_accepted: merchantAppealAccepted,
  connection_worse: connectionWorse,
  connection_recovered: connectionRecovered,
};

/** The content of a mail as it is true now, or null when there is nothing left to tell. */
export async function findContent(mail: MailRow): Promise<MailContent | null> {
  const content = await sources[mail.kind](mail);
  return content && ({ kind: mail.kind, content } as MailContent);
}

/** Content of the mails to authors. */
import type { MailContents } from '@/lib/mail/content';
import {
  authorAppealUrl,
  authorModifyUrl,
  authorReviewUrl,
  erasureUrl,
  invitationUrl,
  unsubscribeUrl,
} from '@/lib/mail/links';
import { isOptedOut } from '@/lib/mail/optOut';
import {
  authorOf,
  findAppeal,
  findReport,
  findReview,
  readIds,
  reviewOf,
  type MailRow,
  type ReviewRow,
  type Source,
} from '@/lib/mail/sources/row';
import { mailWords } from '@/lib/mail/words';
import { now } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db/client';
import { callName } from '@/lib/platform/text/personName';
import { appealWindowMonths } from '@/lib/reviews/appealRules';
import { addMonths } from '@/lib/reviews/calendar';
import { modifyWindowMonths } from '@/lib/reviews/lifecycle';
import { updateAnswerDays } from '@/lib/reviews/reportRules';

const dayMs = 86_400_000;

export const invitation: Source<'invitation'> = async (mail) => findInvitation(mail);
/** Falls silent once the link has ended: it would lead nowhere. */
export const invitationReminder: Source<'invitation_reminder'> = async (mail) => {
  const content = await findInvitation(mail);
  return content && content.expiresAt > now() ? content : null;
};

async function findInvitation(mail: MailRow): Promise<MailContents['invitation'] | null> {
  const { invitationId } = readIds(mail);
  if (!invitationId) return null;
  const row = await db.invitation.findUnique({
    where: { id: invitationId },
    include: { order: { include: { website: true, products: { orderBy: { position: 'asc' } } } } },
  });
  // Answered before the mail left: the invitation would only lead to a used link.
  if (!row || row.submittedAt) return null;
  if (await isOptedOut(row.websiteId, row.order.email)) return null;
  const { website, products, orderRef } = row.order;
  return {
    shop: website.name,
    timeZone: website.timeZone,
    firstName: callName(row.order),
    orderRef,
    products: products.map((product) => product.name),
    expiresAt: row.expiresAt,
    url: invitationUrl(row.id),
    unsubscribeUrl: unsubscribeUrl(row.id),
  };
}

export const authorErasure: Source<'author_erasure'> = async (mail) => {
  const { requestId } = readIds(mail);
  const request = requestId ? await db.erasureRequest.findUnique({ where: { id: requestId } }) : null;
  if (!request || request.expiresAt < now()) return null;
  const shop = mailWords(mail.locale).t('layout.brand');
  return { shop, timeZone: 'UTC', url: erasureUrl(request.id), expiresAt: request.expiresAt };
};

export const authorAnonymised: Source<'author_anonymised'> = async (mail) => {
  const { requestId } = readIds(mail);
  const erasure = requestId ? await db.erasure.findUnique({ where: { id: requestId } }) : null;
  if (!erasure?.websiteId || erasure.confirmedAt) return null;
  const { name, timeZone } = await db.website.findUniqueOrThrow({ where: { id: erasure.websiteId } });
  return { shop: name, timeZone, url: erasureUrl(erasure.id), reviews: erasure.reviews };
};

/** The links of what came of one form: each goes to the address the review itself names. */
export const authorLinks: Source<'author_links'> = async (mail) => {
  const { invitationId } = readIds(mail);
  if (!invitationId) return null;
  const reviews = await db.review.findMany({
    where: { causedBy: invitationId, erasedAt: null, authorEmail: { not: '' } },
    include: { website: { select: { name: true, timeZone: true } } },
    orderBy: [{ type: 'asc' }, { id: 'asc' }],
  });
  const [first] = reviews;
  if (!first) return null;
  return {
    ...authorOf(first),
    reviews: reviews.map(({ id, productName, rating }) => ({
      productName,
      rating,
      url: authorReviewUrl(id),
    })),
  };
};

/** What the mail about a reply shows; a preview gives the same, with an address that opens nothing. */
export function toReplyContent(
  review: ReviewRow,
  reply: { body: string; at: Date },
  url: string,
): MailContents['author_replied'] {
  return {
    ...authorOf(review),
    review: reviewOf(review),
    reply: reply.body,
    repliedAt: reply.at,
    url,
  };
}

export const authorReplied: Source<'author_replied'> = async (mail) => {
  const review = await findReview(mail);
  const { exchangeId } = readIds(mail);
  if (!review || !exchangeId) return null;
  const exchange = await db.exchange.findFirst({ where: { id: exchangeId, reviewId: review.id } });
  // Taken away in Zendesk before the mail left: there is nothing to read.
  if (!exchange?.body) return null;
  const reply = { body: exchange.body, at: exchange.createdAt };
  return toReplyContent(review, reply, authorReviewUrl(review.id));
};

export const authorRefused: Source<'author_refused'> = async (mail) => {
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

export const authorUpdateAsked: Source<'author_update_asked'> = async (mail) => {
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

export const authorAppealDecided: Source<'author_appeal_decided'> = async (mail) => {
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

/** Content of the mails to a merchant's notification addresses. */
import { z } from 'zod';
import { toShown } from '@/lib/health/shown';
import { healthWords } from '@/lib/health/spoken';
import { tellResult } from '@/lib/health/words';
import type { MailContents } from '@/lib/mail/content';
import { connectionUrl, portalReviewUrl } from '@/lib/mail/links';
import {
  findAppeal,
  findReport,
  findReview,
  merchantReviewOf,
  shopOf,
  type MailRow,
  type Source,
} from '@/lib/mail/sources/row';
import { reasonLabel } from '@/lib/moderation/reasonLabels';
import { db } from '@/lib/platform/db/client';

export const merchantNewReview: Source<'merchant_new_review'> = async (mail) => {
  const review = await findReview(mail);
  if (!review) return null;
  const { publishDueAt, id } = review;
  return { ...shopOf(review), review: merchantReviewOf(review), publishDueAt, url: portalReviewUrl(id) };
};

export const merchantToHandle: Source<'merchant_to_handle'> = async (mail) => {
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

export const reportDecided = async (
  mail: MailRow,
): Promise<MailContents['merchant_report_accepted'] | null> => {
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

export const merchantAppealAccepted: Source<'merchant_appeal_accepted'> = async (mail) => {
  const found = await findAppeal(mail);
  if (!found) return null;
  const { review, appeal } = found;
  return {
    ...shopOf(review),
    review: merchantReviewOf(review),
    reason: reasonLabel(appeal.report.reason, mail.locale),
    statement: appeal.statement,
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

const toldChecks = z.object({ checks: z.string().default('') });

export const connectionWorse: Source<'connection_worse'> = async (mail) => {
  const connection = await findConnection(mail);
  if (!connection || connection.state === 'disconnected') return null;
  const names = toldChecks.parse(mail.data ?? {}).checks.split(' ');
  const results = await db.healthResult.findMany({
    where: { connectionId: connection.id, name: { in: names }, state: 'fault' },
    orderBy: [{ changedAt: 'asc' }, { name: 'asc' }],
  });
  // Mended before the mail left: an alarm would be wrong now.
  const [first] = results;
  if (!first) return null;
  const { name: shop, timeZone } = connection.website;
  const words = healthWords(mail.locale, timeZone);
  const waiting = await db.delivery.count({ where: { connectionId: connection.id, state: { not: 'done' } } });
  return {
    shop,
    timeZone,
    subdomain: connection.subdomain,
    faults: results.map((row) => {
      const { name, what, steps, repair } = tellResult(toShown(row), words);
      return { name, what, fix: steps ?? repair ?? '' };
    }),
    waiting,
    since: first.changedAt,
    url: `${connectionUrl()}/health`,
  };
};

export const connectionRecovered: Source<'connection_recovered'> = async (mail) => {
  const connection = await findConnection(mail);
  if (connection?.state !== 'active') return null;
  const { website, subdomain } = connection;
  return { shop: website.name, timeZone: website.timeZone, subdomain, url: `${connectionUrl()}/health` };
};

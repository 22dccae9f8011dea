/** The mails a change of a review owes people, queued in the change's own transaction. */
import { queueMail } from '@/lib/platform/outbox';
import type { Tx } from '@/lib/platform/db/client';
import type { ReviewRow } from '@/lib/reviews/store';

type MerchantNotice =
  | 'merchant_new_review'
  | 'merchant_to_handle'
  | 'merchant_report_rejected'
  | 'merchant_report_accepted'
  | 'merchant_appeal_accepted';
type Setting = 'onNewReview' | 'onToHandle' | 'onAnswer' | 'onDecision';

export type Website = {
  id: string;
  locale: string;
  notifications: ({ addresses: string[] } & Record<Setting, boolean>) | null;
};

/** The website with whom it wants told of what. */
export function loadWebsite(tx: Tx, id: string): Promise<Website> {
  return tx.website.findUniqueOrThrow({
    where: { id },
    select: { id: true, locale: true, notifications: true },
  });
}

/** One mail per address, if the merchant wants this kind. `key` makes each happen once. */
async function toMerchant(
  tx: Tx,
  website: Website,
  { kind, setting, reviewId, key }: { kind: MerchantNotice; setting: Setting; reviewId: string; key: string },
): Promise<void> {
  if (!website.notifications?.[setting]) return;
  for (const to of website.notifications.addresses) {
    const mail = { kind, to, locale: website.locale, websiteId: website.id, reviewId, data: { reviewId } };
    await queueMail(tx, { ...mail, dedupeKey: `${kind}:${key}:${to}` });
  }
}

/** "New review" or "new review to handle", if the merchant wants it. */
export async function noticeOfText(
  tx: Tx,
  website: Website,
  review: { id: string; status: string; textVersion: number },
): Promise<void> {
  const common = { reviewId: review.id, key: `${review.id}:${review.textVersion}` };
  await (review.status === 'in_moderation'
    ? toMerchant(tx, website, { ...common, kind: 'merchant_to_handle', setting: 'onToHandle' })
    : toMerchant(tx, website, { ...common, kind: 'merchant_new_review', setting: 'onNewReview' }));
}

/** The author's answer brings a review back to the merchant's desk. */
export async function noticeOfAnswer(tx: Tx, review: ReviewRow, exchangeId: string): Promise<void> {
  const website = await loadWebsite(tx, review.websiteId);
  await toMerchant(tx, website, {
    kind: 'merchant_to_handle',
    setting: 'onAnswer',
    reviewId: review.id,
    key: exchangeId,
  });
}

export async function noticeOfDecision(
  tx: Tx,
  review: ReviewRow,
  outcome: 'accepted' | 'rejected',
  reportId: string,
): Promise<void> {
  const kind = outcome === 'accepted' ? 'merchant_report_accepted' : 'merchant_report_rejected';
  const website = await loadWebsite(tx, review.websiteId);
  await toMerchant(tx, website, { kind, setting: 'onDecision', reviewId: review.id, key: reportId });
}

/** An overturned refusal undoes what the merchant had been told. */
export async function noticeOfAppeal(tx: Tx, review: ReviewRow, appealId: string): Promise<void> {
  const website = await loadWebsite(tx, review.websiteId);
  const kind = 'merchant_appeal_accepted';
  await toMerchant(tx, website, { kind, setting: 'onDecision', reviewId: review.id, key: appealId });
}

/** A mail to the author about their review. `key` makes it happen once. */
export async function noticeToAuthor(
  tx: Tx,
  kind: 'author_replied' | 'author_refused' | 'author_update_asked' | 'author_appeal_decided',
  review: ReviewRow,
  { key, data }: { key: string; data: Record<string, string> },
): Promise<void> {
  // Made anonymous: nobody is left to write to.
  if (review.authorEmail === '') return;
  await queueMail(tx, {
    kind,
    to: review.authorEmail,
    locale: review.authorLocale,
    websiteId: review.websiteId,
    reviewId: review.id,
    data: { reviewId: review.id, ...data },
    dedupeKey: key,
  });
}

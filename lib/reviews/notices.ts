/** The mails a change of a review owes people, queued in the change's own transaction. */
import { queueMail } from '@/lib/mail/outbox';
import type { Tx } from '@/lib/platform/db/client';
import type { ReviewRow } from '@/lib/reviews/store';

type Recipients = ReviewRow['website'];

async function toMerchant(
  tx: Tx,
  kind: 'merchant_new_review' | 'merchant_to_handle' | 'merchant_report_rejected' | 'merchant_report_accepted',
  { website, reviewId, key }: { website: Recipients; reviewId: string; key: string },
): Promise<void> {
  for (const to of website.notifications?.addresses ?? []) {
    const mail = { kind, to, locale: website.locale, websiteId: website.id, reviewId, data: { reviewId } };
    await queueMail(tx, { ...mail, dedupeKey: `${kind}:${key}:${to}` });
  }
}

/** "New review" or "new review to handle", if the merchant wants it. */
export async function noticeOfText(
  tx: Tx,
  review: { id: string; status: string; textVersion: number; website: Recipients },
): Promise<void> {
  const isToHandle = review.status === 'in_moderation';
  const wanted = isToHandle ? review.website.notifications?.onToHandle : review.website.notifications?.onNewReview;
  if (!wanted) return;
  const key = `${review.id}:${review.textVersion}`;
  await toMerchant(tx, isToHandle ? 'merchant_to_handle' : 'merchant_new_review', {
    website: review.website,
    reviewId: review.id,
    key,
  });
}

/** The author's answer brings a review back to the merchant's desk. */
export async function noticeOfAnswer(tx: Tx, review: ReviewRow, exchangeId: string): Promise<void> {
  if (!review.website.notifications?.onToHandle) return;
  await toMerchant(tx, 'merchant_to_handle', { website: review.website, reviewId: review.id, key: exchangeId });
}

export async function noticeOfDecision(tx: Tx, review: ReviewRow, outcome: 'accepted' | 'rejected', reportId: string): Promise<void> {
  if (!review.website.notifications?.onDecision) return;
  const kind = outcome === 'accepted' ? 'merchant_report_accepted' : 'merchant_report_rejected';
  await toMerchant(tx, kind, { website: review.website, reviewId: review.id, key: reportId });
}

/** A mail to the author about their review. `key` makes it happen once. */
export async function noticeToAuthor(
  tx: Tx,
  kind: 'author_replied' | 'author_refused' | 'author_update_asked',
  review: ReviewRow,
  { key, data }: { key: string; data: Record<string, string> },
): Promise<void> {
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

/** Tags and external id of our tickets: what agents filter by and what our trigger listens to. Pure. */
import { productTag, siteTag } from '@/lib/zendesk/objects/mark';

export type TaggedReview = {
  websiteId: string;
  status: string;
  isReported: boolean;
  rating: number;
  type: 'brand' | 'product';
};

/** Everything we ever set; other tags are the merchant's. */
const ownTag =
  /^(?:verified_reviews|vr_(?:brand|product|reported|rating_\d|site_[0-9a-f]{12}|pending|in_moderation|published|refused|withdrawn))$/;

export function ticketTags(review: TaggedReview): string[] {
  const tags = [
    productTag,
    siteTag(review.websiteId),
    `vr_${review.status}`,
    `vr_rating_${review.rating}`,
    `vr_${review.type}`,
  ];
  return review.isReported ? [...tags, 'vr_reported'] : tags;
}

/** What makes ours the wanted ones, and touches no other. */
export function toTagChanges(
  existing: readonly string[],
  wanted: readonly string[],
): { added: string[]; removed: string[] } {
  return {
    added: wanted.filter((tag) => !existing.includes(tag)),
    removed: existing.filter((tag) => ownTag.test(tag) && !wanted.includes(tag)),
  };
}

/** Of a new ticket: the merchant's tags, and ours. */
export function mergeTags(existing: readonly string[], wanted: readonly string[]): string[] {
  const kept = existing.filter((tag) => !ownTag.test(tag));
  return [...new Set([...kept, ...wanted])];
}

/** Before the review's id. */
export const externalIdPrefix = 'verified-reviews:';
const externalId = /^verified-reviews:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/(\d{1,4}))?$/i;

/**
 * One name for each ticket a review ever has, so that looking for it finds that ticket and no earlier one.
 * @param place 1 for the first ticket, 2 for the one that took its place.
 */
export function externalIdOf(reviewId: string, place = 1): string {
  return `${externalIdPrefix}${reviewId}${place === 1 ? '' : `/${place}`}`;
}

/** @returns the review a ticket belongs to and which of its tickets it is, or null for a ticket that is not ours. */
export function readExternalId(given: string | null | undefined): { reviewId: string; place: number } | null {
  const [, reviewId, place = '1'] = externalId.exec(given ?? '') ?? [];
  return reviewId ? { reviewId: reviewId.toLowerCase(), place: Number(place) } : null;
}

/** @returns the review a ticket belongs to, or null for a ticket that is not ours. */
export function findReviewId(given: string | null | undefined): string | null {
  return readExternalId(given)?.reviewId ?? null;
}

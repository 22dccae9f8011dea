import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  externalIdOf,
  findReviewId,
  mergeTags,
  ticketTags,
  toTagChanges,
  type TaggedReview,
} from '@/lib/zendesk/ticketTags';

const websiteId = '3f0f7d6e-2b0b-4d6e-9c55-0123456789ab';
const review: TaggedReview = {
  websiteId,
  status: 'in_moderation',
  isReported: false,
  rating: 1,
  type: 'brand',
};

it('names product, website, status, rating and type', () => {
  expect(ticketTags(review)).toEqual([
    'verified_reviews',
    'vr_site_0123456789ab',
    'vr_in_moderation',
    'vr_rating_1',
    'vr_brand',
  ]);
  expect(ticketTags({ ...review, isReported: true })).toContain('vr_reported');
});

const reviews = fc.record({
  websiteId: fc.uuid(),
  status: fc.constantFrom('pending', 'in_moderation', 'published', 'refused', 'withdrawn'),
  isReported: fc.boolean(),
  rating: fc.integer({ min: 1, max: 5 }),
  type: fc.constantFrom('brand' as const, 'product' as const),
});

it('keeps every tag of the merchant and leaves no old one of ours', () => {
  const foreign = fc.constantFrom('vip', 'vr_headset', 'verified_reviews_old', 'vr_rating_10', 'été');
  fc.assert(
    fc.property(reviews, reviews, fc.array(foreign), (before, after, others) => {
      const merged = mergeTags([...others, ...ticketTags(before)], ticketTags(after));
      expect(new Set(merged)).toEqual(new Set([...others, ...ticketTags(after)]));
      expect(merged).toHaveLength(new Set(merged).size);
      expect(mergeTags(merged, ticketTags(after))).toEqual(merged);
    }),
  );
});

it('turns any set of our tags into the wanted one, and names no tag of the merchant', () => {
  const foreign = fc.constantFrom('vip', 'vr_headset', 'verified_reviews_old', 'vr_rating_10', 'été');
  fc.assert(
    fc.property(reviews, reviews, fc.array(foreign), (before, after, others) => {
      const existing = [...others, ...ticketTags(before)];
      const { added, removed } = toTagChanges(existing, ticketTags(after));
      for (const tag of [...added, ...removed]) expect(others).not.toContain(tag);
      const changed = [...existing.filter((tag) => !removed.includes(tag)), ...added];
      expect(new Set(changed)).toEqual(new Set([...others, ...ticketTags(after)]));
      expect(toTagChanges(changed, ticketTags(after))).toEqual({ added: [], removed: [] });
    }),
  );
});

it('reads back the external ids it writes and no others', () => {
  fc.assert(fc.property(fc.uuid(), (id) => findReviewId(externalIdOf(id)) === id));
  for (const other of [
    null,
    undefined,
    '',
    'order-12',
    'verified-reviews:',
    'verified-reviews:1',
    `x${externalIdOf(websiteId)}`,
  ]) {
    expect(findReviewId(other)).toBeNull();
  }
});

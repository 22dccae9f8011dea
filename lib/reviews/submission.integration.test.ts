import { describe, expect, it } from 'vitest';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { submitReview } from '@/lib/reviews/submission';
import {
  author,
  codeOf,
  expectFolded,
  hours,
  mailsOf,
  openWebsite,
  start,
  submit,
} from '@/lib/reviews/testReviews';

describe('submission', () => {
  it('writes review, version, causes with their passage, event and mail together', async () => {
    const websiteId = await openWebsite();
    await db.watchedWord.create({ data: { websiteId, word: 'retard', category: 'delivery' } });
    const result = await submit(websiteId, start, 5, { comment: 'Livré avec du RETARD 😀' });
    expect(result).toMatchObject({
      status: 'in_moderation',
      isNew: true,
      causes: [{ kind: 'watched_word', category: 'delivery', matchedText: 'RETARD' }],
    });
    const row = await db.review.findUniqueOrThrow({
      where: { id: result.id },
      include: { versions: true, causes: true, events: true },
    });
    expect(row.versions).toMatchObject([{ number: 1, comment: 'Livré avec du RETARD 😀' }]);
    expect(row.comment.slice(row.causes[0]?.start ?? 0, row.causes[0]?.end ?? 0)).toBe('RETARD');
    expect(row.events).toMatchObject([{ type: 'submitted', seq: 1, actorKind: 'shop' }]);
    expect(await mailsOf(result.id)).toEqual([{ kind: 'merchant_to_handle', toAddress: 'shop@shop.test' }]);
    await expectFolded(result.id);
  });

  it('tells the merchant of a plain new review in other words', async () => {
    const { id, status } = await submit(await openWebsite(), start, 5);
    expect(status).toBe('pending');
    expect((await mailsOf(id)).map(({ kind }) => kind)).toEqual(['merchant_new_review']);
  });

  it('answers a repeat with the first and changes nothing', async () => {
    const websiteId = await openWebsite();
    const first = await submit(websiteId, start, 1, { orderRef: 'SAME' });
    const again = await submit(websiteId, hours(1), 5, { orderRef: 'SAME', comment: 'Other words' });
    expect(again).toEqual({ ...first, isNew: false });
    expect(await db.reviewEvent.count({ where: { reviewId: first.id } })).toBe(1);
  });

  it('makes one review of many submissions at the same moment', async () => {
    const websiteId = await openWebsite();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => submit(websiteId, start, 1, { orderRef: 'RACE' })),
    );
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('refuses a date to come, and keeps an earlier one', async () => {
    const websiteId = await openWebsite();
    expect(await codeOf(submit(websiteId, start, 5, { submittedAt: hours(2) }))).toBe('invalid_input');
    const { id } = await submit(websiteId, start, 5, { submittedAt: hours(-200) });
    expect(await db.review.findUniqueOrThrow({ where: { id } })).toMatchObject({
      submittedAt: hours(-200),
      publishDueAt: hours(168),
    });
  });
});

it('leaves nothing behind when a later step of the same transaction fails', async () => {
  const websiteId = await openWebsite();
  const work = transaction(async (tx) => {
    await submitReview(tx, {
      websiteId,
      type: 'brand',
      orderRef: 'ROLLBACK',
      rating: 1,
      author: { firstName: 'A', lastName: 'B', email: 'a@b.test' },
      actor: author,
      at: start,
    });
    throw new AppError('conflict');
  });
  expect(await codeOf(work)).toBe('conflict');
  expect(await db.review.count({ where: { websiteId } })).toBe(0);
  expect(await db.mail.count({ where: { websiteId } })).toBe(0);
});

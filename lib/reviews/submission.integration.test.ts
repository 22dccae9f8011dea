import { describe, expect, it } from 'vitest';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { submitReview } from '@/lib/reviews/submission';
import { findHolderId } from '@/lib/reviews/store';
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

  it('shows a stated date and counts from receipt', async () => {
    const websiteId = await openWebsite();
    const { id } = await submit(websiteId, start, 5, { submittedAt: hours(-20) });
    expect(await db.review.findUniqueOrThrow({ where: { id } })).toMatchObject({
      statedAt: hours(-20),
      submittedAt: start,
      publishDueAt: hours(168),
    });
  });

  it('refuses a date to come, one before the order, and one a day old, each by name', async () => {
    const websiteId = await openWebsite();
    const fieldOf = (more: object) =>
      submit(websiteId, start, 5, more).then(
        () => 'taken',
        (error: unknown) => (error as AppError).fields?.[0],
      );
    const early = { orderDate: hours(-2) };
    for (const [more, code] of [
      [{ submittedAt: hours(2) }, 'in_future'],
      [{ submittedAt: hours(0.1) }, 'in_future'],
      [{ submittedAt: hours(-3), ...early }, 'before_order'],
      [{ submittedAt: hours(-25) }, 'too_old'],
      [{ submittedAt: new Date('0001-01-01T00:00:00Z') }, 'too_old'],
    ] as const)
      expect(await fieldOf(more)).toMatchObject({ path: 'submittedAt', code });
    const taken = [
      { submittedAt: hours(0.05) },
      { submittedAt: hours(-2), ...early },
      { submittedAt: hours(-24) },
    ];
    for (const [index, more] of taken.entries())
      expect(await fieldOf({ orderRef: `IN-TIME-${index}`, ...more })).toBe('taken');
  });

  it('gives no earlier place in the queue to a review that states an earlier date', async () => {
    const websiteId = await openWebsite();
    const held = await submit(websiteId, start, 1, { orderRef: 'HOLD' });
    const genuine = await submit(websiteId, hours(1), 5, { orderRef: 'GENUINE' });
    const fake = await submit(websiteId, hours(2), 5, { orderRef: 'FAKE', submittedAt: hours(-20) });
    const rows = await db.review.findMany({ where: { websiteId }, orderBy: [{ submittedAt: 'asc' }] });
    expect(rows.map(({ id }) => id)).toEqual([held.id, genuine.id, fake.id]);
    expect(await transaction((tx) => findHolderId(tx, rows[2] as never))).toBe(held.id);
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
      origin: { kind: 'shop_api' },
      actor: author,
      at: start,
    });
    throw new AppError('conflict');
  });
  expect(await codeOf(work)).toBe('conflict');
  expect(await db.review.count({ where: { websiteId } })).toBe(0);
  expect(await db.mail.count({ where: { websiteId } })).toBe(0);
});

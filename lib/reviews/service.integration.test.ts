import { describe, expect, it } from 'vitest';
import { db, transaction } from '@/lib/platform/db/client';
import { answerReview, publishReview, replyToReview, setExchangesHidden } from '@/lib/reviews/service';
import {
  author,
  codeOf,
  expectFolded,
  hours,
  mailsOf,
  merchant,
  openWebsite,
  start,
  submit,
} from '@/lib/reviews/testReviews';

describe('queue', () => {
  it('lets nobody publish past an older review in moderation, and frees what was held', async () => {
    const websiteId = await openWebsite();
    const older = await submit(websiteId, start);
    const newer = await submit(websiteId, hours(1));
    expect(
      await codeOf(
        transaction((tx) => publishReview(tx, { reviewId: newer.id, actor: merchant, at: hours(2) })),
      ),
    ).toBe('held_by_queue');
    await transaction((tx) => publishReview(tx, { reviewId: older.id, actor: merchant, at: hours(3) }));
    await transaction((tx) => publishReview(tx, { reviewId: newer.id, actor: merchant, at: hours(4) }));
    await expectFolded(newer.id);
  });

  it('keeps brand and product apart', async () => {
    const websiteId = await openWebsite();
    await submit(websiteId, start);
    const product = await submit(websiteId, hours(1), 1, { type: 'product' });
    expect(
      await codeOf(
        transaction((tx) => publishReview(tx, { reviewId: product.id, actor: merchant, at: hours(2) })),
      ),
    ).toBe('done');
  });

  it('holds under sixteen merchants at once: published in order, each once', async () => {
    const websiteId = await openWebsite();
    const ids: string[] = [];
    for (let index = 0; index < 8; index++) ids.push((await submit(websiteId, hours(index))).id);
    const publishAll = async () => {
      for (const reviewId of ids)
        await codeOf(
          transaction((tx) => publishReview(tx, { reviewId, websiteId, actor: merchant, at: new Date() })),
        );
    };
    await Promise.all(Array.from({ length: 16 }, publishAll));
    const events = await db.reviewEvent.findMany({
      where: { websiteId, type: 'published' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ reviewId }) => reviewId)).toEqual(ids);
  });

  it('answers alike for an unknown review and one of another website', async () => {
    const { id } = await submit(await openWebsite(), start);
    const foreign = { reviewId: id, websiteId: await openWebsite(), actor: merchant, at: hours(1) };
    expect(await codeOf(transaction((tx) => publishReview(tx, foreign)))).toBe('not_found');
    expect(
      await codeOf(transaction((tx) => publishReview(tx, { ...foreign, reviewId: foreign.websiteId }))),
    ).toBe('not_found');
  });
});

describe('dialogue', () => {
  it('mails the author once per reply', async () => {
    const { id } = await submit(await openWebsite(), start);
    await transaction((tx) =>
      replyToReview(tx, { reviewId: id, body: 'Pardon', source: 'portal', actor: merchant, at: hours(1) }),
    );
    const kinds = (await mailsOf(id)).map(({ kind }) => kind);
    expect(kinds).toEqual(['merchant_to_handle', 'author_replied']);
    await expectFolded(id);
  });

  it('takes a comment of Zendesk once, also when it comes twice at the same moment', async () => {
    const { id } = await submit(await openWebsite(), start);
    const reply = {
      reviewId: id,
      body: 'Bonjour',
      source: 'zendesk' as const,
      zendesk: { subdomain: 'boutique', commentId: Date.now() },
      actor: merchant,
      at: hours(1),
    };
    const results = await Promise.all(
      Array.from({ length: 6 }, () => transaction((tx) => replyToReview(tx, reply))),
    );
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(results.map(({ exchangeId }) => exchangeId)).size).toBe(1);
    expect((await mailsOf(id)).filter(({ kind }) => kind === 'author_replied')).toHaveLength(1);
  });

  it('brings a public review back to moderation when the author answers, with the cause noted', async () => {
    const { id } = await submit(await openWebsite(), start);
    const key = { reviewId: id, at: hours(1) };
    await transaction((tx) => publishReview(tx, { ...key, actor: merchant }));
    expect(
      await codeOf(transaction((tx) => answerReview(tx, { ...key, body: 'Merci', actor: author }))),
    ).toBe('reply_required');
    await transaction((tx) =>
      replyToReview(tx, { ...key, body: 'Bonjour', source: 'portal', actor: merchant }),
    );
    await transaction((tx) => answerReview(tx, { ...key, body: 'Merci', actor: author }));
    const row = await db.review.findUniqueOrThrow({
      where: { id },
      include: { causes: true, exchanges: true },
    });
    expect(row.status).toBe('in_moderation');
    expect(row.causes.map(({ kind }) => kind)).toEqual(['rating', 'author_answer']);
    expect(row.exchanges).toHaveLength(2);
    await expectFolded(id);
  });

  it('hides and shows exchanges', async () => {
    const { id } = await submit(await openWebsite(), start, 5);
    const hide = (hidden: boolean) =>
      transaction((tx) => setExchangesHidden(tx, { reviewId: id, hidden, actor: merchant, at: hours(1) }));
    expect(await hide(true)).toEqual({ exchangesHidden: true });
    expect(await hide(true)).toEqual({ exchangesHidden: true });
    expect(await hide(false)).toEqual({ exchangesHidden: false });
    expect(await db.reviewEvent.count({ where: { reviewId: id } })).toBe(3);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, db, transaction } from '@/lib/platform/db/client';
import { findDrift, findShownVersion, getScore, rebuildShown } from '@/lib/certificate/shown';
import { insertReply, insertReview, insertWebsite } from '@/lib/certificate/testRows';
import { publishReview, setExchangesHidden, withdrawReview, type Act } from '@/lib/reviews/service';
import { submitReview } from '@/lib/reviews/submission';

const at = new Date('2026-11-22T10:00:00Z');
const actor = { kind: 'merchant' as const, name: 'Thomas' };
let websiteId: string;

beforeEach(async () => {
  websiteId = (await insertWebsite()).id;
});
afterAll(closeDatabase);

const totals = async (productRef?: string) => {
  const { distribution } = await getScore({ websiteId, productRef }, at);
  return distribution.map(({ count }) => count);
};
const act = (reviewId: string): Act => ({ reviewId, actor, at });
const submit = (rating: number, more = {}) =>
  transaction((tx) =>
    submitReview(tx, {
      websiteId,
      type: 'brand',
      orderRef: randomUUID(),
      rating,
      author: { firstName: 'Claire', lastName: 'Delmas', email: 'c@author.test' },
      origin: { kind: 'shop_api' },
      actor,
      at,
      ...more,
    }),
  );

/** The order that proves the next submission of this reference. */
const order = (orderRef: string) =>
  db.order.create({
    data: {
      websiteId,
      orderRef,
      orderDate: at,
      firstName: 'Claire',
      lastName: 'Delmas',
      email: 'c@author.test',
      locale: 'fr',
      createdAt: at,
    },
  });

describe('kept counts', () => {
  it('follow a review from its publication to its withdrawal', async () => {
    await order('BOUGHT');
    const { id } = await submit(1, { orderRef: 'BOUGHT' });
    expect(await totals()).toEqual([0, 0, 0, 0, 0]);
    await transaction((tx) => publishReview(tx, act(id)));
    expect(await totals()).toEqual([0, 0, 0, 0, 1]);
    await transaction((tx) => withdrawReview(tx, act(id)));
    expect(await totals()).toEqual([0, 0, 0, 0, 0]);
    expect(await findDrift()).toEqual([]);
  });

  it('are apart for brand and for each product', async () => {
    await insertReview(websiteId, { rating: 5 });
    await insertReview(websiteId, { rating: 4, type: 'product', productRef: 'vase' });
    await insertReview(websiteId, { rating: 3, type: 'product', productRef: 'lampe' });
    expect(await totals()).toEqual([1, 0, 0, 0, 0]);
    expect(await totals('vase')).toEqual([0, 1, 0, 0, 0]);
    expect(await totals('lampe')).toEqual([0, 0, 1, 0, 0]);
  });

  it('stay right when a transaction is taken back', async () => {
    const { id } = await submit(2);
    const failing = transaction(async (tx) => {
      await publishReview(tx, act(id));
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect(await totals()).toEqual([0, 0, 0, 0, 0]);
  });

  it('equal a count after changes made at once, in batches, by deletion of reviews and of a whole website', async () => {
    const other = await insertWebsite();
    const made = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        insertReview(index % 2 ? websiteId : other.id, {
          rating: 1 + (index % 5),
          isVerified: index % 3 > 0,
        }),
      ),
    );
    await Promise.all(
      made.slice(0, 8).map((review) => transaction((tx) => withdrawReview(tx, act(review.id)))),
    );
    await db.review.updateMany({ where: { websiteId, rating: 3 }, data: { rating: 4 } });
    await db.review.updateMany({ where: { websiteId }, data: { publishedAt: new Date('2026-03-01') } });
    await db.review.updateMany({ where: { websiteId, rating: 2 }, data: { isVerified: true } });
    await db.review.updateMany({ where: { websiteId, rating: 4 }, data: { isVerified: false } });
    await db.review.deleteMany({ where: { websiteId, rating: 5 } });
    expect(await findDrift()).toEqual([]);
    await db.website.delete({ where: { id: other.id } });
    expect(await db.shownDay.count({ where: { websiteId: other.id } })).toBe(0);
    expect(await findDrift()).toEqual([]);
  });

  it('are found wrong and made right again by the rebuild', async () => {
    await insertReview(websiteId, { rating: 5 });
    await db.shownDay.updateMany({ where: { websiteId }, data: { stars5: 7 } });
    expect(await findDrift()).toMatchObject([{ websiteId, type: 'brand' }]);
    await rebuildShown();
    expect(await findDrift()).toEqual([]);
    expect(await totals()).toEqual([1, 0, 0, 0, 0]);
  });
});

describe('the version of what is shown', () => {
  const version = async () => Number(await findShownVersion(websiteId));

  it('grows with a publication, a reply, hiding, a name and a website’s name, and with nothing that is not shown', async () => {
    const { id } = await submit(1);
    expect(await version()).toBe(0);
    await insertReply(id);
    expect(await version()).toBe(0);
    const steps = [
      () => transaction((tx) => publishReview(tx, act(id))),
      () => insertReply(id, { body: 'Encore merci.' }),
      () => transaction((tx) => setExchangesHidden(tx, { ...act(id), hidden: true })),
      () => db.review.update({ where: { id }, data: { authorFirstName: 'C.' } }),
      () => db.review.update({ where: { id }, data: { isVerified: true } }),
      () => db.website.update({ where: { id: websiteId }, data: { name: 'Maison Soleil' } }),
    ];
    for (const [index, step] of steps.entries()) {
      await step();
      expect(await version(), `step ${index}`).toBe(index + 1);
    }
    await db.review.update({ where: { id }, data: { authorEmail: 'autre@author.test' } });
    expect(await version()).toBe(steps.length);
  });

  it('is unknown for an unknown website and for what is no id', async () => {
    expect(await findShownVersion(randomUUID())).toBeNull();
    expect(await findShownVersion("' OR 1=1")).toBeNull();
  });
});

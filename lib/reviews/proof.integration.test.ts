/** Origin and proof of a review: what an order proves, and what it never does. */
import { beforeEach, describe, expect, it } from 'vitest';
import { submitForm } from '@/lib/reviewForm/form';
import { createOrder } from '@/lib/orders/orders';
import { reviewFormSchema } from '@/lib/orders/schema';
import { invitationUrl } from '@/lib/mail/links';
import { db } from '@/lib/platform/db/client';
import { hours, openWebsite, start, submit } from '@/lib/reviews/testReviews';

let websiteId: string;
beforeEach(async () => {
  websiteId = await openWebsite();
});

const order = (orderRef: string, email = 'alix@author.test', at = start) =>
  createOrder(
    { id: websiteId, locale: 'fr' },
    {
      orderRef,
      orderDate: hours(-48),
      customer: { firstName: 'Alix', lastName: 'Vasseur', email },
      products: [{ ref: 'P-1', name: 'Bougie' }],
    },
    at,
  );
const form = reviewFormSchema.parse({
  brand: { rating: 1, comment: 'Colis perdu.' },
  products: [{ ref: 'P-1', rating: 5, comment: '' }],
  displayName: 'initial',
  consent: true,
});
const tokenOf = (url: string) => url.split('/r/')[1] ?? '';
const rowOf = (id: string) => db.review.findUniqueOrThrow({ where: { id } });

describe('a verified purchase', () => {
  it('stands where an order known before has the reference, the address and the product', async () => {
    await order('KNOWN');
    const same = { orderRef: 'KNOWN', author: { firstName: 'A', lastName: 'V', email: 'ALIX@author.test' } };
    const cases: [more: object, isVerified: boolean][] = [
      [same, true],
      [{ ...same, type: 'product' }, true],
      [{ ...same, type: 'product', product: { ref: 'P-2', name: 'Vase' } }, false],
      [{ ...same, orderRef: 'OTHER' }, false],
    ];
    for (const [more, isVerified] of cases)
      expect(await rowOf((await submit(websiteId, hours(1), 5, more)).id)).toMatchObject({
        origin: 'shop_api',
        isVerified,
      });
  });

  it('is not proved by another address, by another website, nor by an order that comes afterwards', async () => {
    await order('FOREIGN', 'somebody@else.test');
    const { id: foreign } = await submit(websiteId, hours(1), 5, { orderRef: 'FOREIGN' });
    const { id: early } = await submit(websiteId, hours(1), 5, { orderRef: 'LATE' });
    await order('LATE', 'alix@author.test', hours(2));
    await submit(websiteId, hours(3), 5, { orderRef: 'LATE' });
    await order('ELSEWHERE');
    const { id: elsewhere } = await submit(await openWebsite(), hours(1), 5, { orderRef: 'ELSEWHERE' });
    for (const id of [foreign, early, elsewhere])
      expect(await rowOf(id)).toMatchObject({ isVerified: false });
  });
});

describe('a form', () => {
  it('notes whether it was opened from our mail or from the shop’s link', async () => {
    const mailed = await order('BY-MAIL');
    const invitation = await db.invitation.findUniqueOrThrow({ where: { orderId: mailed.id } });
    await submitForm(tokenOf(invitationUrl(invitation.id)), form, hours(1));
    await submitForm(tokenOf((await order('BY-SHOP')).reviewUrl), form, hours(1));
    const rows = await db.review.findMany({
      where: { websiteId },
      orderBy: [{ orderRef: 'asc' }, { type: 'asc' }],
    });
    expect(rows.map(({ origin, isVerified }) => [origin, isVerified])).toEqual([
      ['invitation', true],
      ['invitation', true],
      ['shop_link', true],
      ['shop_link', true],
    ]);
    expect(rows[0]?.causedBy).toBe(invitation.id);
  });

  it('adopts no review that was there before, and is kept from nothing by it', async () => {
    const { id: handed } = await submit(websiteId, start, 5, { orderRef: 'TAKEN' });
    const { reviewUrl } = await order('TAKEN', 'customer@real.test', hours(1));
    const { outcome, reviews } = await submitForm(tokenOf(reviewUrl), form, hours(2));
    expect(outcome).toBe('submitted');
    expect(reviews.map(({ id }) => id)).not.toContain(handed);
    expect(await rowOf(handed)).toMatchObject({ causedBy: '', rating: 5, authorEmail: 'alix@author.test' });
    expect(await rowOf(reviews[0]?.id ?? '')).toMatchObject({
      rating: 1,
      authorEmail: 'customer@real.test',
      isVerified: true,
    });
  });

  it('leaves a repeat by the shop with the first, whoever wrote that', async () => {
    const { reviewUrl } = await order('REPEAT');
    const { reviews } = await submitForm(tokenOf(reviewUrl), form, hours(1));
    const again = await submit(websiteId, hours(2), 5, { orderRef: 'REPEAT' });
    expect(again).toMatchObject({ id: reviews[0]?.id, isNew: false });
  });
});

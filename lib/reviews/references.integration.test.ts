/** One sale in two spellings is one sale; what is kept is the spelling that came. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as postOrders } from '@/app/api/v1/orders/route';
import { callsOf, openShop, review, type Shop } from '@/app/api/v1/testShop';
import { closeDatabase, db } from '@/lib/platform/db/client';
import { toComparable } from '@/lib/platform/text/comparable';
import { listReviews } from '@/lib/reviews/queries';
import { searchReviews } from '@/lib/sidebar/panelFacts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterAll(closeDatabase);
const { call, post } = callsOf(() => shop);

const pairs = [
  ['FE\u0302TE-20', 'F\u00caTE-20'],
  ['K-77-A', 'K-77-A\u200b'],
  ['K-77-B', '\u2060K-77-B'],
  ['K 77', 'K\u00a077'],
  ['K-77-\u00adC', 'K-77-C'],
  ['K\u202f77', 'K\u3000 77'],
  ['\ufeffK-78', 'K-78\ufe0f'],
  ['A\u0323\u0302-1', 'A\u0302\u034f\u0323-1'],
  ['\u202aK-79\u202c', 'K-79'],
] as const;

describe.each(pairs)('%j and %j', (one, other) => {
  it('are one order with one invitation, and one review, found by either', async () => {
    const customer = { firstName: 'Zoé', lastName: 'Roux', email: 'zoe@client.example' };
    const place = (orderRef: string) =>
      call(postOrders, 'POST', { body: { orderRef, orderDate: '2026-11-03', customer, products: [] } });
    const [first, second] = [await place(one), await place(other)];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.answer.id).toBe(first.answer.id);
    expect(await db.invitation.count({ where: { websiteId: shop.id } })).toBe(1);

    const hand = (orderRef: string) => post(review({ orderRef, rating: 2 }));
    const [made, again] = [await hand(other), await hand(one)];
    expect([made.status, again.status]).toEqual([201, 200]);
    expect(again.answer.id).toBe(made.answer.id);
    expect(await db.review.findMany({ where: { websiteId: shop.id } })).toMatchObject([
      { orderRef: other.trim() },
    ]);
    for (const spelling of [one, other]) {
      expect((await listReviews(shop.id, { q: spelling })).items).toHaveLength(1);
      expect(await searchReviews(shop.id, spelling)).toHaveLength(1);
    }
  });
});

it('differs by case, accent and every sign one sees', async () => {
  for (const orderRef of ['k-1', 'K-1', 'K-1.', 'É', 'E', 'K—1'])
    expect((await post(review({ orderRef }))).status).toBe(201);
});

it('is told for products too', async () => {
  const product = (ref: string) =>
    post(review({ type: 'product', orderRef: 'P-1', product: { ref, name: 'Vase' } }));
  expect((await product('L 7')).status).toBe(201);
  expect((await product('L\u00a07')).status).toBe(200);
  expect((await product('L7')).status).toBe(201);
});

it.each([
  ['zoe', 'Zoé'],
  ['ZOÉ', 'Zoe\u0301'],
  ['oeuf casse', 'Œuf cassé'],
  ['strasse 100%', 'Straße 100%'],
  ['a_b', 'A_b'],
])('"%s" finds "%s" in a text or a name, and nothing else', async (q, text) => {
  await post(review({ rating: 5, comment: `Un ${text} !` }));
  await post(review({ rating: 5, comment: 'Rien à voir, a-b 1000.' }));
  expect((await listReviews(shop.id, { q })).items).toHaveLength(1);
  await post(review({ rating: 5, author: { firstName: 'Ana', lastName: text, email: 'a@client.example' } }));
  expect((await listReviews(shop.id, { q })).items).toHaveLength(2);
});

it('is compared alike by the code and by the database, for every sign there is', async () => {
  const points = Array.from({ length: 0x3_0000 - 1 }, (_, index) => index + 1).filter(
    (point) => (point < 0xd800 || point > 0xdfff) && !/\p{Cn}/u.test(String.fromCodePoint(point)),
  );
  const texts = [...points, ...Array.from({ length: 0x200 }, (_, index) => 0xe_0000 + index)].map(
    (point) => `a${String.fromCodePoint(point)}b`,
  );
  const rows = await db.$queryRaw<{ text: string; key: string }[]>`
    SELECT text, comparable(text) AS key FROM unnest(${texts}::text[]) AS text`;
  const different = rows.filter(({ text, key }) => toComparable(text) !== key);
  expect(different.map(({ text }) => text.codePointAt(1)?.toString(16))).toEqual([]);
});

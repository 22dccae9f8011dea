/** What shops really send about people and days: half-names, addresses of every kind, dates without a time. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { DELETE as eraseAuthor } from '@/app/api/v1/authors/[email]/route';
import { POST as postOrders } from '@/app/api/v1/orders/route';
import { GET as getReview } from '@/app/api/v1/reviews/[id]/route';
import { callsOf, openShop, review, type Shop } from '@/app/api/v1/testShop';
import { findCertificateWebsite } from '@/lib/certificate/certificate';
import { listShownReviews } from '@/lib/certificate/reviewList';
import { getScore } from '@/lib/certificate/shown';
import { toStructuredData } from '@/lib/certificate/structuredData';
import { getReviewForm, submitForm } from '@/lib/reviewForm/form';
import { now } from '@/lib/platform/clock';
import { closeDatabase, db, transaction } from '@/lib/platform/db/client';
import { publishReview } from '@/lib/reviews/service';
import { findWidgetView } from '@/lib/widget/data';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterAll(closeDatabase);

const { call, post } = callsOf(() => shop);
const customer = { firstName: 'Aline', lastName: 'Ricard', email: 'aline@client.example' };
let number = 0;
const order = (more: object = {}) => ({
  orderRef: `C-${++number}`,
  orderDate: '2026-11-03',
  customer,
  products: [],
  ...more,
});
const place = (more: object = {}) => call(postOrders, 'POST', { body: order(more) });
const actor = { kind: 'merchant' as const, name: 'Thomas' };
const publish = (reviewId: string) => transaction((tx) => publishReview(tx, { reviewId, actor, at: now() }));

/** All that the outside reads of a website's reviews: certificate, structured data and widget. */
async function shownOf(websiteId: string): Promise<{ names: (string | null)[]; all: string }> {
  const at = now();
  const website = await findCertificateWebsite(websiteId);
  if (!website) throw new Error('No such website');
  const { items } = await listShownReviews({ websiteId }, { sort: 'newest', proof: 'verified' }, { at });
  const score = await getScore({ websiteId }, at);
  const data = toStructuredData({
    website,
    score,
    reviews: items,
    anonymous: 'Anonyme',
    address: 'https://x.example',
  });
  const widget = await findWidgetView(
    websiteId,
    { sort: 'newest', proof: 'verified', limit: 10 },
    { at, appUrl: 'https://x.example' },
  );
  return { names: items.map((item) => item.authorName), all: JSON.stringify([items, data, widget]) };
}

const names = [
  { firstName: 'Maud Castaing', lastName: 'Maud Castaing', shown: 'Maud C.', found: 'Castaing' },
  { firstName: 'Maud Castaing', lastName: '.', shown: 'Maud C.', found: 'Castaing' },
  { firstName: 'Maud', lastName: '-', shown: 'Maud', found: null },
  { firstName: undefined, lastName: 'Mme Maud Castaing', shown: 'Maud C.', found: 'Castaing' },
  { firstName: 'Maud', lastName: null, shown: 'Maud', found: null },
];

describe('a name', () => {
  it.each(names)(
    '$firstName / $lastName is public as "$shown", from a form',
    async ({ shown, found, ...name }) => {
      const { status, answer } = await place({ customer: { ...name, email: 'maud@client.example' } });
      expect(status).toBe(201);
      const token = decodeURIComponent(
        (answer as unknown as { reviewUrl: string }).reviewUrl.split('/r/')[1] ?? '',
      );
      expect((await getReviewForm(token, now())).callName).toBe('Maud');
      const brand = { rating: 1, comment: 'Déçue.' };
      const { reviews } = await submitForm(
        token,
        { brand, products: [], displayName: 'initial', consent: true },
        now(),
      );
      await publish(reviews[0]?.id ?? '');
      const { names: public_, all } = await shownOf(shop.id);
      expect(public_).toEqual([shown]);
      if (found) expect(all).not.toContain(found);
    },
  );

  it.each(names)('$firstName / $lastName is found in a text', async ({ shown: _shown, found, ...name }) => {
    const author = { ...name, email: 'maud@client.example' };
    const { status, answer } = await post(
      review({ rating: 5, author, comment: `Signé ${found ?? 'Maud'}, et voilà - merci.` }),
    );
    expect(status).toBe(201);
    expect(answer.causes).toEqual(
      found ? [expect.objectContaining({ kind: 'personal_data', matchedText: found })] : [],
    );
  });
});

describe('an address', () => {
  it.each([
    ['nils@bäckerei-ost.example', 'nils@xn--bckerei-ost-l8a.example'],
    ['nils@xn--bckerei-ost-l8a.example', 'nils@bäckerei-ost.example'],
    ['rose&paul@client.example', 'Rose&Paul@Client.example'],
    ['x/y@client.example', 'x/y@client.example'],
    ['k=2@client.example', 'k=2@client.example\u200b'],
    ['a#b@client.example', 'a#b@client.example'],
  ])('%s is taken, and erased as %s', async (email, asked) => {
    expect((await place({ customer: { ...customer, email } })).status).toBe(201);
    expect((await post(review({ author: { ...customer, email } }))).status).toBe(201);
    const [row] = await db.order.findMany({ where: { websiteId: shop.id } });
    expect(row?.email).toMatch(/^[\0-\x7f]+$/);
    const request = new Request('http://localhost/api/v1/authors/x', {
      method: 'DELETE',
      headers: { authorization: `Basic ${Buffer.from(`${shop.id}:${shop.secretKey}`).toString('base64')}` },
    });
    const response = await eraseAuthor(request, {
      params: Promise.resolve({ email: encodeURIComponent(asked) }),
    });
    expect(response.status).toBe(202);
    const receipt = await db.erasure.findFirst({ where: { websiteId: shop.id } });
    expect(receipt).toMatchObject({ orders: 1, reviews: 1 });
  });

  it('that cannot exist is named', async () => {
    const { status, answer } = await place({ customer: { ...customer, email: 'a..b@client.example' } });
    expect(status).toBe(422);
    expect(answer.errors).toMatchObject([{ path: 'customer.email', code: 'invalid_format' }]);
  });
});

describe('a date without a time', () => {
  it.each(['America/Martinique', 'Pacific/Auckland', 'Europe/Paris', 'UTC', 'America/Los_Angeles'])(
    'is that day of the website in %s, wherever it is read',
    async (timeZone) => {
      await db.website.update({ where: { id: shop.id }, data: { timeZone } });
      await place();
      const { answer } = await post(review({ orderDate: '2026-11-03', rating: 1 }));
      const [row] = await db.order.findMany({ where: { websiteId: shop.id } });
      const { orderDate } = await db.review.findUniqueOrThrow({ where: { id: answer.id } });
      expect(row?.orderDate).toEqual(orderDate);
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
      expect(day.format(orderDate ?? new Date(0))).toBe('2026-11-03');
      const view = (await call(getReview, 'GET', { id: answer.id })).answer as unknown as {
        orderDate: string;
      };
      expect(view.orderDate).toMatch(/^2026-11-03T00:00:00\.000[+-]\d\d:\d\d$/);
      expect(new Date(view.orderDate)).toEqual(orderDate);
      await publish(answer.id);
      const widget = await findWidgetView(
        shop.id,
        { sort: 'newest', proof: 'other', limit: 1 },
        { at: now(), appUrl: 'https://x.example' },
      );
      expect(widget?.reviews[0]).toMatchObject({
        experiencedAt: '2026-11-03',
        dates: expect.stringContaining('3 novembre 2026') as string,
      });
    },
  );

  it('is a moment only with an offset', async () => {
    await db.website.update({ where: { id: shop.id }, data: { timeZone: 'America/Martinique' } });
    const { answer } = await post(review({ orderDate: '2026-11-03T01:00:00+02:00' }));
    const row = await db.review.findUniqueOrThrow({ where: { id: answer.id } });
    expect(row.orderDate).toEqual(new Date('2026-11-02T23:00:00Z'));
  });

  it.each([
    '0000-01-01',
    '0001-01-01',
    '1899-12-31',
    '2101-01-01',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('in a year nobody means is refused by name: %s', async (date) => {
    const refused = { status: 422, answer: { errors: [{ code: 'year_out_of_range' }] } };
    expect(await place({ orderDate: date })).toMatchObject(refused);
    expect(await post(review({ orderDate: date }))).toMatchObject(refused);
    expect(await post(review({ submittedAt: date }))).toMatchObject(refused);
  });
});

describe('a list of reviews', () => {
  it('loses no row to another that is wrong in any way', async () => {
    const good = () => review({ rating: 5 });
    const twice = good();
    const rows = [
      good(),
      review({ comment: 'a\u0000b' }),
      review({ ['a\u0000\ud83e']: 1 }),
      null,
      [],
      review({ orderDate: '0000-01-01' }),
      twice,
      twice,
      good(),
    ];
    const { status, answer } = await post(
      { reviews: rows },
      { headers: { 'idempotency-key': `k-${shop.id}` } },
    );
    expect(status).toBe(201);
    const results = answer as unknown as {
      result: string;
      id?: string;
      error?: { errors: { path: string }[] };
    }[];
    expect(results.map(({ result }) => result)).toEqual([
      'created',
      'refused',
      'refused',
      'refused',
      'refused',
      'refused',
      'created',
      'repeated',
      'created',
    ]);
    expect(results[1]?.error?.errors).toMatchObject([{ path: 'comment' }]);
    expect(results[5]?.error?.errors).toMatchObject([{ path: 'orderDate' }]);
    expect(results[7]?.id).toBe(results[6]?.id);
  });
});

/** The shop API as its callers meet it: who is let in, what it lists, how it describes itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { GET as getDocument } from '@/app/api/openapi.json/route';
import { GET as listReasons } from '@/app/api/v1/report-reasons/route';
import { GET as listReviews } from '@/app/api/v1/reviews/route';
import { callsOf, openShop, review, type Handler, type Shop } from '@/app/api/v1/testShop';
import { reviewPageView } from '@/lib/reviews/apiView';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const { call, post } = callsOf(() => shop);

describe('authentication', () => {
  it('answers alike without a key, with a wrong key, and for an unknown website', async () => {
    const unknown = { id: '00000000-0000-4000-8000-000000000000', secretKey: shop.secretKey };
    for (const as of [null, { ...shop, secretKey: 'wrong' }, unknown, { id: "x' OR 1=1", secretKey: '' }]) {
      const { status, type, answer, headers } = await post(review(), { as });
      expect({ status, type, code: answer.code }).toEqual({
        status: 401,
        type: 'application/problem+json',
        code: 'unauthorized',
      });
      expect(headers.get('www-authenticate')).toContain('Basic');
    }
  });
});

describe('GET /reviews', () => {
  it('pages through everything once, newest first, by filters', async () => {
    const as = await openShop();
    const list = Array.from({ length: 23 }, (_, index) =>
      review({
        rating: (index % 5) + 1,
        orderRef: `P-${index}`,
        comment: index === 7 ? '100 % déçu_' : 'ok',
      }),
    );
    await post({ reviews: list }, { as });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { answer } = await call(listReviews, 'GET', {
        as,
        query: `?limit=5${cursor && `&cursor=${cursor}`}`,
      });
      const page: z.infer<typeof reviewPageView> = reviewPageView.parse(answer);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(23);
    const count = async (query: string) =>
      reviewPageView.parse((await call(listReviews, 'GET', { as, query })).answer).items.length;
    expect(await count('?rating=2')).toBe(5);
    expect(await count('?status=in_moderation')).toBe(10);
    expect(await count('?status=reported')).toBe(0);
    expect(await count('?type=product')).toBe(0);
    expect(await count(`?q=${encodeURIComponent('100 % d')}`)).toBe(1);
    expect(await count('?q=_')).toBe(1);
    expect(await count('?q=p-22')).toBe(1);
    expect(await count('?q=ALIX%20vass')).toBe(23);
  });

  it('refuses unknown filters, bad values and foreign cursors', async () => {
    for (const query of ['?colour=red', '?rating=6', '?status=lost', '?limit=1000', '?cursor=abc']) {
      expect((await call(listReviews, 'GET', { query })).answer.code).toBe('invalid_input');
    }
  });
});

it('lists the thirteen reasons in the language asked for', async () => {
  const { answer } = await call(listReasons, 'GET', { query: '?locale=en' });
  const reasons = answer as unknown as { code: string; label: string; proof: string }[];
  expect(reasons).toHaveLength(13);
  expect(reasons.find(({ code }) => code === 'off_topic')?.label).toBe('Unrelated to what is rated');
  expect(reasons.filter(({ proof }) => proof === 'required').map(({ code }) => code)).toEqual([
    'untrue',
    'bias_conflict',
    'author_request',
  ]);
});

it('describes every route it has, and nothing else', async () => {
  const document = (await (
    await (getDocument as Handler)(new Request('http://localhost/api/openapi.json'))
  ).json()) as {
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  };
  expect(document.openapi).toBe('3.1.0');
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual([
    'delete /api/v1/authors/{email}',
    'get /api/v1/erasures/{receiptId}',
    'get /api/v1/report-reasons',
    'get /api/v1/reviews',
    'get /api/v1/reviews/{id}',
    'get /api/v1/tickets/trace',
    'post /api/v1/orders',
    'post /api/v1/reviews',
    'post /api/v1/reviews/{id}/publication',
    'post /api/v1/reviews/{id}/replies',
    'post /api/v1/reviews/{id}/reports',
    'put /api/v1/reviews/{id}/exchanges',
  ]);
});

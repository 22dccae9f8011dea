/** Handing reviews in through the shop API: what is taken, what is refused and how, and repeats. */
import { beforeAll, describe, expect, it } from 'vitest';
import { POST as replyTo } from '@/app/api/v1/reviews/[id]/replies/route';
import { GET as getReview } from '@/app/api/v1/reviews/[id]/route';
import { author, callsOf, openShop, review, type Shop } from '@/app/api/v1/testShop';
import { db } from '@/lib/platform/db/client';
import { submissionView } from '@/lib/reviews/apiView';

let shop: Shop;
let other: Shop;
beforeAll(async () => {
  shop = await openShop();
  other = await openShop();
});

const { call, post } = callsOf(() => shop);

describe('POST /reviews', () => {
  it('takes a review in and answers status and causes; a repeat gets the first', async () => {
    const body = review({ comment: 'Appelez-moi au 06 12 34 56 78' });
    const first = await post(body);
    expect(first.status).toBe(201);
    expect(submissionView.parse(first.answer)).toMatchObject({
      status: 'in_moderation',
      causes: [
        { kind: 'rating' },
        { kind: 'personal_data', category: 'phone', matchedText: '06 12 34 56 78' },
      ],
    });
    const again = await post({ ...body, rating: 5 });
    expect(again).toMatchObject({ status: 200, answer: first.answer });
  });

  it('takes a list, with one result each, the wrong ones told by their own fields', async () => {
    const known = review();
    await post(known);
    const list = [
      review({ rating: 5 }),
      known,
      review({ rating: 9 }),
      'no review',
      review({ submittedAt: '2099-01-01T00:00:00Z' }),
    ];
    const { status, answer } = await post({ reviews: list });
    const results = answer as unknown as {
      result: string;
      error?: { code: string; errors: { path: string }[] };
    }[];
    expect(status).toBe(201);
    expect(results.map(({ result }) => result)).toEqual([
      'created',
      'repeated',
      'refused',
      'refused',
      'refused',
    ]);
    expect(results[2]?.error).toMatchObject({ code: 'invalid_input', errors: [{ path: 'rating' }] });
    expect(results[4]?.error?.errors).toMatchObject([{ path: 'submittedAt', code: 'in_future' }]);
  });

  it('counts the place in the queue by the list’s order, whatever dates are stated', async () => {
    const fresh = await openShop();
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const list = [1, 23, 9, 2].map((hours) => review({ rating: 5, submittedAt: ago(hours) }));
    const { answer } = await post({ reviews: list }, { as: fresh });
    const ids = (answer as unknown as { id: string }[]).map(({ id }) => id);
    const rows = await db.review.findMany({
      where: { websiteId: fresh.id },
      orderBy: { submittedAt: 'asc' },
    });
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rows[1]?.statedAt?.toISOString()).toBe(list[1]?.submittedAt);
  });

  it('takes a hundred, not a hundred and one, not none', async () => {
    const many = (count: number) => ({ reviews: Array.from({ length: count }, () => review({ rating: 5 })) });
    expect((await post(many(100))).status).toBe(201);
    expect((await post(many(101))).answer).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'reviews', code: 'too_big' }],
    });
    expect((await post(many(0))).status).toBe(422);
  });

  it('names every field that is not as described', async () => {
    const refusals: [body: unknown, path: string, code: string][] = [
      [review({ surprise: 1 }), 'surprise', 'unknown_field'],
      [review({ rating: '5' }), 'rating', 'invalid_type'],
      [review({ rating: 4.5 }), 'rating', 'invalid_type'],
      [review({ type: 'shop' }), 'type', 'invalid_union'],
      [review({ type: 'product' }), 'product', 'invalid_type'],
      [review({ author: { ...author, email: 'nobody' } }), 'author.email', 'invalid_format'],
      [review({ author: { ...author, phone: '1' } }), 'author.phone', 'unknown_field'],
      [review({ comment: 'x'.repeat(2001) }), 'comment', 'too_big'],
      [review({ orderRef: '   ' }), 'orderRef', 'too_small'],
      [review({ orderDate: 'yesterday' }), 'orderDate', 'invalid_union'],
      [review({ comment: 'half \ud83d' }), 'comment', 'custom'],
    ];
    for (const [body, path, code] of refusals) {
      const { status, type, answer } = await post(body);
      expect({ status, type, code: answer.code }).toEqual({
        status: 422,
        type: 'application/problem+json',
        code: 'invalid_input',
      });
      expect(answer.errors).toMatchObject([{ path, code }]);
    }
    for (const body of [null, 7, 'text', []]) expect((await post(body)).status).toBe(422);
  });

  it('refuses what is not JSON, not said to be JSON, or too large', async () => {
    expect((await post(undefined, { raw: '{"type":' })).answer).toMatchObject({
      status: 400,
      code: 'malformed',
    });
    expect((await post(review({ comment: 'a\u0000b' }))).answer).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'comment' }],
    });
    expect((await post(review(), { headers: { 'content-type': 'text/plain' } })).answer).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
    expect((await post(review({ comment: 'x'.repeat(1_100_000) }))).answer).toMatchObject({
      status: 413,
      code: 'too_large',
    });
  });

  it('keeps texts of any script exactly as written', async () => {
    const comment = '  مرحبا 👩‍👩‍👧 <script>alert(1)</script> %_\\ \n中文 ';
    const { answer } = await post(review({ comment, rating: 5 }));
    expect((await call(getReview, 'GET', { id: answer.id })).answer).toMatchObject({ comment });
  });

  it('stores wording, not letters of case, of the author’s address', async () => {
    const { answer } = await post(review());
    expect((await call(getReview, 'GET', { id: answer.id })).answer).toMatchObject({
      author: { email: 'alix@author.test' },
    });
  });
});

describe('Idempotency-Key', () => {
  it('gives the first answer again, also to calls at the same moment', async () => {
    const { answer } = await post(review());
    const reply = () =>
      call(replyTo, 'POST', {
        id: answer.id,
        body: { body: 'Bonjour' },
        headers: { 'idempotency-key': 'k-1' },
      });
    const answers = await Promise.all([reply(), reply(), reply(), reply()]);
    expect(new Set(answers.map((each) => JSON.stringify(each.answer))).size).toBe(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(await db.exchange.count({ where: { reviewId: answer.id } })).toBe(1);
  });

  it('refuses a key used for another request, and means another website’s key by the same letters', async () => {
    const headers = { 'idempotency-key': 'k-2' };
    expect((await post(review(), { headers })).status).toBe(201);
    expect((await post(review(), { headers })).answer).toMatchObject({
      status: 409,
      code: 'idempotency_mismatch',
    });
    expect((await post(review(), { headers, as: other })).status).toBe(201);
    expect((await post(review(), { headers: { 'idempotency-key': 'ü'.repeat(3) } })).status).toBe(422);
  });
});

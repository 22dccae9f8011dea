/** What a shop may do to one review, and the orders it pushes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { POST as createOrder } from '@/app/api/v1/orders/route';
import { PUT as putExchanges } from '@/app/api/v1/reviews/[id]/exchanges/route';
import { POST as publish } from '@/app/api/v1/reviews/[id]/publication/route';
import { POST as replyTo } from '@/app/api/v1/reviews/[id]/replies/route';
import { POST as report } from '@/app/api/v1/reviews/[id]/reports/route';
import { GET as getReview } from '@/app/api/v1/reviews/[id]/route';
import { callsOf, openShop, review, type Shop } from '@/app/api/v1/testShop';
import { db } from '@/lib/platform/db/client';
import { reviewView } from '@/lib/reviews/apiView';

let shop: Shop;
let other: Shop;
beforeAll(async () => {
  shop = await openShop();
  other = await openShop();
});

const { call, post } = callsOf(() => shop);

describe('one review', () => {
  it('is unknown to other websites, in every route', async () => {
    const { answer } = await post(review());
    const foreign = { id: answer.id, as: other };
    const calls = [
      call(getReview, 'GET', foreign),
      call(publish, 'POST', foreign),
      call(replyTo, 'POST', { ...foreign, body: { body: 'x' } }),
      call(report, 'POST', { ...foreign, body: { reason: 'off_topic' } }),
      call(putExchanges, 'PUT', { ...foreign, body: { hidden: true } }),
      call(getReview, 'GET', { id: 'no-uuid' }),
    ];
    for (const { status, answer: problem } of await Promise.all(calls)) {
      expect({ status, code: problem.code }).toEqual({ status: 404, code: 'not_found' });
    }
  });

  it('goes through reply, report and the rules between them with a code each', async () => {
    const as = await openShop();
    const older = (await post(review(), { as })).answer.id;
    const newer = (await post(review(), { as })).answer.id;
    const of = (id: string) => ({ id, as });
    expect((await call(publish, 'POST', of(newer))).answer).toMatchObject({
      status: 409,
      code: 'held_by_queue',
      params: { reviewId: older },
    });
    expect((await call(report, 'POST', { ...of(older), body: { reason: 'off_topic' } })).answer.code).toBe(
      'reply_required',
    );
    expect((await call(replyTo, 'POST', { ...of(older), body: { body: 'Bonjour' } })).status).toBe(201);
    expect((await call(report, 'POST', { ...of(older), body: { reason: 'untrue' } })).answer.code).toBe(
      'proof_required',
    );
    const attachments = [
      { fileName: 'preuve.pdf', content: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64') },
    ];
    expect(
      (await call(report, 'POST', { ...of(older), body: { reason: 'untrue', attachments } })).status,
    ).toBe(201);
    expect((await call(report, 'POST', { ...of(older), body: { reason: 'off_topic' } })).answer.code).toBe(
      'already_reported',
    );
    expect((await call(publish, 'POST', of(older))).answer.code).toBe('already_reported');
    const full = reviewView.parse((await call(getReview, 'GET', of(older))).answer);
    expect(full).toMatchObject({
      status: 'in_moderation',
      isReported: true,
      report: { reason: 'untrue', state: 'open' },
      exchanges: [{ source: 'api', body: 'Bonjour' }],
    });
    expect(full.timeline.map(({ type }) => type)).toEqual(['submitted', 'replied', 'reported']);
    const place = reviewView.parse((await call(getReview, 'GET', of(newer))).answer).queue;
    expect(place).toMatchObject({ heldBy: older, frees: 0 });
  });

  it('refuses files that are not what they must be', async () => {
    const { answer } = await post(review(), { as: other });
    const send = (content: string) =>
      call(report, 'POST', {
        id: answer.id,
        as: other,
        body: { reason: 'untrue', attachments: [{ fileName: 'a.pdf', content }] },
      });
    const codes = [];
    for (const content of ['', Buffer.from('<html>').toString('base64')])
      codes.push((await send(content)).answer.errors?.[0]?.code);
    expect(codes).toEqual(['file_empty', 'file_type']);
    expect((await send('not base64!')).status).toBe(422);
  });

  it('publishes once, and hides exchanges as often as asked', async () => {
    const as = await openShop();
    const { id } = (await post(review(), { as })).answer;
    expect(await call(publish, 'POST', { id, as })).toMatchObject({
      status: 200,
      answer: { status: 'published' },
    });
    expect((await call(publish, 'POST', { id, as })).answer.code).toBe('not_in_moderation');
    for (let round = 0; round < 2; round++) {
      expect((await call(putExchanges, 'PUT', { id, as, body: { hidden: true } })).answer).toEqual({
        hidden: true,
      });
    }
  });
});

describe('POST /orders', () => {
  const order = (more: object = {}) => ({
    orderRef: `S-${Math.random()}`,
    orderDate: '2026-11-02',
    customer: { firstName: 'Alix', lastName: 'Vasseur', email: 'alix@author.test' },
    products: [{ ref: 'P1', name: 'Bougie' }],
    ...more,
  });
  const push = (body: unknown) => call(createOrder, 'POST', { body });

  it('makes one invitation; the same order again answers the same', async () => {
    const body = order({ delayDays: 30 });
    const first = await push(body);
    expect(first.status).toBe(201);
    const answer = z
      .object({ id: z.uuid(), reviewUrl: z.url(), sendAt: z.iso.datetime() })
      .parse(first.answer);
    expect(new Date(answer.sendAt).getTime() - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
    expect(await push(body)).toMatchObject({ status: 200, answer: first.answer });
    expect(await db.invitation.count({ where: { orderId: answer.id } })).toBe(1);
  });

  it('makes one of many pushes at the same moment', async () => {
    const body = order();
    const answers = await Promise.all(Array.from({ length: 6 }, () => push(body)));
    expect(new Set(answers.map(({ answer }) => answer.id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
  });

  it('refuses what is not as described', async () => {
    const refusals: [body: object, path: string][] = [
      [order({ delayDays: 31 }), 'delayDays'],
      [
        order({
          products: [
            { ref: 'P', name: 'A' },
            { ref: 'P', name: 'B' },
          ],
        }),
        'products',
      ],
      [order({ products: [{ ref: 'P', name: 'A', url: 'javascript:alert(1)' }] }), 'products.0.url'],
      [order({ locale: 'french' }), 'locale'],
      [order({ customer: { firstName: 'A', lastName: 'B', email: 'x', locale: 'fr' } }), 'customer.email'],
    ];
    for (const [body, path] of refusals) {
      const { status, answer } = await push(body);
      expect(status).toBe(422);
      expect(answer.errors?.map((error) => error.path)).toContain(path);
    }
  });
});

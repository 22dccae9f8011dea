import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { POST as confirm } from '@/app/api/public/erasures/[token]/route';
import { POST as ask } from '@/app/api/public/erasures/route';
import { DELETE } from '@/app/api/v1/authors/[email]/route';
import { GET } from '@/app/api/v1/erasures/[receiptId]/route';
import { openShop } from '@/app/api/v1/testShop';
import { reviewLinkKind } from '@/lib/orders/links';
import { isErasedLink } from '@/lib/erasure/links';
import { applyRetention } from '@/lib/erasure/retention';
import { findErasureLink } from '@/lib/erasure/requests';
import { findContent } from '@/lib/mail/source';
import { now } from '@/lib/platform/clock';
import { signToken } from '@/lib/platform/crypto/tokens';
import { closeDatabase, db, transaction } from '@/lib/platform/db/client';
import { findReviewLink } from '@/lib/authorDesk/reviewLink';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

afterAll(closeDatabase);

const newEmail = () => `ada.${randomUUID().slice(0, 8)}@author.test`;

function post(handler: unknown, fields: Record<string, string>, token = '') {
  const request = new Request(`http://localhost/api/public/erasures/${token}?lang=en`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'x-forwarded-for': randomUUID() },
  });
  return (handler as typeof confirm)(request, { params: Promise.resolve({ token }) });
}

async function reviewOf(email: string) {
  return transaction(async (tx) => {
    const { id: websiteId } = await makeWebsite(tx);
    const author = { firstName: 'Ada', lastName: 'Lambert', email };
    return makeReview(tx, { websiteId, at: now(), author, orderRef: randomUUID() });
  });
}

/** The link as it stands in the mail. */
async function mailedToken(email: string): Promise<string> {
  const mail = await db.mail.findFirstOrThrow({ where: { toAddress: email, kind: 'author_erasure' } });
  const found = await findContent({ ...mail, kind: 'author_erasure' });
  const url = found?.kind === 'author_erasure' ? found.content.url : '';
  return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
}

describe('an author who asks', () => {
  it('is mailed a link, confirms, and has a receipt; nothing is erased before', async () => {
    const email = newEmail();
    const { id } = await reviewOf(email);
    const { id: second } = await reviewOf(email);
    const answer = await post(ask, { email: ` ${email.toUpperCase()} ` });
    expect(answer.headers.get('location')).toBe('/erasure?lang=en&step=sent');
    const token = await mailedToken(email);
    expect(await findErasureLink(token, now())).toMatchObject({ state: 'open', reviews: 2 });
    expect(await db.review.findUnique({ where: { id } })).toMatchObject({ authorEmail: email });

    await Promise.all([post(confirm, {}, token), post(confirm, {}, token)]);
    expect((await post(confirm, {}, token)).status).toBe(303);
    expect(await findErasureLink(token, now())).toMatchObject({
      state: 'done',
      receipt: { state: 'done', erased: { reviews: 2 } },
    });
    expect(await db.review.count({ where: { authorEmail: email } })).toBe(0);
    for (const reviewId of [id, second]) {
      const link = signToken(reviewLinkKind, reviewId);
      expect(await findReviewLink(link, now())).toBeNull();
      expect(await isErasedLink(link)).toBe(true);
    }
  });

  it('gets the same answer when nothing is known, and no mail', async () => {
    const email = newEmail();
    const answer = await post(ask, { email });
    expect(answer.headers.get('location')).toBe('/erasure?lang=en&step=sent');
    expect(await db.mail.count({ where: { toAddress: email } })).toBe(0);
    const wrong = await post(ask, { email: 'nobody' });
    expect(wrong.headers.get('location')).toBe('/erasure?lang=en&step=wrong');
  });

  it('is not flooded by somebody else’s asking', async () => {
    const email = newEmail();
    await reviewOf(email);
    for (let index = 0; index < 6; index++) expect((await post(ask, { email })).status).toBe(303);
    expect(await db.mail.count({ where: { toAddress: email, kind: 'author_erasure' } })).toBe(1);
    expect(await db.erasureRequest.count({ where: { email } })).toBeLessThanOrEqual(3);
  });

  it('can do nothing with a forged link, or with one older than a week', async () => {
    const email = newEmail();
    const { id } = await reviewOf(email);
    await post(ask, { email });
    const token = await mailedToken(email);
    for (const forged of [`${token.split('.')[0]}.AAAA`, signToken('review', id), 'x'])
      await post(confirm, {}, forged);
    await db.erasureRequest.updateMany({ where: { email }, data: { expiresAt: new Date(0) } });
    await post(confirm, {}, token);
    expect(await findErasureLink(token, now())).toBeNull();
    expect(await db.review.findUnique({ where: { id } })).toMatchObject({ authorEmail: email });
    await applyRetention(now());
    expect(await db.erasureRequest.count({ where: { email } })).toBe(0);
  });
});

describe('a shop that asks', () => {
  type Call = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
  const as = (shop: { id: string; secretKey: string }) => ({
    authorization: `Basic ${Buffer.from(`${shop.id}:${shop.secretKey}`).toString('base64')}`,
  });

  it('gets 202 with a receipt it can read, and nobody else can', async () => {
    const [shop, other] = [await openShop(), await openShop()];
    const email = `odd+tag.${randomUUID().slice(0, 8)}@author.test`;
    const author = { firstName: 'Ada', lastName: 'Lambert', email };
    await transaction((tx) => makeReview(tx, { websiteId: shop.id, at: now(), author, orderRef: 'A' }));
    const request = new Request('http://localhost/x', { method: 'DELETE', headers: as(shop) });
    const params = Promise.resolve({ email: encodeURIComponent(email) });
    const response = await (DELETE as unknown as Call)(request, { params });
    expect(response.status).toBe(202);
    const { receiptId } = (await response.json()) as { receiptId: string };
    const read = (reader: typeof shop) =>
      (GET as unknown as Call)(new Request('http://localhost/x', { headers: as(reader) }), {
        params: Promise.resolve({ receiptId }),
      });
    expect(await (await read(shop)).json()).toMatchObject({ state: 'done', erased: { reviews: 1 } });
    expect((await read(other)).status).toBe(404);
    expect(
      (await (DELETE as unknown as Call)(new Request('http://localhost/x', { method: 'DELETE' }), { params }))
        .status,
    ).toBe(401);
  });
});

describe('time', () => {
  it('takes names off display after 18 months, reviews after five years, and received bodies after 30 days, counted once', async () => {
    const shop = await openShop();
    const age = (days: number) => new Date(now().getTime() - days * 86_400_000);
    const review = (orderRef: string, days: number) =>
      transaction((tx) => makeReview(tx, { websiteId: shop.id, at: age(days), orderRef }));
    const [young, middle, old] = [await review('1', 500), await review('2', 600), await review('3', 2000)];
    await db.review.update({
      where: { id: old.id },
      data: { status: 'published', publishedAt: age(1990), publishDueAt: null },
    });
    const connection = await db.zendeskConnection.create({
      data: { websiteId: shop.id, subdomain: 'boutique-fr', method: 'password' },
    });
    const event = (invocationId: string, days: number, isHandled: boolean) => ({
      connectionId: connection.id,
      invocationId,
      ticketId: 1n,
      body: '{"idVente":"x"}',
      receivedAt: age(days),
      handledAt: isHandled ? age(days) : null,
    });
    await db.webhookEvent.createMany({
      data: [event('a', 31, true), event('b', 31, false), event('c', 29, true)],
    });
    while ((await applyRetention(now())) > 0);
    const rows = await db.review.findMany({ where: { websiteId: shop.id }, orderBy: { orderRef: 'asc' } });
    expect(rows.map(({ isAnonymous }) => isAnonymous)).toEqual([false, true, true]);
    expect(rows.map(({ retiredAt }) => retiredAt !== null)).toEqual([false, false, true]);
    const bodies = await db.webhookEvent.findMany({
      where: { connectionId: connection.id, body: { not: '' } },
      orderBy: { id: 'asc' },
    });
    expect(bodies.map(({ invocationId }) => invocationId)).toEqual(['b', 'c']);
    const counts = await db.retentionCount.findMany({
      where: { websiteId: shop.id },
      orderBy: { kind: 'asc' },
    });
    expect(counts.map(({ kind, count }) => [kind, count])).toEqual([
      ['bodies_dropped', 1],
      ['names_hidden', 2],
      ['reviews_retired', 1],
    ]);
    expect([young.id, middle.id]).not.toContain(old.id);
  });
});

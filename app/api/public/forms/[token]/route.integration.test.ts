import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as postChat } from '@/app/api/public/forms/[token]/chat/route';
import { POST as postDraft } from '@/app/api/public/forms/[token]/draft/route';
import { POST } from '@/app/api/public/forms/[token]/route';
import { getChatFigures } from '@/lib/reviewForm/figures';
import { createOrder } from '@/lib/orders/orders';
import { now } from '@/lib/platform/clock';
import { signToken } from '@/lib/platform/crypto/tokens';
import { closeDatabase, db } from '@/lib/platform/db/client';
import { findReviewLink } from '@/lib/authorDesk/reviewLink';
import { insertWebsite } from '@/lib/certificate/testRows';

const complete = {
  'brand.rating': '4',
  'brand.comment': 'Très bien.',
  displayName: 'initial',
  consent: 'yes',
};

let token: string;
let websiteId: string;

beforeEach(async () => {
  const website = await insertWebsite();
  websiteId = website.id;
  const order = {
    orderRef: randomUUID(),
    orderDate: new Date('2026-11-01T00:00:00Z'),
    customer: { firstName: 'Claire', lastName: 'Delmas', email: 'claire@example.test' },
    products: [
      { ref: 'vase', name: 'Vase Orion' },
      { ref: 'candle', name: 'Bougie Figuier' },
    ],
  };
  const { reviewUrl } = await createOrder({ id: website.id, locale: 'fr' }, order, now());
  token = new URL(reviewUrl).pathname.split('/').pop() ?? '';
});
afterAll(closeDatabase);

/** As a browser without script sends the form. Each call comes from an address of its own unless one is given. */
function post(
  fields: Record<string, string> | string,
  { to = token, address = randomUUID(), type = 'application/x-www-form-urlencoded' } = {},
) {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  const headers = { 'content-type': type, 'x-forwarded-for': address };
  const request = new Request(`http://localhost/api/public/forms/${to}?lang=fr`, {
    method: 'POST',
    headers,
    body,
  });
  return POST(request, { params: Promise.resolve({ token: to }) });
}

const reviews = () =>
  db.review.findMany({ where: { websiteId }, orderBy: [{ type: 'asc' }, { productRef: 'asc' }] });
const invitationId = () => token.split('.')[0] ?? '';
const path = (response: Response) => response.headers.get('location');

describe('the form without script', () => {
  it('stores a review of the shop and of each rated product, and leads to the thank-you page', async () => {
    const response = await post({
      ...complete,
      'products.0.ref': 'vase',
      'products.1.ref': 'candle',
      'products.1.rating': '1',
      'products.1.comment': 'Mèche\r\ncassée',
    });
    expect(response.status).toBe(303);
    expect(path(response)).toBe(`/r/${token}/thanks?lang=fr`);
    expect(await reviews()).toMatchObject([
      { type: 'brand', rating: 4, comment: 'Très bien.', authorLastName: 'Delmas', isAnonymous: false },
      { type: 'product', productRef: 'candle', rating: 1, comment: 'Mèche\ncassée' },
    ]);
    expect(await findReviewLink(token, now())).toMatchObject({ kind: 'used' });
  });

  it('comes back with the typed text when something is missing, and stores no review', async () => {
    const typed = 'Un texte <b>long</b> que personne ne veut taper deux fois. 🎁';
    const response = await post({
      'brand.comment': typed,
      'products.0.ref': 'vase',
      'products.0.rating': '3',
    });
    expect(response.status).toBe(303);
    expect(path(response)).toBe(`/r/${token}?lang=fr&check=form#errors`);
    expect(await reviews()).toEqual([]);
    const link = await findReviewLink(token, now());
    expect(link).toMatchObject({
      kind: 'form',
      draft: {
        brand: { rating: '', comment: typed },
        products: [{ ref: 'vase', rating: '3' }],
        consent: false,
      },
    });
  });

  it('shows what was typed behind a mailed link to no holder of the shop’s', async () => {
    const mailed = signToken('invitation', invitationId());
    await post({ 'brand.comment': 'Un secret' }, { to: mailed });
    await post({ 'brand.comment': 'Un autre début' });
    const draftOf = async (each: string) => {
      const link = await findReviewLink(each, now());
      return link?.kind === 'form' ? link.draft?.brand.comment : undefined;
    };
    expect(await draftOf(mailed)).toBe('Un secret');
    expect(await draftOf(token)).toBe('Un autre début');
  });

  it('keeps a comment that is too long, whole', async () => {
    const typed = 'x'.repeat(5000);
    await post({ ...complete, 'brand.comment': typed });
    const link = await findReviewLink(token, now());
    expect(link?.kind === 'form' && link.draft?.brand.comment).toBe(typed);
  });

  it('forgets the draft once the review is sent', async () => {
    await post({ 'brand.comment': 'Brouillon' });
    await post(complete);
    expect(await db.invitation.findUnique({ where: { id: invitationId() } })).toMatchObject({ draft: null });
  });

  it('takes a double submit once, and tells the second that the review is there', async () => {
    const answers = await Promise.all([post(complete), post({ ...complete, 'brand.rating': '1' })]);
    expect(answers.map(path).sort()).toEqual([`/r/${token}/thanks?lang=fr`, `/r/${token}?lang=fr`]);
    expect(await reviews()).toHaveLength(1);
    const third = await post({ ...complete, 'brand.rating': '2' });
    expect(path(third)).toBe(`/r/${token}?lang=fr`);
    expect(await reviews()).toHaveLength(1);
  });

  it('stores markup and unusual text exactly as typed', async () => {
    const typed = '<script>alert(1)</script> مرحبا 👩‍👩‍👧 =1+1';
    await post({ ...complete, 'brand.comment': typed });
    expect(await reviews()).toMatchObject([{ comment: typed }]);
  });
});

/** As the form's script does, with fields alone. */
function tell(handler: typeof postDraft, fields: Record<string, string>, to = token) {
  const body = new URLSearchParams(fields);
  const request = new Request(`http://localhost/api/public/forms/${to}/x`, { method: 'POST', body });
  return handler(request, { params: Promise.resolve({ token: to }) });
}

describe('while the form is filled in', () => {
  it('keeps what is typed with the link, and nothing more once it was sent', async () => {
    expect((await tell(postDraft, { 'brand.comment': 'Un début' })).status).toBe(204);
    await tell(postDraft, { 'brand.comment': 'Un début, une suite', 'brand.rating': '2' });
    expect(await findReviewLink(token, now())).toMatchObject({
      draft: { brand: { rating: '2', comment: 'Un début, une suite' } },
    });
    await post(complete);
    await tell(postDraft, { 'brand.comment': 'Trop tard' });
    expect(await db.invitation.findUnique({ where: { id: invitationId() } })).toMatchObject({ draft: null });
  });

  it('notes once that the chat was offered and that it opened', async () => {
    const noted = () => db.invitation.findUniqueOrThrow({ where: { id: invitationId() } });
    await tell(postChat, { event: 'shown' });
    const { chatShownAt, chatOpenedAt } = await noted();
    expect(chatShownAt).not.toBeNull();
    expect(chatOpenedAt).toBeNull();
    await tell(postChat, { event: 'opened' });
    await tell(postChat, { event: 'shown' });
    expect((await noted()).chatShownAt).toEqual(chatShownAt);
    expect((await noted()).chatOpenedAt).not.toBeNull();
    expect(await getChatFigures(websiteId, now())).toEqual({ shown: 1, opened: 1, solved: 0 });
    expect((await tell(postChat, { event: 'sold' })).status).toBe(422);
  });

  it('takes nothing for a forged link, and a limited number of either', async () => {
    const forged = `${invitationId()}.AAAAAAAAAAAAAAAAAAAAAAAA`;
    expect((await tell(postChat, { event: 'shown' }, forged)).status).toBe(404);
    await tell(postDraft, { 'brand.comment': 'x' }, forged);
    expect(await db.invitation.findUnique({ where: { id: invitationId() } })).toMatchObject({
      draft: null,
      chatShownAt: null,
    });
    let last = 0;
    for (let index = 0; index < 21; index++) last = (await tell(postChat, { event: 'shown' })).status;
    expect(last).toBe(429);
  });
});

describe('links that open no form', () => {
  it('forged ones, and those of other kinds, lead to the page that says so and store nothing', async () => {
    const forged = [
      `${invitationId()}.AAAAAAAAAAAAAAAAAAAAAAAA`,
      signToken('review', invitationId()),
      signToken('invitation', 'x'),
      'nonsense',
    ];
    for (const to of forged) {
      const response = await post(complete, { to });
      expect(response.status).toBe(303);
      expect(path(response)).toBe(`/r/${encodeURIComponent(to)}?lang=fr`);
      expect(await findReviewLink(to, now())).toBeNull();
    }
    expect(await reviews()).toEqual([]);
  });

  it('expired ones lead to the page that says so and store nothing', async () => {
    await db.invitation.update({
      where: { id: invitationId() },
      data: { expiresAt: new Date('2026-01-01T00:00:00Z') },
    });
    const response = await post(complete);
    expect(path(response)).toBe(`/r/${token}?lang=fr`);
    expect(await findReviewLink(token, now())).toMatchObject({ kind: 'expired' });
    expect(await reviews()).toEqual([]);
  });
});

describe('bots and floods', () => {
  it('a filled trap stores nothing, keeps the text and says why', async () => {
    const response = await post({ ...complete, leave_empty: 'http://spam.example' });
    expect(path(response)).toBe(`/r/${token}?lang=fr&check=trap#errors`);
    expect(await reviews()).toEqual([]);
    expect(await findReviewLink(token, now())).toMatchObject({ draft: { brand: { comment: 'Très bien.' } } });
  });

  it('one link is taken a dozen times a minute, then a page says how long to wait', async () => {
    for (let attempt = 0; attempt < 12; attempt++) expect((await post({})).status).toBe(303);
    const response = await post(complete);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.text()).toContain('revenez en arrière');
    expect(await reviews()).toEqual([]);
  });

  it('an oversized body is refused with a page a person understands', async () => {
    const response = await post({ 'brand.comment': 'x'.repeat(3_000_000) });
    expect(response.status).toBe(413);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('anything that is no form is refused', async () => {
    expect((await post('{"brand":{"rating":5}}', { type: 'application/json' })).status).toBe(415);
    expect((await post('no boundary here', { type: 'multipart/form-data' })).status).toBe(400);
    expect(await reviews()).toEqual([]);
  });

  it('a product of another order is refused whole', async () => {
    const response = await post({ ...complete, 'products.0.ref': 'someone-elses', 'products.0.rating': '1' });
    expect(response.status).toBe(303);
    expect(await reviews()).toEqual([]);
    expect(await findReviewLink(token, now())).toMatchObject({ kind: 'form' });
  });
});

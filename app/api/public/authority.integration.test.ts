/**
 * The invariant of this house: no link that the shop can come by acts as the author. Taken over every route under
 * app/api/public and every page under app/[locale]/(public) that opens by a link, found in the folders, so that a new one is
 * held to it from its first day.
 */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { POST as postOrder } from '@/app/api/v1/orders/route';
import { GET as getReview } from '@/app/api/v1/reviews/[id]/route';
import { GET as listReviews } from '@/app/api/v1/reviews/route';
import { call, openShop, review, type Handler, type Shop } from '@/app/api/v1/testShop';
import { ReviewLinkPage } from '@/components/authorDesk/ReviewLinkPage';
import { submitForm } from '@/lib/reviewForm/form';
import { shopLinkKind } from '@/lib/orders/links';
import { reviewFormSchema } from '@/lib/orders/schema';
import { findErasureLink } from '@/lib/erasure/requests';
import { findContent } from '@/lib/mail/source';
import { now } from '@/lib/platform/clock';
import { readToken, signToken } from '@/lib/platform/crypto/tokens';
import { db } from '@/lib/platform/db/client';
import { authorActs } from '@/lib/authorDesk/authorActs';
import { findReviewLink } from '@/lib/authorDesk/reviewLink';

const form = reviewFormSchema.parse({
  brand: { rating: 1, comment: 'Colis perdu.' },
  products: [],
  displayName: 'initial',
  consent: true,
});
const customer = { firstName: 'Lea', lastName: 'Vraie', email: 'lea@vraie.test' };

let shop: Shop;
let handed: string;
/** All that the shop reads or is answered, and what it can make of that. */
let obtainable: Set<string>;

const as = (handler: unknown, method: string, more: object = {}) =>
  call(handler, method, { as: shop, ...more });
const pushOrder = async (orderRef: string, email = customer.email) => {
  const body = { orderRef, orderDate: '2026-11-20', customer: { ...customer, email }, products: [] };
  const { answer } = await as(postOrder, 'POST', { body });
  return (answer as unknown as { reviewUrl: string }).reviewUrl;
};
const linksIn = (text: string) =>
  [...text.matchAll(/([0-9a-f-]{36}\.[\w-]{20,})/g)].map(([, token]) => token as string);

/** The page of a link as a browser gets it. */
async function open(token: string): Promise<string> {
  const link = await findReviewLink(token, now());
  if (!link) return '';
  const page = { locale: 'fr' as const, token, path: `/r/${token}`, link, isThanks: true, done: 'link' };
  return renderToStaticMarkup(createElement(ReviewLinkPage, page));
}

/** Follows every link from those given, page by page. */
async function reach(tokens: string[]): Promise<Set<string>> {
  const reached = new Set(tokens);
  for (const token of reached) for (const next of linksIn(await open(token))) reached.add(next);
  return reached;
}

beforeAll(async () => {
  shop = await openShop();
  const { answer } = await as((await import('@/app/api/v1/reviews/route')).POST, 'POST', {
    body: review({ orderRef: 'HANDED', author: customer }),
  });
  handed = answer.id;
  const used = await pushOrder('USED');
  await submitForm(linksIn(used)[0] ?? '', form, now());
  const again = await pushOrder('USED');
  expect(again).toBe(used);
  // The second way: an order of the shop's own making, with a review's reference and an address of its own.
  const made = await pushOrder('HANDED', 'shop@shop.test');
  await submitForm(linksIn(made)[0] ?? '', form, now());
  const unused = await pushOrder('UNUSED');
  const ids = (await db.review.findMany({ where: { websiteId: shop.id }, select: { id: true } })).map(
    ({ id }) => id,
  );
  const read = [
    await as(listReviews, 'GET'),
    ...(await Promise.all(ids.map((id) => as(getReview, 'GET', { id })))),
  ];
  const answers = read.map((each) => JSON.stringify(each.answer)).join(' ');
  const macs = [used, made, unused].map((url) => (linksIn(url)[0] ?? '').split('.')[1] ?? '');
  // What it is given, what those pages show, and what it could forge of ids it knows and signatures it holds.
  obtainable = await reach([...linksIn(`${used} ${made} ${unused} ${answers}`)]);
  for (const id of ids) for (const mac of macs) obtainable.add(`${id}.${mac}`);
});

const snapshot = () =>
  db.review.findMany({
    where: { websiteId: shop.id },
    orderBy: { id: 'asc' },
    include: { exchanges: true, appeals: true, events: { orderBy: { seq: 'asc' } } },
  });

const folder = 'app/api/public';
const routes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('route.ts'),
);
const pages = readdirSync('app/[locale]/(public)', { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('page.tsx') && path.includes('[token]'),
);

describe('no link the shop can come by', () => {
  it('is one of the author’s', () => {
    expect(obtainable.size).toBeGreaterThan(5);
    const acting = [...obtainable].filter((token) => readToken('review', token) !== null);
    expect(acting).toEqual([]);
  });

  it.each(routes)('acts as the author at %s', async (path) => {
    const parts = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name as string);
    expect(
      parts.filter((part) => !['token', 'act', 'idWebsite'].includes(part)),
      'teach this test the new part',
    ).toEqual([]);
    const handlers = (await import(/* @vite-ignore */ resolve(folder, path))) as Record<string, Handler>;
    const before = await snapshot();
    for (const token of parts.includes('token') ? obtainable : [shop.id])
      for (const act of parts.includes('act') ? authorActs : ['']) {
        const body = new URLSearchParams({
          rating: '5',
          comment: 'Parfait',
          body: 'Non',
          wish: 'yes',
          email: 'x@shop.test',
        });
        const headers = { 'x-forwarded-for': `${token}${act}`.slice(-40) };
        const request = new Request('http://localhost/x?lang=fr', { method: 'POST', body, headers });
        await handlers.POST?.(request, { params: Promise.resolve({ token, act, idWebsite: shop.id }) });
      }
    expect(await snapshot()).toEqual(before);
  });

  it.each(pages)('opens anything of the author’s at %s', async (path) => {
    expect(path).toMatch(/^(?:r|erasure|unsubscribe)\//);
    for (const token of obtainable) {
      const link = await findReviewLink(token, now());
      expect(link?.kind).not.toBe('review');
      expect(await findErasureLink(token, now())).toBeNull();
      const used = link?.kind === 'used' ? await open(token) : '';
      for (const secret of [customer.email, customer.firstName, form.brand.comment])
        expect(used).not.toContain(secret);
    }
  });
});

describe('"send me my link"', () => {
  const ask = async (token: string) => {
    const { POST } = await import('@/app/api/public/forms/[token]/link/route');
    const request = new Request('http://localhost/x?lang=fr', {
      method: 'POST',
      headers: { 'x-forwarded-for': token },
    });
    return POST(request, { params: Promise.resolve({ token }) });
  };
  const mails = () => db.mail.findMany({ where: { websiteId: shop.id, kind: 'author_links' } });

  it('mails the address of the reviews of this form, once an hour, and answers alike for every link', async () => {
    const used = await db.invitation.findFirstOrThrow({
      where: { websiteId: shop.id, order: { orderRef: 'USED' } },
    });
    const unused = await db.invitation.findFirstOrThrow({
      where: { websiteId: shop.id, order: { orderRef: 'UNUSED' } },
    });
    await db.mail.deleteMany({ where: { websiteId: shop.id } });
    const token = signToken(shopLinkKind, used.id);
    const answers = [];
    for (const each of [
      token,
      token,
      signToken(shopLinkKind, unused.id),
      `${used.id}.AAAAAAAAAAAAAAAAAAAAAAAA`,
    ])
      answers.push({
        status: (await ask(each)).status,
        to: (await ask(each)).headers.get('location')?.replace(each, '…'),
      });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.toAddress).toBe(customer.email);
    const content = await findContent({ ...mail, kind: 'author_links' } as never);
    const reviews = content?.kind === 'author_links' ? content.content.reviews : [];
    expect(reviews).toHaveLength(1);
    const link = await findReviewLink(linksIn(reviews[0]?.url ?? '')[0] ?? '', now());
    expect(link).toMatchObject({ kind: 'review', review: { comment: form.brand.comment } });
  });

  it('never leads from an order of the shop’s making to a review it did not cause', async () => {
    const made = await db.invitation.findFirstOrThrow({
      where: { websiteId: shop.id, order: { orderRef: 'HANDED' } },
    });
    await db.mail.deleteMany({ where: { websiteId: shop.id } });
    await ask(signToken(shopLinkKind, made.id));
    const [mail] = await mails();
    const content = await findContent({ ...mail, kind: 'author_links' } as never);
    const urls = content?.kind === 'author_links' ? content.content.reviews.map(({ url }) => url) : [];
    expect(urls.length).toBe(1);
    expect(urls.join()).not.toContain(handed);
  });

  it('tires of being asked', async () => {
    const used = await db.invitation.findFirstOrThrow({
      where: { websiteId: shop.id, order: { orderRef: 'USED' } },
    });
    const statuses = [];
    for (let index = 0; index < 8; index++)
      statuses.push((await ask(signToken(shopLinkKind, used.id))).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

import { NextRequest } from 'next/server';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { POST as publish } from '@/app/api/reviews/[id]/publication/route';
import { POST as reply } from '@/app/api/reviews/[id]/replies/route';
import { GET as readVersion } from '@/app/api/reviews/[id]/version/route';
import { db, transaction } from '@/lib/platform/db/client';
import { sendDueReplies } from '@/lib/reviews/pendingReplies';
import { findTicketOfReview } from '@/lib/sync/queries';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

/** What the browser's cookies would say; the session row, the memberships and the rights are read from the database. */
const browser = { sessionId: '', website: '' };
vi.mock('next/headers', () => ({
  cookies: () => Promise.resolve({ get: () => ({ value: browser.website }) }),
}));
vi.mock('next-auth', () => ({
  default: () => undefined,
  getServerSession: () => Promise.resolve({ sessionId: browser.sessionId }),
}));

const start = new Date(Date.now() - 3 * 86_400_000);
const unknownId = '0198c0de-0000-7000-8000-000000000000';
let own: { id: string; merchantId: string };
let foreign: { id: string; merchantId: string };
let orders = 0;

async function member(role: 'merchant' | 'agent', merchantId: string): Promise<string> {
  const email = `${role}-${merchantId}@portal.test`;
  const user = await transaction((tx) =>
    makeUser(tx, { email, name: `${role} Test`, password: 'long enough' }),
  );
  await db.membership.create({ data: { userId: user.id, merchantId, role } });
  const expiresAt = new Date(Date.now() + 3_600_000);
  return (await db.session.create({ data: { id: email, userId: user.id, expiresAt } })).id;
}

async function review(websiteId: string, minutes = 0): Promise<string> {
  orders += 1;
  const at = new Date(start.getTime() + minutes * 60_000);
  const made = await transaction((tx) =>
    makeReview(tx, { websiteId, at, rating: 1, orderRef: `P-${orders}` }),
  );
  return made.id;
}

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

async function call(route: Route, id: string, body?: object) {
  const headers = { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/json' };
  const method = route === readVersion ? 'GET' : 'POST';
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const answer = await route(new NextRequest('http://localhost/api/reviews', init), {
    params: Promise.resolve({ id }),
  });
  const json = (await answer.json()) as Record<string, unknown> & { code?: string };
  return { status: answer.status, json, code: json.code };
}

const routes: [string, Route, object?][] = [
  ['publication', publish],
  ['replies', reply, { body: 'Bonjour' }],
  ['version', readVersion],
];

const sessions = { merchant: '', agent: '' };
beforeAll(async () => {
  own = await transaction((tx) => makeWebsite(tx));
  foreign = await transaction((tx) => makeWebsite(tx, { name: 'Maison Voisine' }));
  sessions.merchant = await member('merchant', own.merchantId);
  sessions.agent = await member('agent', own.merchantId);
});
beforeEach(() => Object.assign(browser, { sessionId: sessions.merchant, website: own.id }));

describe('the portal’s review routes', () => {
  it.each(routes)(
    '%s answers a foreign, an unknown and a senseless id alike, and changes nothing',
    async (_name, route, body) => {
      const foreignId = await review(foreign.id);
      const answers = [
        await call(route, foreignId, body),
        await call(route, unknownId, body),
        await call(route, 'x', body),
      ];
      expect(answers.map(({ status, code }) => [status, code])).toEqual(Array(3).fill([404, 'not_found']));
      expect(answers[0]?.json.detail).toBe(answers[1]?.json.detail);
      expect(await db.reviewEvent.count({ where: { reviewId: foreignId } })).toBe(1);
      expect(await db.exchange.count({ where: { reviewId: foreignId } })).toBe(0);
      expect(await db.pendingReply.count({ where: { reviewId: foreignId } })).toBe(0);
    },
  );

  it.each(routes)('%s takes no website cookie for a right', async (_name, route, body) => {
    browser.website = foreign.id;
    expect((await call(route, await review(foreign.id), body)).status).toBe(404);
  });

  it.each(routes)('%s wants a session that is still open', async (_name, route, body) => {
    browser.sessionId = 'revoked-or-invented';
    expect((await call(route, await review(own.id), body)).status).toBe(401);
  });

  it('lets an agent reply, under their name, but not publish', async () => {
    browser.sessionId = sessions.agent;
    const id = await review(own.id);
    expect((await call(publish, id)).status).toBe(403);
    expect((await call(reply, id, { body: '  Bonjour  ' })).status).toBe(202);
    const { dueAt } = await db.pendingReply.findFirstOrThrow({ where: { reviewId: id } });
    await sendDueReplies(dueAt);
    const exchange = await db.exchange.findFirstOrThrow({ where: { reviewId: id } });
    expect(exchange).toMatchObject({
      origin: 'merchant',
      source: 'portal',
      body: 'Bonjour',
      authorName: 'agent Test',
    });
    expect(await db.review.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'in_moderation' });
  });

  it('refuses a reply that is empty or says more than a reply', async () => {
    const id = await review(own.id);
    expect((await call(reply, id, { body: ' ' })).status).toBe(422);
    expect((await call(reply, id, { body: 'x', websiteId: foreign.id })).status).toBe(422);
    expect(await db.pendingReply.count({ where: { reviewId: id } })).toBe(0);
  });
});

describe('the queue behind the Publish button', () => {
  it('goes in order: the newer review is refused until the older one is out, and once only', async () => {
    const site = await transaction((tx) => makeWebsite(tx, { merchantId: own.merchantId }));
    browser.website = site.id;
    const older = await review(site.id, 1);
    const newer = await review(site.id, 2);
    expect((await call(publish, newer)).code).toBe('held_by_queue');
    expect((await call(publish, older)).status).toBe(200);
    expect((await call(publish, older)).code).toBe('not_in_moderation');
    expect((await call(publish, newer)).status).toBe(200);
  });
});

describe('what an open page asks for every few seconds', () => {
  it('changes with the review, its queue and its ticket, and with nothing else', async () => {
    const site = await transaction((tx) => makeWebsite(tx, { merchantId: own.merchantId }));
    browser.website = site.id;
    const id = await review(site.id, 1);
    const seen = async () => (await call(readVersion, id)).json.version;
    const versions = [await seen()];
    expect(await seen()).toBe(versions[0]);
    await call(reply, id, { body: 'Bonjour' });
    versions.push(await seen());
    await review(site.id, 2);
    versions.push(await seen());
    const connection = await db.zendeskConnection.create({
      data: { websiteId: site.id, subdomain: 'acme', method: 'api_token' },
    });
    versions.push(await seen());
    await db.ticketLink.create({
      data: {
        reviewId: id,
        connectionId: connection.id,
        subdomain: 'acme',
        externalId: `t:${id}`,
        ticketId: 42n,
      },
    });
    versions.push(await seen());
    expect(new Set(versions).size).toBe(versions.length);
    expect(await findTicketOfReview(id)).toMatchObject({
      state: 'updating',
      ticketId: '42',
      subdomain: 'acme',
    });
    expect((await findTicketOfReview(id)).url).toMatch(/acme.*\/agent\/tickets\/42$/);
  });
});

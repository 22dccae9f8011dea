import { NextRequest } from 'next/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { POST as preview } from '@/app/api/reviews/[id]/replies/preview/route';
import { db, transaction } from '@/lib/platform/db/client';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

/** What the browser's cookies would say. */
const browser = { sessionId: '', website: '' };
vi.mock('next/headers', () => ({
  cookies: () => Promise.resolve({ get: () => ({ value: browser.website }) }),
}));
vi.mock('next-auth', () => ({
  default: () => undefined,
  getServerSession: () => Promise.resolve(browser.sessionId ? { sessionId: browser.sessionId } : null),
}));

let reviewId = '';
let signedIn = '';

beforeAll(async () => {
  await transaction(async (tx) => {
    const website = await makeWebsite(tx);
    const user = await makeUser(tx, { email: 'origins@portal.test', name: 'Alix', password: 'long enough' });
    await tx.membership.create({
      data: { userId: user.id, merchantId: website.merchantId, role: 'merchant' },
    });
    const expiresAt = new Date(Date.now() + 3_600_000);
    signedIn = (await tx.session.create({ data: { id: 'origins', userId: user.id, expiresAt } })).id;
    reviewId = (await makeReview(tx, { websiteId: website.id, at: new Date(), rating: 1 })).id;
    browser.website = website.id;
  });
});

async function call(origin: string) {
  const headers = { host: 'localhost', origin, 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ body: 'Bonjour, merci pour votre avis.' }) };
  const answer = await preview(new NextRequest('http://localhost/api/reviews', init), {
    params: Promise.resolve({ id: reviewId }),
  });
  const json = (await answer.json()) as { code?: string };
  return { status: answer.status, code: json.code };
}

const origins = [
  'null',
  'http://',
  'about:blank',
  'https://a.example, https://b.example',
  'https://a.example https://b.example',
  'not an address',
  'https://localhost.evil.example',
  'http://localhost, http://localhost',
  'http://user@localhost',
  'http://localhost/',
];

describe.each(['with', 'without'])('a writing call %s a session', (which) => {
  it.each(origins)('that names the origin %s is refused and changes nothing', async (origin) => {
    browser.sessionId = which === 'with' ? signedIn : '';
    expect(await call(origin)).toEqual({ status: 403, code: 'forbidden' });
    expect(await db.exchange.count({ where: { reviewId } })).toBe(0);
  });
});

it('from our own origin goes on', async () => {
  browser.sessionId = signedIn;
  expect((await call('http://localhost')).status).toBe(200);
  browser.sessionId = '';
  expect((await call('http://localhost')).status).toBe(401);
});

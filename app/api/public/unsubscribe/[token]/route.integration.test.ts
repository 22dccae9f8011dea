import { beforeEach, expect, it, vi } from 'vitest';
import { GET, POST } from '@/app/api/public/unsubscribe/[token]/route';
import { unsubscribeUrl } from '@/lib/mail/links';
import { findContent } from '@/lib/mail/source';
import { db } from '@/lib/platform/db/client';
import { insertWebsite } from '@/lib/certificate/testRows';

vi.mock('next/headers', () => ({}));

let invitationId: string;
let token: string;

beforeEach(async () => {
  const website = await insertWebsite();
  const order = await db.order.create({
    data: {
      websiteId: website.id,
      orderRef: 'A1',
      orderDate: new Date(),
      firstName: 'Claire',
      lastName: 'Delmas',
      email: 'claire@example.test',
      locale: 'fr',
      invitation: {
        create: { websiteId: website.id, sendAt: new Date(), expiresAt: new Date(Date.now() + 1e9) },
      },
    },
    include: { invitation: true },
  });
  invitationId = order.invitation?.id ?? '';
  token = unsubscribeUrl(invitationId).split('/').at(-1) ?? '';
});

const post = (body: string, at = token) =>
  POST(
    new Request(`http://localhost/api/public/unsubscribe/${at}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    { params: Promise.resolve({ token: at }) },
  );
const mail = () =>
  findContent({
    kind: 'invitation',
    websiteId: null,
    reviewId: null,
    locale: 'fr',
    data: { invitationId },
    createdAt: new Date(),
  });

it('one click of a mail program ends the invitations, again is the same', async () => {
  expect(await mail()).not.toBeNull();
  for (let round = 0; round < 2; round++) expect((await post('List-Unsubscribe=One-Click')).status).toBe(200);
  expect(await mail()).toBeNull();
  const kept = await db.mailOptOut.findFirstOrThrow();
  expect(Buffer.from(kept.emailHash).toString('utf8')).not.toContain('claire');
});

it('the page ends them and allows them again, and is shown after each', async () => {
  const answer = await post('choice=stop');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/unsubscribe/${token}`]);
  expect(await mail()).toBeNull();
  await post('choice=resume');
  expect(await mail()).not.toBeNull();
});

it('opening the address changes nothing: scanners of mail do that', async () => {
  const answer = await GET(new Request(`http://localhost/api/public/unsubscribe/${token}`), {
    params: Promise.resolve({ token }),
  });
  expect(answer.status).toBe(303);
  expect(await mail()).not.toBeNull();
});

it('a forged link changes nothing and says so', async () => {
  const forged = `${invitationId}.AAAAAAAAAAAAAAAAAAAAAAAA`;
  expect((await post('List-Unsubscribe=One-Click', forged)).status).toBe(404);
  expect(await mail()).not.toBeNull();
});

import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { POST } from '@/app/api/public/certificates/[idWebsite]/alerts/route';
import { alertTrapField } from '@/lib/moderationDesk/alertForm';
import { db } from '@/lib/platform/db/client';
import { insertReview, insertWebsite } from '@/lib/certificate/testRows';

let websiteId: string;
let reviewId: string;
/** Each test from an address of its own, so that none uses up another's allowance. */
let address: string;

beforeEach(async () => {
  websiteId = (await insertWebsite()).id;
  reviewId = (await insertReview(websiteId)).id;
  address = randomUUID();
});

/** As a browser without a script sends the form. */
async function post(fields: Record<string, string>, website = websiteId) {
  const request = new Request(`http://localhost/api/public/certificates/${website}/alerts?lang=en`, {
    method: 'POST',
    headers: { 'x-forwarded-for': address },
    body: new URLSearchParams({
      review: reviewId,
      reason: 'promo_spam',
      comment: 'Advertising.',
      ...fields,
    }),
  });
  const response = await POST(request, { params: Promise.resolve({ idWebsite: website }) });
  return {
    status: response.status,
    to: new URL(response.headers.get('location') ?? 'x:', 'http://localhost'),
  };
}
const stored = () => db.alert.findMany({ where: { reviewId } });

it('stores an alert and sends the reader on by GET', async () => {
  const { status, to } = await post({ comment: '<script>alert(1)</script> 🌒 مرحبا' });
  expect(status).toBe(303);
  expect(to.pathname).toBe(`/certificate/${websiteId}/report`);
  expect(Object.fromEntries(to.searchParams)).toEqual({ review: reviewId, lang: 'en', sent: '1' });
  expect(await stored()).toMatchObject([
    { reason: 'promo_spam', comment: '<script>alert(1)</script> 🌒 مرحبا', locale: 'en', state: 'open' },
  ]);
});

it('asks again for what is missing, too long or not to be stored, and keeps nothing of it', async () => {
  const bad: Record<string, string>[] = [
    { reason: '' },
    { reason: 'author_request' },
    { comment: '  ' },
    { comment: 'x'.repeat(1001) },
    { comment: 'a\0b' },
    { review: 'x' },
  ];
  for (const fields of bad) expect((await post(fields)).to.searchParams.get('check')).toBe('form');
  expect(await stored()).toEqual([]);
});

it('thanks a bot that filled the trap and stores nothing', async () => {
  const { to } = await post({ [alertTrapField]: 'https://spam.example' });
  expect(to.searchParams.get('sent')).toBe('1');
  expect(await stored()).toEqual([]);
});

it('stores nothing for a review of another website, or one that is not public', async () => {
  const other = await insertWebsite();
  expect((await post({}, other.id)).to.searchParams.has('sent')).toBe(false);
  await db.review.update({ where: { id: reviewId }, data: { status: 'withdrawn', withdrawnAt: new Date() } });
  expect((await post({})).to.searchParams.has('sent')).toBe(false);
  expect(await stored()).toEqual([]);
});

it('limits one address', async () => {
  const answers = [];
  for (let count = 0; count < 11; count++) answers.push((await post({})).to.searchParams.get('check'));
  expect(answers.at(-1)).toBe('limited');
  expect(answers.slice(0, 10)).toEqual(Array(10).fill(null));
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { transaction } from '@/lib/platform/db/client';
import { createCertificateHandler, isCertificate } from '@/lib/certificate/certificateHttp';
import { insertReview, insertWebsite } from '@/lib/certificate/testRows';
import { withdrawReview } from '@/lib/reviews/service';

/** Stands where Next does: draws a page that says what it was asked, and counts how often it was asked. */
let drawn: { url: string; cookie: string | undefined }[] = [];
let status = 200;
const draw = async (request: IncomingMessage, response: ServerResponse) => {
  drawn.push({ url: request.url ?? '', cookie: request.headers.cookie });
  const html = `<p>${request.url} ${drawn.length}</p>`;
  const isGzip = request.headers['accept-encoding'] === 'gzip';
  response.statusCode = status;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', `script-src 'nonce-${drawn.length}'`);
  if (isGzip) response.setHeader('content-encoding', 'gzip');
  response.write(isGzip ? gzipSync(html) : html);
  response.end();
  return Promise.resolve();
};

let server: Server;
let origin: string;
let id: string;

beforeAll(async () => {
  const handle = createCertificateHandler(draw);
  server = createServer((request, response) => {
    if (isCertificate(request)) handle(request, response);
    else void draw(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(async () => {
  drawn = [];
  status = 200;
  id = (await insertWebsite()).id;
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${origin}${path}`, {
    headers: { 'accept-encoding': 'identity', ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

it('draws once, gives the same page with its own policy to everybody, and 304 to whoever has it', async () => {
  const first = await get(`/certificate/${id}`);
  const second = await get(`/certificate/${id}`);
  expect(drawn).toHaveLength(1);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('content-security-policy')).toBe("script-src 'nonce-1'");
  const third = await get(`/certificate/${id}`, { 'if-none-match': second.headers.get('etag') ?? '' });
  expect(third.status).toBe(304);
});

it('draws anew with the first request after a change of what is shown', async () => {
  const review = await insertReview(id);
  await get(`/certificate/${id}`);
  const actor = { kind: 'author' as const, name: '' };
  await transaction((tx) => withdrawReview(tx, { reviewId: review.id, actor, at: new Date() }));
  await get(`/certificate/${id}`);
  expect(drawn).toHaveLength(2);
});

it('speaks the website’s language without a detour, or the one asked for', async () => {
  const british = await insertWebsite({ locale: 'en-GB', platform: 'UK' });
  await get(`/certificate/${british.id}`);
  await get(`/certificate/${british.id}?lang=fr`);
  await get(`/certificate/${british.id}?lang=xx`);
  expect(drawn.map(({ url }) => url)).toEqual([
    `/certificate/${british.id}?lang=en`,
    `/certificate/${british.id}?lang=fr`,
  ]);
});

it('lets nothing of a visitor into the page: sessions, campaigns and unknown parameters are left out', async () => {
  await get(`/certificate/${id}?utm_source=mail&sort=drop`, { cookie: 'session=secret; theme=dark; x=1' });
  expect(drawn).toEqual([{ url: `/certificate/${id}?lang=fr`, cookie: 'theme=dark' }]);
  await get(`/certificate/${id}?fbclid=1`, { cookie: 'theme=dark; session=other' });
  expect(drawn).toHaveLength(1);
  await get(`/certificate/${id}`);
  expect(drawn[1]?.cookie).toBeUndefined();
});

it('keeps compressed and plain pages apart', async () => {
  const zipped = await get(`/certificate/${id}`, { 'accept-encoding': 'gzip, br' });
  const again = await get(`/certificate/${id}`, { 'accept-encoding': 'br;q=1, gzip' });
  expect(again.text).toBe(zipped.text);
  expect((await get(`/certificate/${id}`)).text).toContain('lang=fr 2');
  expect(drawn).toHaveLength(2);
});

it('keeps no failed page, and leaves to Next what is no certificate', async () => {
  status = 500;
  expect((await get(`/certificate/${id}`)).status).toBe(500);
  status = 200;
  expect((await get(`/certificate/${id}`)).status).toBe(200);
  await get(`/certificate/${randomUUID()}`);
  await get(`/certificate/${id}/report?review=1`);
  await get(`/certificate/${id}`, { rsc: '1' });
  expect(drawn).toHaveLength(5);
});

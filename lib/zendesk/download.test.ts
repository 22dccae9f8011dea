import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuthProvider } from '@/lib/zendesk/auth';
import { downloadFile } from '@/lib/zendesk/download';

const origin = 'https://shop.zendesk.com';
const files = 'https://p7.zdusercontent.com';
const path = '/attachments/token/Kx1/?name=carte.jpg';
const auth: AuthProvider = { header: () => Promise.resolve('Bearer of-the-connection') };
const fetchFile = (address = origin + path, given = auth) =>
  downloadFile(address, { origin, maxBytes: 100, auth: given });

let wire: MockAgent;
let seen: [place: string, authorization: string | null][];
const before = getGlobalDispatcher();

beforeEach(() => {
  wire = new MockAgent();
  wire.disableNetConnect();
  setGlobalDispatcher(wire);
  seen = [];
});
afterEach(async () => {
  setGlobalDispatcher(before);
  await wire.close();
});

type Reply = { statusCode: number; data?: string; location?: string };

/** One answer, and a note of who asked with which credentials. */
function answer(at: string, pathname: string, reply: Reply | ((authorization: string | null) => Reply)) {
  wire
    .get(at)
    .intercept({ path: pathname })
    .reply(({ headers }) => {
      const authorization = new Headers(headers).get('authorization');
      seen.push([at, authorization]);
      const { statusCode, data = '', location } = typeof reply === 'function' ? reply(authorization) : reply;
      return { statusCode, data, responseOptions: { headers: location ? { location } : {} } };
    });
}

/** Where files are private, the account asks who wants one, then leads to its host for files. */
const privately = (authorization: string | null): Reply =>
  authorization ? { statusCode: 302, location: `${files}/f?token=t` } : { statusCode: 403 };

describe('a file of a ticket', () => {
  it('comes home where the account keeps files private, and its host for files never sees credentials', async () => {
    answer(origin, path, privately);
    answer(files, '/f?token=t', { statusCode: 200, data: 'JPEG' });
    expect(Buffer.from(await fetchFile()).toString()).toBe('JPEG');
    expect(seen).toEqual([
      [origin, 'Bearer of-the-connection'],
      [files, null],
    ]);
  });

  it('never gets credentials after the first step, though a redirect leads back to the account', async () => {
    answer(origin, path, { statusCode: 302, location: `${files}/f` });
    answer(files, '/f', { statusCode: 302, location: `${origin}/again` });
    answer(origin, '/again', { statusCode: 200, data: 'x' });
    await fetchFile();
    expect(seen.map(([, authorization]) => authorization)).toEqual(['Bearer of-the-connection', null, null]);
  });

  it('sends none to the host for files, though the ticket names it at once', async () => {
    answer(files, '/f', { statusCode: 200, data: 'x' });
    await fetchFile(`${files}/f`);
    expect(seen).toEqual([[files, null]]);
  });

  it('is asked for once more with a fresh token, and not a third time', async () => {
    let token = 'old';
    const renewing: AuthProvider = {
      header: () => Promise.resolve(`Bearer ${token}`),
      onUnauthorized: () => Promise.resolve(token === 'old' && (token = 'new') === 'new'),
    };
    const judge = (authorization: string | null): Reply =>
      authorization === 'Bearer new' ? { statusCode: 200, data: 'x' } : { statusCode: 401 };
    answer(origin, path, judge);
    answer(origin, path, judge);
    await fetchFile(undefined, renewing);
    answer(origin, path, { statusCode: 401 });
    await expect(fetchFile(undefined, renewing)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(seen).toHaveLength(3);
  });

  it.each([
    'https://elsewhere.test/f',
    'https://shop.zendesk.com.elsewhere.test/f',
    'http://shop.zendesk.com/f',
    'https://zdusercontent.com.elsewhere.test/f',
    'http://p7.zdusercontent.com/f',
    'https://p7.zdusercontent.com:8443/f',
    'file:///etc/passwd',
  ])('is not fetched from %s, be it named by the ticket or by a redirect', async (address) => {
    await expect(fetchFile(address)).rejects.toMatchObject({ kind: 'malformed' });
    answer(origin, path, { statusCode: 302, location: address });
    await expect(fetchFile()).rejects.toMatchObject({ kind: 'malformed' });
    expect(seen).toEqual([[origin, 'Bearer of-the-connection']]);
  });

  it('is refused when it is too large, gone, or kept from us', async () => {
    answer(origin, path, { statusCode: 200, data: 'x'.repeat(101) });
    await expect(fetchFile()).rejects.toMatchObject({ kind: 'malformed' });
    answer(origin, path, { statusCode: 404 });
    await expect(fetchFile()).rejects.toMatchObject({ kind: 'not_found' });
    answer(origin, path, { statusCode: 403 });
    await expect(fetchFile()).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

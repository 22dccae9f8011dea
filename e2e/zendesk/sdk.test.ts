import { describe, expect, it } from 'vitest';
import { fillSecureSettings, readRequest } from './host/secure';
import { readPackage } from './apps/package';
import { MANIFEST, packageFiles, zip } from './apps/testing';
import { Calls } from './sdk/calls';
import { runHook } from './sdk/hooks';
import { isHostAllowed, readAddress } from './sdk/origins';

describe('the SDK', () => {
  it.each([
    'https://shop.zendesk.com',
    'http://localhost',
    'https://localhost:3000',
    'http://127.0.0.1:4000',
  ])('speaks with %s', (origin) => expect(isHostAllowed(origin)).toBe(true));

  it.each([
    'http://shop.zendesk.com',
    'https://zendesk.com.evil.test',
    'https://evil-zendesk.com',
    'https://shop.zendesk.com.evil.test',
    'https://shop.zendesk.com:8443',
    'http://127.0.0.2',
    'http://localhost.evil.test',
    'null',
  ])('refuses %s', (origin) => expect(isHostAllowed(origin)).toBe(false));

  it('finds its host in the query, or else in the fragment, and needs both parts', () => {
    const address = { origin: 'https://a.zendesk.com', appGuid: 'g' };
    expect(readAddress({ search: '?origin=https://a.zendesk.com&app_guid=g', hash: '' })).toEqual(address);
    expect(readAddress({ search: '', hash: '#origin=https://a.zendesk.com&app_guid=g' })).toEqual(address);
    expect(readAddress({ search: '?origin=https://a.zendesk.com', hash: '' })).toBeNull();
  });

  it('rejects a single call by its entry in errors and leaves errors of several to the caller', async () => {
    const calls = new Calls();
    const answer = (result: object) => (id: number) => calls.answer({ id, result: result as never });
    const errors = { a: { message: 'no' } };
    await expect(calls.start(['a'], answer({ errors }))).rejects.toThrow('no');
    expect(await calls.start(['a', 'b'], answer({ b: 1, errors }))).toEqual({ b: 1, errors });
    await expect(
      calls.start(['a'], (id) => calls.answer({ id, error: { message: 'gone' } })),
    ).rejects.toThrow('gone');
  });

  it('lets a handler of a hook object by false, text or an Error returned at once, by a throw or a rejection', async () => {
    const yes = [() => true, () => undefined, () => Promise.resolve(0)];
    expect(await runHook(yes)).toBeNull();
    const cases: [() => unknown, string][] = [
      [() => false, ''],
      [() => 'too long', 'too long'],
      [() => new Error('bad'), 'bad'],
      [() => Promise.reject(new Error('broken')), 'broken'],
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the SDK takes a text too
      [() => Promise.reject('in words'), 'in words'],
      [
        () => {
          throw new Error('thrown');
        },
        'thrown',
      ],
    ];
    for (const [handler, words] of cases) expect(await runHook([...yes, handler])).toBe(words);
  });

  it.each([
    ['text', 'no'],
    ['false', false],
    ['an Error', new Error('no')],
  ])('never looks at what a promise is fulfilled with: %s stops nothing', async (_, value) => {
    expect(await runHook([() => Promise.resolve(value)])).toBeNull();
    expect(await runHook([() => ({ then: (done: (told: unknown) => void) => done(value) })])).toBeNull();
  });
});

describe('the proxy', () => {
  const parameters = [
    { name: 'website', type: 'text' },
    { name: 'secret', type: 'text', secure: true },
    { name: 'pass', type: 'text', secure: true, scopes: ['basic_auth_password'] },
  ];
  const labels = { website: { label: 'W' }, secret: { label: 'S' }, pass: { label: 'P' } };
  const translation = JSON.stringify({ app: { name: 'Reviews', parameters: labels } });
  const app = readPackage(
    zip(packageFiles({ ...MANIFEST, parameters }, { 'translations/en.json': translation })),
  );
  const settings = { website: 'w-1', secret: 's"1', pass: 'p:1' };
  const fill = (options: object) => fillSecureSettings(app, settings, { secure: true, ...options });
  const url = 'http://localhost:3000/api';

  it('fills secure settings into headers, body and address, encoded where it must be', () => {
    const request = fill({
      url: `${url}?key={{setting.secret}}`,
      type: 'post',
      headers: { 'X-Key': '{{ setting.secret }}' },
      data: { key: '{{setting.secret}}' },
      contentType: 'application/json',
    });
    expect(request).toMatchObject({ method: 'POST', url: `${url}?key=s%221`, headers: { 'x-key': 's"1' } });
    expect(request.body).toBe('{"key":"s"1"}');
  });

  it('joins and encodes a Basic pair for its placeholder', () => {
    const basic_auth = { username: 'w-1', password: '{{setting.pass}}' };
    const headers = { Authorization: 'Basic {{basic_auth.token}}' };
    const token = Buffer.from('w-1:p:1').toString('base64');
    expect(fill({ url, basic_auth, headers }).headers).toEqual({ authorization: `Basic ${token}` });
  });

  it.each([
    ['a host outside the list', { url: 'https://elsewhere.test/api' }],
    ['a host that only looks listed', { url: 'https://localhost.evil.test/api' }],
    ['a setting that is not secure', { url, headers: { a: '{{setting.website}}' } }],
    ['a setting there is not', { url, headers: { a: '{{setting.other}}' } }],
    ['a setting out of its scope', { url, headers: { a: '{{setting.pass}}' } }],
    ['a token without a pair', { url, headers: { a: '{{basic_auth.token}}' } }],
    ['a method there is not', { url, type: 'TRACE' }],
  ])('refuses %s', (_, options) => {
    expect(() => fill(options)).toThrow('Proxy error');
  });

  it('sends data as a query, a form or as it is', () => {
    expect(readRequest({ url, data: { a: '1 2' } })).toMatchObject({ url: `${url}?a=1+2`, body: null });
    expect(readRequest({ url, type: 'PUT', data: { a: 1 } })).toMatchObject({ method: 'PUT', body: 'a=1' });
    expect(readRequest({ url, type: 'POST', data: 'raw' }).body).toBe('raw');
  });
});

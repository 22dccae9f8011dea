import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  apiTokenAuth,
  clientCredentialsAuth,
  passwordAuth,
  type ClientCredentials,
} from '@/lib/zendesk/auth';
import { createZendeskClient } from '@/lib/zendesk/client';
import {
  json,
  rejection,
  startFakeZendesk,
  type FakeZendesk,
  type Handler,
} from '@/lib/zendesk/testing/fakeZendesk';
import { memoryTokenCache } from '@/lib/zendesk/tokenCache';

const running: FakeZendesk[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.close()));
});

const anything = z.looseObject({});
const invalidToken = { error: 'invalid_token', error_description: 'The access token provided is expired.' };

/** A server that hands out token-1, token-2… and takes only those a test has not revoked. */
async function startTokenServer(
  answer: (count: number) => Record<string, unknown> = () => ({}),
  status = 200,
) {
  const revoked = new Set<string>();
  let issued = 0;
  const handler: Handler = (request, response) => {
    if (request.path === '/oauth/tokens') {
      issued += 1;
      return json(response, status, {
        access_token: `token-${issued}`,
        token_type: 'bearer',
        scope: 'read write',
        ...answer(issued),
      });
    }
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    return revoked.has(token) ? json(response, 401, invalidToken) : json(response, 200, { token });
  };
  const fake = await startFakeZendesk(handler);
  running.push(fake);
  return { fake, revoked, issued: () => issued };
}

const clock = { nowMs: 0 };
beforeEach(() => {
  clock.nowMs = 1_000_000;
});
const credentials = (fake: FakeZendesk, more: Partial<ClientCredentials> = {}): ClientCredentials => ({
  clientId: 'verified_reviews',
  clientSecret: 's3cret-canary',
  baseUrl: fake.url,
  nowMs: () => clock.nowMs,
  ...more,
});

function clientOf(fake: FakeZendesk, more: Partial<ClientCredentials> = {}) {
  const client = createZendeskClient({
    baseUrl: fake.url,
    auth: clientCredentialsAuth(credentials(fake, more)),
  });
  return () => client.request({ method: 'GET', path: '/api/v2/users/me', schema: anything });
}

it('signs in with password and API token as Zendesk spells them', async () => {
  const decode = (header: string) => Buffer.from(header.replace('Basic ', ''), 'base64').toString('utf8');
  expect(decode(await passwordAuth({ email: 'léa@acme.test', password: 'a:b' }).header())).toBe(
    'léa@acme.test:a:b',
  );
  expect(decode(await apiTokenAuth({ email: 'lea@acme.test', apiToken: 'tok' }).header())).toBe(
    'lea@acme.test/token:tok',
  );
});

describe('OAuth client credentials', () => {
  it('asks once, as JSON and with a lifetime, however many calls wait for the token', async () => {
    const { fake, issued } = await startTokenServer(() => ({ expires_in: 7200 }));
    const call = clientOf(fake);
    await expect(Promise.all(Array.from({ length: 20 }, call))).resolves.toEqual(
      Array(20).fill({ token: 'token-1' }),
    );
    expect(issued()).toBe(1);
    expect(JSON.parse(fake.requests[0]?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      client_id: 'verified_reviews',
      client_secret: 's3cret-canary',
      scope: 'read write',
      expires_in: 7200,
    });
    expect(fake.requests[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it.each([
    ['200 with a lifetime', 200, { expires_in: 3600 }, 3600],
    ['201', 201, { expires_in: 3600 }, 3600],
    ['a lifetime as text', 200, { expires_in: '3600' }, 3600],
    ['no lifetime at all', 200, {}, 1800],
  ])('understands %s and renews before the end', async (_name, status, answer, lifetimeSeconds) => {
    const { fake, issued } = await startTokenServer(() => answer, status);
    const call = clientOf(fake);
    await call();
    const startMs = clock.nowMs;
    clock.nowMs = startMs + (lifetimeSeconds - 61) * 1000;
    await call();
    expect(issued()).toBe(1);
    clock.nowMs = startMs + (lifetimeSeconds - 59) * 1000;
    await expect(call()).resolves.toEqual({ token: 'token-2' });
  });

  it('renews once when twenty calls find the token refused, and each of them goes through', async () => {
    const { fake, revoked, issued } = await startTokenServer(() => ({ expires_in: 7200 }));
    const call = clientOf(fake);
    await call();
    revoked.add('token-1');
    await expect(Promise.all(Array.from({ length: 20 }, call))).resolves.toEqual(
      Array(20).fill({ token: 'token-2' }),
    );
    expect(issued()).toBe(2);
  });

  it('tries once more only: a token that is never taken ends in unauthorized', async () => {
    const { fake, revoked, issued } = await startTokenServer(() => ({ expires_in: 7200 }));
    ['token-1', 'token-2', 'token-3'].forEach((token) => revoked.add(token));
    expect(await rejection(clientOf(fake)())).toMatchObject({ kind: 'unauthorized', code: 'invalid_token' });
    expect(issued()).toBe(2);
  });

  it('shares a token between processes: the second finds what the first fetched', async () => {
    const { fake, issued } = await startTokenServer(() => ({ expires_in: 7200 }));
    const cache = memoryTokenCache();
    const processes = Array.from({ length: 5 }, () => clientOf(fake, { cache }));
    await Promise.all(processes.map((call) => call()));
    expect(issued()).toBe(1);
    await expect(clientOf(fake, { cache })()).resolves.toEqual({ token: 'token-1' });
    expect(issued()).toBe(1);
  });

  it('takes the newer token another process fetched rather than asking again', async () => {
    const { fake, revoked, issued } = await startTokenServer(() => ({ expires_in: 7200 }));
    const cache = memoryTokenCache();
    const call = clientOf(fake, { cache });
    await call();
    revoked.add('token-1');
    const other = {
      accessToken: 'token-of-another',
      expiresAt: new Date(clock.nowMs + 60_000),
      refreshToken: null,
      refreshExpiresAt: null,
    };
    await cache.write(other);
    await expect(call()).resolves.toEqual({ token: 'token-of-another' });
    expect(issued()).toBe(1);
  });

  it.each([
    [401, { error: 'invalid_client', error_description: 'Client authentication failed' }],
    [400, { error: 'invalid_client' }],
    [400, { error: 'unauthorized_client' }],
    [403, { error: 'invalid_grant' }],
    [400, { error: 'invalid_scope' }],
  ])('calls a refused client unauthorized (%i %j)', async (status, body) => {
    const fake = await startFakeZendesk((_request, response) => json(response, status, body));
    running.push(fake);
    const error = await rejection(clientOf(fake)());
    expect(error).toMatchObject({ kind: 'unauthorized', outcome: 'refused', code: body.error });
    expect(JSON.stringify(error)).not.toContain('s3cret-canary');
    expect(fake.requests.every((request) => request.path === '/oauth/tokens')).toBe(true);
  });

  it.each(['read', 'write', 'tickets:read tickets:write', 'readwrite'])(
    'takes no token that is allowed only “%s”: the first write would be refused',
    async (scope) => {
      const { fake } = await startTokenServer(() => ({ scope }));
      const error = await rejection(clientOf(fake)());
      expect(error).toMatchObject({ kind: 'unauthorized', outcome: 'refused', code: 'invalid_scope' });
    },
  );

  it.each([undefined, null, '', 'write read', 'read,write', 'read write tickets:read'])(
    'takes a token whose answer names the scopes as %j',
    async (scope) => {
      const { fake } = await startTokenServer(() => ({ scope }));
      await expect(clientOf(fake)()).resolves.toEqual({ token: 'token-1' });
    },
  );

  it.each<[string, Handler, object]>([
    [
      'HTML',
      (_request, response) => response.writeHead(200).end('<html></html>'),
      { kind: 'malformed', format: 'html' },
    ],
    [
      'no token',
      (_request, response) => json(response, 200, { token_type: 'bearer' }),
      { kind: 'malformed' },
    ],
    [
      'a token no header may hold',
      (_request, response) => json(response, 200, { access_token: 'a\r\nx: y' }),
      { kind: 'malformed' },
    ],
    [
      '503',
      (_request, response) => json(response, 503, {}, { 'retry-after': '3' }),
      { kind: 'unavailable', retryAfterMs: 3000 },
    ],
    [
      '429',
      (_request, response) =>
        response.writeHead(429).end('Number of allowed API requests per minute exceeded'),
      { kind: 'rate_limited' },
    ],
    [
      'no such account',
      (_request, response) =>
        json(response, 404, { error: { title: 'No help desk at x.zendesk.com', message: '' } }),
      { kind: 'account_not_found' },
    ],
    ['a cut connection', (_request, response) => response.destroy(), { kind: 'connection' }],
  ])(
    'never sends the call itself when the token endpoint answers with %s',
    async (_name, handler, expected) => {
      const fake = await startFakeZendesk(handler);
      running.push(fake);
      expect(await rejection(clientOf(fake)())).toMatchObject({ ...expected, outcome: 'refused' });
      expect(fake.requests.map((request) => request.path)).toEqual(['/oauth/tokens']);
    },
  );

  it('asks again after a failure: one bad moment is not remembered', async () => {
    let isDown = true;
    const fake = await startFakeZendesk((request, response) => {
      if (request.path !== '/oauth/tokens') return json(response, 200, { ok: true });
      return isDown
        ? json(response, 500, {})
        : json(response, 200, { access_token: 'token-1', expires_in: 600 });
    });
    running.push(fake);
    const call = clientOf(fake);
    expect(await rejection(call())).toMatchObject({ kind: 'unavailable' });
    isDown = false;
    await expect(call()).resolves.toEqual({ ok: true });
  });
});

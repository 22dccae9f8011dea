import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startForTest } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

const SUB = 'modern';
const credentials = {
  grant_type: 'client_credentials',
  client_id: 'verified_reviews',
  client_secret: `zs-${SUB}-demo-secret`,
  scope: 'read write',
};
const anonymous = () => client(practice, SUB, null);
const bearer = (token: string, subdomain = SUB) => client(practice, subdomain, `Bearer ${token}`);
const me = async (token: string) => (await bearer(token).get('/users/me')).status;

describe('client credentials', () => {
  it('acts as the owner, without refresh token and without expires_in unless asked', async () => {
    const { status, json } = await anonymous().token(credentials);
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual(['access_token', 'scope', 'token_type']);
    expect((await bearer(json.access_token).get('/users/me')).json.user.email).toBe(`admin@${SUB}.test`);
  });

  it('expires after 30 minutes, or after what was asked', async () => {
    const plain = (await anonymous().token(credentials)).json;
    const asked = (await anonymous().token({ ...credentials, expires_in: 7200 })).json;
    expect(asked.expires_in).toBe(7200);
    await practice.control.clock(1801);
    expect(await me(plain.access_token)).toBe(401);
    expect(await me(asked.access_token)).toBe(200);
  });

  it.each([299, 172_801, 'soon'])('refuses a life of %s seconds', async (expires_in) => {
    expect((await anonymous().token({ ...credentials, expires_in })).status).toBe(400);
  });

  it.each([
    ['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client'],
    ['no secret', { client_secret: undefined }, 401, 'invalid_client'],
    ['an unknown client', { client_id: 'x' }, 401, 'invalid_client'],
    ['an unknown scope', { scope: 'everything' }, 400, 'invalid_scope'],
    ['the password grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('refuses %s', async (_, change, status, error) => {
    const answer = await anonymous().token({ ...credentials, ...change });
    expect(answer.status).toBe(status);
    expect(answer.json.error).toBe(error);
  });

  it.each([
    [['read'], 'read write', 400],
    [['read'], 'tickets:read', 200],
    [['tickets:read', 'tickets:write'], 'tickets:write', 200],
    [['tickets:read'], 'tickets:write', 400],
  ])('is held to the scopes %o that the client is allowed: %s', async (allowedScopes, scope, status) => {
    await practice.control.client(SUB, 'verified_reviews', { allowedScopes });
    const answer = await anonymous().token({ ...credentials, scope });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.json.error).toBe('invalid_scope');
  });

  it('is limited by scope and by the owner’s role', async () => {
    const narrow = (await anonymous().token({ ...credentials, scope: 'tickets:read users:read' })).json
      .access_token;
    expect((await bearer(narrow).get('/tickets')).status).toBe(200);
    expect((await bearer(narrow).get('/ticket_fields')).status).toBe(403);
    expect((await bearer(narrow).post('/tickets', { ticket: {} })).status).toBe(403);
    const agent = bearer('zo-agentonly-agent-token', 'agentonly');
    expect((await agent.get('/users/me')).json.user.role).toBe('agent');
    expect((await agent.get('/webhooks')).status).toBe(403);
  });

  it('answers a revoked or invented token with the recorded 401', async () => {
    const { access_token } = (await anonymous().token(credentials)).json;
    await practice.control.revoke(SUB, { accessTokens: true });
    for (const token of [access_token, 'invented']) {
      const { status, json } = await bearer(token).get('/users/me');
      expect(status).toBe(401);
      expect(json.error).toBe('invalid_token');
    }
  });
});

describe('authorization code', () => {
  const redirect = 'http://localhost:3000/api/zendesk/oauth/callback';
  const verifier = 'v'.repeat(64);
  const query = (changes: Record<string, string> = {}) =>
    new URLSearchParams({
      response_type: 'code',
      client_id: 'zdg-verified-reviews',
      redirect_uri: redirect,
      scope: 'read write',
      state: 'abc',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  async function signIn(): Promise<string> {
    const body = new URLSearchParams({ email: `admin@${SUB}.test`, password: 'zendesk-demo' }).toString();
    const { headers } = await anonymous().call('POST', '/agent/sign-in', body, form);
    return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  async function decide(decision: string): Promise<URL> {
    const body = query();
    body.set('decision', decision);
    const cookie = await signIn();
    const { headers } = await anonymous().call('POST', '/oauth/authorizations', body.toString(), {
      ...form,
      cookie,
    });
    return new URL(headers.get('location') ?? '');
  }

  const exchange = (code: string | null, changes: Record<string, unknown> = {}) =>
    anonymous().token({
      grant_type: 'authorization_code',
      client_id: 'zdg-verified-reviews',
      client_secret: 'zs-global-demo-secret',
      redirect_uri: redirect,
      code_verifier: verifier,
      code,
      ...changes,
    });

  it('asks the agent, sends them back with code and state, and gives a pair once', async () => {
    const page = await anonymous().call('GET', `/oauth/authorizations/new?${query().toString()}`, undefined, {
      cookie: await signIn(),
    });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Verified Reviews (global)');
    const location = await decide('allow');
    expect(location.searchParams.get('state')).toBe('abc');
    const code = location.searchParams.get('code');
    const pair = await exchange(code, { expires_in: 600, refresh_token_expires_in: 7_689_600 });
    expect(pair.json).toMatchObject({
      token_type: 'bearer',
      expires_in: 600,
      refresh_token_expires_in: 7_689_600,
    });
    expect(await me(pair.json.access_token)).toBe(200);
    expect((await exchange(code)).json.error).toBe('invalid_grant');
  });

  it.each([604_800, 7_776_000])(
    'refuses a refresh token for %s seconds: both bounds are outside',
    async (life) => {
      const code = (await decide('allow')).searchParams.get('code');
      expect((await exchange(code, { refresh_token_expires_in: life })).status).toBe(400);
    },
  );

  it('gives a client of before April 2026 an endless token without a refresh token, unless it asks for a life', async () => {
    await practice.control.client(SUB, 'zdg-verified-reviews', { isOld: true });
    const allowed = async () => (await decide('allow')).searchParams.get('code');
    const endless = (await exchange(await allowed())).json;
    expect(Object.keys(endless).sort()).toEqual(['access_token', 'scope', 'token_type']);
    const pair = (await exchange(await allowed(), { expires_in: 600 })).json;
    expect(Object.keys(pair)).toContain('refresh_token');
    await practice.control.clock(3600 * 24 * 365);
    expect([await me(endless.access_token), await me(pair.access_token)]).toEqual([200, 401]);
  });

  it('sends a refusal back too', async () => {
    const location = await decide('deny');
    expect(location.searchParams.get('error')).toBe('access_denied');
    expect(location.searchParams.get('code')).toBeNull();
  });

  it('refuses a wrong verifier and a code older than 120 seconds', async () => {
    const first = (await decide('allow')).searchParams.get('code');
    expect((await exchange(first, { code_verifier: 'x' })).json.error).toBe('invalid_grant');
    const second = (await decide('allow')).searchParams.get('code');
    await practice.control.clock(121);
    expect((await exchange(second)).json.error).toBe('invalid_grant');
  });

  it('never redirects to an address that is not registered', async () => {
    const path = `/oauth/authorizations/new?${query({ redirect_uri: 'http://localhost:3000/elsewhere' }).toString()}`;
    const { status, headers } = await anonymous().call('GET', path);
    expect(status).toBe(400);
    expect(headers.get('location')).toBeNull();
  });

  it('rotates: a refresh token works once, and its pair dies with it', async () => {
    const first = (await exchange((await decide('allow')).searchParams.get('code'))).json;
    const refresh = (refresh_token: string) =>
      anonymous().token({
        grant_type: 'refresh_token',
        client_id: 'zdg-verified-reviews',
        client_secret: 'zs-global-demo-secret',
        refresh_token,
      });
    const second = (await refresh(first.refresh_token)).json;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second).not.toHaveProperty('expires_in');
    expect([await me(first.access_token), await me(second.access_token)]).toEqual([401, 200]);
    expect((await refresh(first.refresh_token)).json.error).toBe('invalid_grant');
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(second.refresh_token)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });
});

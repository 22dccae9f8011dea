import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeZendesk, type PracticeZendesk } from '../../e2e/zendesk/server';
import { accountUrl } from '@/lib/zendesk/account';
import { apiTokenAuth, clientCredentialsAuth, passwordAuth, type AuthProvider } from '@/lib/zendesk/auth';
import { checkNames, runConnectionChecks, type CheckResult } from '@/lib/zendesk/checks';
import { createZendeskClient } from '@/lib/zendesk/client';
import type { ZendeskAuthMethod } from '@/lib/zendesk/methodEndDates';
import { json, startFakeZendesk, type FakeZendesk, type Handler } from '@/lib/zendesk/testing/fakeZendesk';

const at = new Date('2026-11-22T12:00:00Z');

async function check(
  baseUrl: string,
  method: ZendeskAuthMethod,
  auth: AuthProvider,
  timeoutMs = 5_000,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const openClient = () => createZendeskClient({ baseUrl, auth, timeoutMs });
  for await (const result of runConnectionChecks(openClient, { method, email: 'lea@acme.test', at }))
    results.push(result);
  return results;
}

/** `name:state` or `name:state:reason`, in order. */
const outline = (results: CheckResult[]) =>
  results.map(({ name, state, reason }) => [name, state, reason].filter(Boolean).join(':'));
const find = (results: CheckResult[], name: string) => results.find((result) => result.name === name);

const passedUser = [
  'account_found:passed',
  'credentials_accepted:passed',
  'user_active:passed',
  'user_admin:passed',
];
const notSignedIn = ['user_active:skipped:not_reached', 'user_admin:skipped:not_reached'];
const noSettings = ['api_access:skipped:not_reached', 'private_first_comment:skipped:not_reached'];
const oauthEnd = 'method_end_date:passed';

describe('against the practice Zendesk', () => {
  let practice: PracticeZendesk;
  beforeAll(async () => {
    practice = await startPracticeZendesk({ port: 0 });
  });
  afterAll(() => practice.close());

  const urlOf = (subdomain: string) => accountUrl(`${practice.url}/{subdomain}`, subdomain);
  const oauth = (subdomain: string, clientSecret = `zs-${subdomain}-demo-secret`) =>
    clientCredentialsAuth({
      clientId: 'verified_reviews',
      clientSecret,
      baseUrl: urlOf(subdomain),
      timeoutMs: 300,
    });
  const password = (subdomain: string, secret = 'zendesk-demo') =>
    passwordAuth({ email: `admin@${subdomain}.test`, password: secret });
  const token = (subdomain: string, apiToken = `zt-${subdomain}-demo-token`) =>
    apiTokenAuth({ email: `admin@${subdomain}.test`, apiToken });
  const checkOauth = (subdomain: string, secret?: string) =>
    check(urlOf(subdomain), 'oauth_client_credentials', oauth(subdomain, secret), 300);

  it('passes everything for an administrator by OAuth', async () => {
    expect(outline(await checkOauth('boutique-fr'))).toEqual([
      ...passedUser,
      oauthEnd,
      'api_access:passed',
      'private_first_comment:passed',
    ]);
  });

  it('passes by password and by token, each with a word about its end', async () => {
    const byPassword = await check(urlOf('boutique-fr'), 'password', password('boutique-fr'));
    expect(outline(byPassword)).toEqual([
      ...passedUser,
      'method_end_date:warning:password_ended',
      'api_access:passed',
      'private_first_comment:passed',
    ]);
    const byToken = await check(urlOf('boutique-en'), 'api_token', token('boutique-en'));
    expect(outline(byToken)).toEqual([
      ...passedUser,
      'method_end_date:warning:token_ends',
      'api_access:passed',
      'private_first_comment:passed',
    ]);
    expect(find(byToken, 'method_end_date')?.evidence).toEqual({
      method: 'api_token',
      endsOn: '2027-04-30',
      closedOn: '2026-10-27',
      daysLeft: 159,
    });
  });

  it('names a wrong subdomain', async () => {
    const results = await check(urlOf('nobody-here'), 'password', password('nobody-here'));
    expect(outline(results)).toEqual([
      'account_found:failed:account_missing',
      'credentials_accepted:skipped:not_reached',
      ...notSignedIn,
      'method_end_date:warning:password_ended',
      ...noSettings,
    ]);
    expect(find(results, 'account_found')?.evidence).toMatchObject({ status: 404 });
    expect(outline(await checkOauth('nobody-here'))[0]).toBe('account_found:failed:account_missing');
  });

  it.each<[string, (subdomain: string) => AuthProvider, ZendeskAuthMethod]>([
    ['a wrong password', (subdomain) => password(subdomain, 'wrong'), 'password'],
    ['a wrong token', (subdomain) => token(subdomain, 'wrong'), 'api_token'],
    ['a wrong client secret', (subdomain) => oauth(subdomain, 'wrong'), 'oauth_client_credentials'],
  ])('names %s', async (_name, auth, method) => {
    const results = await check(urlOf('boutique-fr'), method, auth('boutique-fr'));
    expect(outline(results).slice(0, 4)).toEqual([
      'account_found:passed',
      'credentials_accepted:failed:credentials_refused',
      ...notSignedIn,
    ]);
    expect(find(results, 'credentials_accepted')?.evidence).toMatchObject({
      method,
      email: 'lea@acme.test',
      status: 401,
    });
    expect(outline(results).slice(5)).toEqual(noSettings);
  });

  it('names a method the account has switched off', async () => {
    const byToken = await check(urlOf('notoken'), 'api_token', token('notoken'));
    expect(outline(byToken)[1]).toBe('credentials_accepted:failed:credentials_refused');
    const byPassword = await check(urlOf('nopassword'), 'password', password('nopassword'));
    expect(outline(byPassword)[1]).toBe('credentials_accepted:failed:credentials_refused');
  });

  it('names a user who is no administrator, and goes on', async () => {
    const agent = clientCredentialsAuth({
      clientId: 'verified_reviews_agent',
      clientSecret: 'zs-agentonly-agent-secret',
      baseUrl: urlOf('agentonly'),
    });
    const results = await check(urlOf('agentonly'), 'oauth_client_credentials', agent);
    expect(outline(results)).toContain('user_admin:failed:not_admin');
    expect(find(results, 'user_admin')?.evidence).toMatchObject({ role: 'agent' });
    expect(outline(results)).toContain('private_first_comment:passed');
  });

  it('does not let a suspended administrator through', async () => {
    const results = await check(urlOf('suspended-user'), 'password', password('suspended-user'));
    expect(outline(results).slice(2)).toEqual([
      'user_active:failed:user_suspended',
      'user_admin:passed',
      'method_end_date:warning:password_ended',
      ...noSettings,
    ]);
  });

  it('names the option for a private first comment when it is off', async () => {
    expect(outline(await checkOauth('noprivate'))).toContain(
      'private_first_comment:failed:first_comment_public',
    );
  });

  it.each([
    ['slow', 'account_found:failed:timeout'],
    ['html', 'account_found:failed:html_answer'],
    ['cutter', 'account_found:failed:connection_cut'],
  ])('names the fault of %s', async (subdomain, expected) => {
    const byPassword = await check(urlOf(subdomain), 'password', password(subdomain), 300);
    expect(outline(byPassword)[0]).toBe(expected);
    expect(outline(await checkOauth(subdomain))[0]).toBe(expected);
  });
});

describe('against odd answers', () => {
  const running: FakeZendesk[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((fake) => fake.close()));
  });
  const admin = { id: 1, name: 'Léa', email: 'lea@acme.test', role: 'admin', active: true, suspended: false };
  const settings = {
    api: { api_password_access: 'true', api_token_access: 'true' },
    tickets: { is_first_comment_private_enabled: true },
  };

  async function checkAnswers(
    user: Handler | object,
    accountSettings: Handler | object = settings,
    method: ZendeskAuthMethod = 'password',
  ) {
    const answer = (what: Handler | object, key: string): Handler =>
      typeof what === 'function'
        ? (what as Handler)
        : (_request, response) => json(response, 200, { [key]: what });
    const fake = await startFakeZendesk((request, response) =>
      request.path.endsWith('/users/me')
        ? answer(user, 'user')(request, response)
        : answer(accountSettings, 'settings')(request, response),
    );
    running.push(fake);
    return {
      fake,
      results: await check(fake.url, method, passwordAuth({ email: 'lea@acme.test', password: 'x' }), 300),
    };
  }

  it('answers every name once, in order, whatever happens', async () => {
    const handlers: (Handler | object)[] = [
      admin,
      { id: null, name: 'Anonymous user' },
      (_request, response) => response.destroy(),
      (_request, response) => json(response, 401, { error: "Couldn't authenticate you" }),
      (_request, response) => response.writeHead(503).end(),
    ];
    for (const user of handlers) {
      const { results } = await checkAnswers(user);
      expect(results.map(({ name }) => name)).toEqual(checkNames);
    }
  });

  it('falls for no 200 that holds nobody', async () => {
    const { results } = await checkAnswers({
      id: null,
      name: 'Anonymous user',
      role: 'end-user',
      active: true,
    });
    expect(outline(results)[1]).toBe('credentials_accepted:failed:credentials_not_read');
  });

  it.each([
    [{ ...admin, suspended: true }, 'user_active:failed:user_suspended'],
    [{ ...admin, active: false }, 'user_active:failed:user_inactive'],
    [{ ...admin, active: undefined }, 'user_active:failed:user_inactive'],
    [{ ...admin, role: 'end-user' }, 'user_admin:failed:not_admin'],
    [{ ...admin, role: undefined }, 'user_admin:failed:not_admin'],
  ])('judges the user %j', async (user, expected) => {
    expect(outline((await checkAnswers(user)).results)).toContain(expected);
  });

  it.each<[string, Handler, string]>([
    [
      'a redirect',
      (_request, response) => response.writeHead(302, { location: 'https://evil.example/' }).end(),
      'account_found:failed:redirected',
    ],
    [
      'an HTML 403 of a suspended account',
      (_request, response) => response.writeHead(403).end('<html></html>'),
      'account_found:failed:account_unavailable',
    ],
    [
      'an empty 404',
      (_request, response) => response.writeHead(404).end(),
      'account_found:failed:account_unavailable',
    ],
    [
      'JSON of another service',
      (_request, response) => json(response, 200, { hello: 1 }),
      'account_found:failed:unexpected_answer',
    ],
    ['503', (_request, response) => json(response, 503, {}), 'account_found:failed:zendesk_down'],
    [
      'a JSON 403',
      (_request, response) => json(response, 403, { error: { title: 'Forbidden', message: '' } }),
      'credentials_accepted:failed:forbidden',
    ],
    [
      '429',
      (_request, response) => json(response, 429, {}, { 'retry-after': '5' }),
      'credentials_accepted:failed:rate_limited',
    ],
  ])('names %s', async (_name, handler, expected) => {
    const { results } = await checkAnswers(handler);
    expect(outline(results)).toContain(expected);
    expect(results.filter(({ state }) => state === 'failed')).toHaveLength(1);
  });

  it('names a server that does not listen', async () => {
    const fake = await startFakeZendesk((_request, response) => json(response, 200, {}));
    await fake.close();
    const results = await check(fake.url, 'password', passwordAuth({ email: 'a@b.test', password: 'x' }));
    expect(outline(results)[0]).toBe('account_found:failed:unreachable');
  });

  it.each([
    [
      { api_password_access: 'false', api_token_access: 'true' },
      'password',
      'api_access:failed:password_access_off',
    ],
    [
      { api_password_access: 'true', api_token_access: 'false' },
      'api_token',
      'api_access:failed:token_access_off',
    ],
    [{ api_password_access: 'false', api_token_access: 'false' }, 'oauth_code', 'api_access:passed'],
    [{ api_password_access: false }, 'password', 'api_access:failed:password_access_off'],
    [{}, 'password', 'api_access:passed'],
  ] as const)('reads the access flags %j for %s', async (api, method, expected) => {
    const { results } = await checkAnswers(admin, { ...settings, api }, method);
    expect(outline(results)).toContain(expected);
  });

  it('warns when the account does not say whether first comments may be private', async () => {
    const { results } = await checkAnswers(admin, { api: settings.api });
    expect(outline(results)).toContain('private_first_comment:warning:first_comment_unknown');
  });

  it.each<[string, Handler, ZendeskAuthMethod, string]>([
    ['a missing scope', (_request, response) => json(response, 403, {}), 'oauth_code', 'scope_missing'],
    [
      'a role that may not',
      (_request, response) => json(response, 403, {}),
      'password',
      'settings_unreadable',
    ],
    ['a cut connection', (_request, response) => response.destroy(), 'password', 'connection_cut'],
    ['HTML', (_request, response) => response.writeHead(200).end('<html>'), 'password', 'html_answer'],
  ])('names %s at the settings', async (_name, handler, method, reason) => {
    const { results } = await checkAnswers(admin, handler, method);
    expect(outline(results).slice(-2)).toEqual([
      `api_access:failed:${reason}`,
      'private_first_comment:skipped:not_reached',
    ]);
  });

  it('stops asking a Zendesk that does not answer: one call, no second', async () => {
    const { fake } = await checkAnswers((_request, response) => response.destroy());
    expect(fake.requests).toHaveLength(1);
  });
});

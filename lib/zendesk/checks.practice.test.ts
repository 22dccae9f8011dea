import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeZendesk, type PracticeZendesk } from '../../e2e/zendesk/server';
import { accountUrl } from '@/lib/zendesk/account';
import { apiTokenAuth, clientCredentialsAuth, passwordAuth, type AuthProvider } from '@/lib/zendesk/auth';
import type { ZendeskAuthMethod } from '@/lib/zendesk/methodEndDates';
import { check, find, noSettings, outline } from '@/lib/zendesk/testing/checkOutline';

const passedUser = [
  'account_found:passed',
  'credentials_accepted:passed',
  'user_active:passed',
  'user_admin:passed',
];
const notSignedIn = ['user_active:skipped:not_reached', 'user_admin:skipped:not_reached'];
const oauthEnd = 'method_end_date:passed';

describe('connection checks against the practice Zendesk', () => {
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

  it.each<string[][]>([
    [['read']],
    [['write']],
    [['tickets:read', 'tickets:write']],
    [['impersonate']],
    [[]],
  ])(
    'tells a client that is allowed only %o apart from a wrong secret and from a missing role',
    async (allowedScopes) => {
      await practice.control.client('boutique-en', 'verified_reviews', { allowedScopes });
      const results = await check(
        urlOf('boutique-en'),
        'oauth_client_credentials',
        oauth('boutique-en'),
        5_000,
      );
      await practice.control.client('boutique-en', 'verified_reviews', { allowedScopes: null });
      expect(outline(results)).toEqual([
        'account_found:passed',
        'credentials_accepted:failed:scope_missing',
        ...notSignedIn,
        oauthEnd,
        ...noSettings,
      ]);
    },
  );

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
    ['slow', 'account_found:failed:timeout', 'account_found:failed:timeout'],
    // The token endpoint answers with a page under 503, which is no sign of a wrong address.
    ['html', 'account_found:failed:html_answer', 'account_found:failed:zendesk_down'],
    ['cutter', 'account_found:failed:connection_cut', 'account_found:failed:connection_cut'],
  ])('names the fault of %s', async (subdomain, expected, expectedByOauth) => {
    const byPassword = await check(urlOf(subdomain), 'password', password(subdomain), 300);
    expect(outline(byPassword)[0]).toBe(expected);
    expect(outline(await checkOauth(subdomain))[0]).toBe(expectedByOauth);
  });
});

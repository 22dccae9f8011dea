import { afterEach, describe, expect, it } from 'vitest';
import { passwordAuth } from '@/lib/zendesk/auth';
import { checkNames } from '@/lib/zendesk/checks';
import type { ZendeskAuthMethod } from '@/lib/zendesk/methodEndDates';
import { check, outline } from '@/lib/zendesk/testing/checkOutline';
import { json, startFakeZendesk, type FakeZendesk, type Handler } from '@/lib/zendesk/testing/fakeZendesk';

describe('connection checks against odd answers', () => {
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

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import {
  callback,
  globalClient,
  inputs,
  openStage,
  sayInZendesk,
  type Stage,
} from '@/lib/connection/testing/stage';

let stage: Stage;
let caller: Caller;
const account = 'modern';
const session = 'session-1';
const input = { subdomain: account, exemptNotifications: true, version: 0, isSpare: false };

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  await stage.registerCallback(account);
  await stage.db.zendeskConnection.deleteMany();
  caller = await stage.caller();
});

const start = () => stage.oneClick.startOneClick(caller, session, input);
const finish = async (returned: Record<string, string>, sessionId = session, as: Caller | null = caller) =>
  (await stage.oneClick.finishOneClick(sessionId, () => as, returned)).outcome;
const tokenRequests = async () =>
  (await stage.zendesk.requests(account)).requests.filter(({ path }) => path.includes('/oauth/tokens'))
    .length;

describe('the way out', () => {
  test('asks for code, state and a hashed proof, and for no scope beyond reading and writing', async () => {
    const url = new URL((await start()).url);
    const { state, ...query } = Object.fromEntries(url.searchParams);
    expect(url.pathname).toBe(`/${account}/oauth/authorizations/new`);
    expect(query).toEqual({
      response_type: 'code',
      client_id: globalClient.id,
      redirect_uri: callback,
      scope: 'read write',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: 'S256',
    });
    expect(state).toMatch(/^[\w-]{43}$/);
  });

  test('keeps neither the state nor the proof key, only the state’s hash', async () => {
    const state = new URL((await start()).url).searchParams.get('state') ?? '';
    const rows = await stage.db.oauthAttempt.findMany({ where: { websiteId: caller.websiteId } });
    expect(rows.map(({ stateHash }) => stateHash)).toEqual([
      createHash('sha256').update(state).digest('hex'),
    ]);
    expect(JSON.stringify(rows)).not.toContain(state);
  });

  test('is refused over a newer connection', async () => {
    await stage.connectByOneClick(caller, account);
    await expect(start()).rejects.toMatchObject({ code: 'version_conflict', params: { version: 1 } });
  });
});

describe('the way back', () => {
  test('connects: no secret was typed, the pair is sealed, the objects stand, the connection is active', async () => {
    const { url } = await start();
    expect(await finish(await sayInZendesk(url))).toEqual({ kind: 'connected' });
    const row = await stage.find(caller);
    expect(row).toMatchObject({
      method: 'oauth_code',
      subdomain: account,
      state: 'active',
      oauthClientId: globalClient.id,
      version: 1,
    });
    expect(row?.refreshTokenExpiresAt?.getTime()).toBeGreaterThan(Date.now() + 80 * 86_400_000);
    const names = await stage.secretNames(row!.id);
    expect(names).toEqual(['access_token', 'refresh_token', 'webhook_api_key', 'webhook_signing_secret']);
    const { fields, triggers, webhooks } = await stage.made(account, caller);
    expect([fields.length, triggers.length, webhooks.length]).toEqual([1, 1, 1]);
    const client = await stage.connections.openClient(row!.id);
    await expect(client.request({ method: 'GET', path: '/api/v2/users/me' })).resolves.toBeUndefined();
  });

  test('works once: the same address loaded again stores nothing and asks Zendesk nothing', async () => {
    const returned = await sayInZendesk((await start()).url);
    await finish(returned);
    const asked = await tokenRequests();
    expect(await finish(returned)).toEqual({ kind: 'expired' });
    expect(await tokenRequests()).toBe(asked);
    expect((await stage.find(caller))?.version).toBe(1);
  });

  test('of two returns at once one connects', async () => {
    const returned = await sayInZendesk((await start()).url);
    const kinds = (await Promise.all([finish(returned), finish(returned)])).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['connected', 'expired']);
  });

  test.each([
    ['another session', (returned: Record<string, string>) => finish(returned, 'session-2')],
    [
      'an invented state',
      (returned: Record<string, string>) => finish({ ...returned, state: 'x'.repeat(43) }),
    ],
    ['no state', ({ code = '' }: Record<string, string>) => finish({ code })],
    [
      'someone who may no longer manage the website',
      (returned: Record<string, string>) => finish(returned, session, null),
    ],
  ])('from %s is refused before Zendesk is asked', async (_from, back) => {
    const returned = await sayInZendesk((await start()).url);
    expect(await back(returned)).toEqual({ kind: 'expired' });
    expect(await tokenRequests()).toBe(0);
    expect(await stage.find(caller)).toBeNull();
  });

  test('after ten minutes is refused', async () => {
    const returned = await sayInZendesk((await start()).url);
    await stage.db.oauthAttempt.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await finish(returned)).toEqual({ kind: 'expired' });
  });

  test('with a no, with an invented code and with a person who is no administrator stores nothing', async () => {
    expect(await finish(await sayInZendesk((await start()).url, 'deny'))).toEqual({ kind: 'denied' });
    const { state = '' } = await sayInZendesk((await start()).url);
    expect(await finish({ state, code: 'invented' })).toEqual({ kind: 'refused' });
    const asAgent = await sayInZendesk((await start()).url, 'allow', `camille@${account}.test`);
    expect(await finish(asAgent)).toEqual({ kind: 'check_failed', check: 'user_admin', reason: 'not_admin' });
    expect(await stage.find(caller)).toBeNull();
  });

  test('with a client that may not write says so, and takes it for no refusal of a person', async () => {
    const scopeMissing = { kind: 'check_failed', check: 'credentials_accepted', reason: 'scope_missing' };
    const { state = '' } = Object.fromEntries(new URL((await start()).url).searchParams);
    expect(await finish({ state, error: 'invalid_scope' })).toEqual(scopeMissing);
    expect(await stage.find(caller)).toBeNull();
  });

  test('over a connection that somebody saved meanwhile leaves that one alone', async () => {
    const { url } = await start();
    await stage.service.saveConnection(caller, inputs.oauth(account));
    expect(await finish(await sayInZendesk(url))).toEqual({ kind: 'changed' });
    expect((await stage.find(caller))?.method).toBe('oauth_client_credentials');
  });

  test('an answer that is no token answer is a refusal in words, and stores nothing', async () => {
    const returned = await sayInZendesk((await start()).url);
    await stage.zendesk.fault(account, { kind: 'malformed', path: '^/oauth/tokens', times: 1 });
    expect(await finish(returned)).toEqual({ kind: 'refused' });
    expect(await stage.find(caller)).toBeNull();
  });
});

test('a one-click connection is saved again without typing, and leaves nothing of itself for another method', async () => {
  await stage.connectByOneClick(caller, account);
  const oneClick = { method: 'oauth_code' as const, subdomain: account, exemptNotifications: false };
  expect(await stage.service.saveConnection(caller, { ...oneClick, version: 1 })).toMatchObject({
    setupFault: null,
  });
  expect(await stage.exempted(account)).toBe(0);
  await stage.service.saveConnection(caller, inputs.oauth(account, { version: 2 }));
  const row = await stage.find(caller);
  expect(await stage.secretNames(row!.id)).not.toContain('refresh_token');
  await expect(stage.service.saveConnection(caller, { ...oneClick, version: 3 })).rejects.toMatchObject({
    code: 'consent_required',
  });
});

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { inputs, openStage, type Stage } from '@/lib/connection/testing/stage';

const account = 'modern';
let stage: Stage;
let caller: Caller;

/** What the HTTP library was given, request by request: no call can hide behind another way to send it. */
type Sent = { method: string; path: string; headers: string };
let sent: Sent[] = [];
const created = 'undici:request:create';
const note = (message: unknown) => {
  const { method, path, headers } = (
    message as { request: { method: string; path: string; headers: unknown[] } }
  ).request;
  sent.push({ method, path, headers: headers.join('\n').toLowerCase() });
};

beforeAll(async () => {
  stage = await openStage({
    ZENDESK_MARKETPLACE_NAME: 'Verified Reviews',
    ZENDESK_MARKETPLACE_ORGANIZATION_ID: '8342',
    ZENDESK_MARKETPLACE_APP_ID: '1057281',
  });
  subscribe(created, note);
});
afterAll(async () => {
  unsubscribe(created, note);
  await stage.close();
});
beforeEach(async () => {
  await stage.zendesk.reset(account);
  await stage.registerCallback(account);
  caller = await stage.caller();
  sent = [];
});

const ours = () => sent.filter(({ path }) => /\/(?:api\/v2|oauth\/tokens)/.test(path));
function expectNamed() {
  expect(ours().length).toBeGreaterThan(0);
  const named = ['name\nverified reviews', 'organization-id\n8342', 'app-id\n1057281'];
  const nameless = ours().filter(({ headers }) =>
    named.some((one) => !headers.includes(`x-zendesk-marketplace-${one}`)),
  );
  expect(nameless.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
}

test.each(['oauth', 'token', 'password'] as const)(
  'testing, saving and setting up by %s names the listing on every call',
  async (way) => {
    await stage.zendesk.change(account, { settings: { passwordAccess: true, tokenAccess: true } });
    const input = inputs[way](account);
    for await (const check of await stage.service.testConnection(caller.websiteId, input))
      expect(check.name).toBeTruthy();
    expect((await stage.service.saveConnection(caller, input)).setupFault).toBeNull();
    expectNamed();
  },
);

test('one click names the listing on every call: code, refresh, spare and leaving', async () => {
  expect(await stage.connectByOneClick(caller, account)).toEqual({ kind: 'connected' });
  const stored = await stage.find(caller);
  const spare = { version: stored?.version ?? 0, isSpare: true };
  expect(await stage.connectByOneClick(caller, account, spare)).toEqual({ kind: 'spare_kept' });
  await stage.zendesk.revoke(account, { accessTokens: true });
  await stage.service.disconnect(caller, { version: stored?.version ?? 0 });
  expect(ours().filter(({ path }) => path.includes('/oauth/tokens')).length).toBeGreaterThanOrEqual(3);
  expectNamed();
});

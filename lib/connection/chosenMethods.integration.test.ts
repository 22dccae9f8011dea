import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { inputs, openStage, type Stage } from '@/lib/connection/testing/stage';

const account = 'modern';
let stage: Stage;
let caller: Caller;

beforeAll(async () => {
  stage = await openStage({
    APP_URL: 'https://reviews.example',
    ZENDESK_CONNECTION_METHODS: 'password, api_token',
  });
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  await stage.zendesk.change(account, { settings: { passwordAccess: true, tokenAccess: true } });
  caller = await stage.caller();
});

test('an operator’s choice outranks the default, on the page in our order', async () => {
  const { getZendeskPage } = await import('@/lib/connection/queries');
  expect((await getZendeskPage(caller.websiteId)).offered).toEqual(['api_token', 'password']);
  expect((await stage.service.saveConnection(caller, inputs.token(account))).setupFault).toBeNull();
});

test('what the operator left out is refused, one click as well', async () => {
  await expect(stage.service.saveConnection(caller, inputs.oauth(account))).rejects.toMatchObject({
    code: 'method_not_offered',
  });
  const wish = { subdomain: account, exemptNotifications: true, version: 0, isSpare: false };
  await expect(stage.oneClick.startOneClick(caller, 'session-1', wish)).rejects.toMatchObject({
    code: 'method_not_offered',
  });
});

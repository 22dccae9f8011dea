import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { globalClient, openStage, startProgram, type Stage } from '@/lib/connection/testing/stage';

let stage: Stage;
let caller: Caller;
let connectionId: string;
const account = 'modern';
const me = { method: 'GET', path: '/api/v2/users/me' } as const;
const tokenPath = '/oauth/tokens';

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  await stage.registerCallback(account);
  caller = await stage.caller();
  expect(await stage.connectByOneClick(caller, account)).toEqual({ kind: 'connected' });
  connectionId = (await stage.find(caller))!.id;
  await stage.zendesk.clearRequests(account);
});

const expire = () =>
  stage.db.zendeskConnection.update({
    where: { id: connectionId },
    data: { accessTokenExpiresAt: new Date(0) },
  });
const refreshes = async () =>
  (await stage.zendesk.requests(account)).requests.filter(({ path }) => path.startsWith(tokenPath));
/** The modules as another process would have them: nothing in memory, the same database. */
async function call() {
  vi.resetModules();
  const { openClient } = await import('@/lib/connection/connections');
  return (await openClient(connectionId)).request(me);
}
const sealed = async (name: string) =>
  stage.db.secret.findFirst({ where: { ownerId: connectionId, name }, select: { sealed: true } });
const keepSpare = () => stage.connectByOneClick(caller, account, { isSpare: true, version: 1 });

test('twenty callers in four processes at the end of a token cause one refresh, and all are answered', async () => {
  await expire();
  const children = Array.from({ length: 4 }, () => startProgram('callOnce', { connectionId, calls: 5 }));
  const outputs = await Promise.all(children.map((child) => text(child.stdout)));
  expect(outputs).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(await refreshes()).toHaveLength(1);
  expect((await stage.find(caller))?.refreshStartedAt).toBeNull();
}, 60_000);

test('each refresh keeps the whole new pair, so that the next one works too', async () => {
  for (let round = 0; round < 3; round++) {
    const before = await sealed('refresh_token');
    await expire();
    await call();
    expect(await sealed('refresh_token')).not.toEqual(before);
  }
  expect((await refreshes()).every(({ status }) => status === 200)).toBe(true);
});

test('a token that was refused is renewed within the call', async () => {
  const client = await stage.connections.openClient(connectionId);
  await client.request(me);
  await stage.zendesk.revoke(account, { accessTokens: true });
  await expect(client.request(me)).resolves.toBeUndefined();
  expect(await refreshes()).toHaveLength(1);
});

test('a pair is kept through a save of the settings that happens during its refresh', async () => {
  await stage.zendesk.fault(account, { kind: 'delay', delayMs: 400, path: tokenPath, times: 1 });
  await expire();
  const calling = call();
  await vi.waitFor(async () => expect((await stage.find(caller))?.refreshStartedAt).not.toBeNull());
  await stage.db.zendeskConnection.update({
    where: { id: connectionId },
    data: { version: { increment: 1 } },
  });
  await calling;
  await expire();
  await call();
  expect((await refreshes()).map(({ status }) => status)).toEqual([200, 200]);
});

describe('a refresh that Zendesk answered and nobody kept', () => {
  /** A process is killed after Zendesk has spent the token and before the answer is here. */
  async function loseByKill() {
    await stage.zendesk.clearRequests(account);
    await expire();
    await stage.zendesk.fault(account, { kind: 'slow_body', delayMs: 60_000, path: tokenPath, times: 1 });
    const child = startProgram('callOnce', { connectionId, calls: 1 });
    const exited = once(child, 'exit');
    const isSpent = async () => expect((await refreshes()).map(({ status }) => status)).toEqual([200]);
    await vi.waitFor(isSpent, {
      timeout: 45_000,
      interval: 50,
    });
    child.kill('SIGKILL');
    await exited;
    await stage.zendesk.clearFaults(account);
    // The dead owner's lease would run out by itself in seconds.
    await stage.db.lease.updateMany({ data: { until: new Date(0) } });
  }
  /** The same, but the connection is cut. */
  async function loseByCut() {
    await expire();
    await stage.zendesk.fault(account, { kind: 'cut_after', path: tokenPath, times: 1 });
    await expect(call()).rejects.toMatchObject({ kind: 'connection' });
  }
  const isSound = async () => {
    await call();
    expect(await stage.find(caller)).toMatchObject({ state: 'active', lastErrorCode: null });
  };

  test.each([
    ['killed', loseByKill],
    ['cut off', loseByCut],
  ])(
    '%s: the spare grant takes over without the merchant, and its refreshes work from then on',
    async (_how, lose) => {
      expect(await keepSpare()).toEqual({ kind: 'spare_kept' });
      await lose();
      await isSound();
      expect(await stage.secretNames(connectionId)).not.toContain('spare_refresh_token');
      await expire();
      await isSound();
      expect(await stage.secretNames(connectionId)).toContain('refresh_token');
    },
    60_000,
  );

  test.each([
    ['killed', loseByKill],
    ['cut off', loseByCut],
  ])(
    '%s, without a spare: a token in the client’s own name for the same person takes over, again and again',
    async (_how, lose) => {
      await lose();
      await isSound();
      await expire();
      await isSound();
      expect((await stage.find(caller))?.refreshTokenExpiresAt).toBeNull();
    },
    60_000,
  );

  test('a token that acts for somebody else is not taken: the merchant is asked', async () => {
    await loseByCut();
    await stage.zendesk.client(account, globalClient.id, { owner: `sam@${account}.test` });
    await expect(call()).rejects.toMatchObject({ kind: 'unauthorized' });
    expect((await stage.find(caller))?.state).toBe('needs_credentials');
    expect(await stage.connectByOneClick(caller, account, { version: 1 })).toEqual({ kind: 'connected' });
    expect((await stage.find(caller))?.state).toBe('active');
  });

  test('one that never reached Zendesk is simply done again', async () => {
    await expire();
    await stage.zendesk.fault(account, { kind: 'cut_before', path: tokenPath, times: 1 });
    await expect(call()).rejects.toMatchObject({ kind: 'connection' });
    await isSound();
    expect(await stage.secretNames(connectionId)).toContain('refresh_token');
  });
});

test('a grant that the account has ended is not gone round', async () => {
  await stage.zendesk.revoke(account, { accessTokens: true, refreshTokens: true });
  await expire();
  await expect(call()).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(await stage.find(caller)).toMatchObject({ state: 'needs_credentials', refreshStartedAt: null });
});

test('a spare of another person, and one after the connection moved, are not kept', async () => {
  const input = { subdomain: account, exemptNotifications: true, version: 1, isSpare: true };
  const { sayInZendesk } = await import('@/lib/connection/testing/stage');
  const { url } = await stage.oneClick.startOneClick(caller, 'session-1', input);
  const returned = await sayInZendesk(url, 'allow', `camille@${account}.test`);
  const { outcome } = await stage.oneClick.finishOneClick('session-1', () => caller, returned);
  expect(outcome).toEqual({ kind: 'other_person' });
  await stage.service.disconnect(caller, { version: 1 });
  await expect(
    stage.oneClick.startOneClick(caller, 'session-1', { ...input, version: 2 }),
  ).resolves.toBeDefined();
});

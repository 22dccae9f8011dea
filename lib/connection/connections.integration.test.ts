import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { inputs, openStage, type Stage } from '@/lib/connection/testing/stage';

let stage: Stage;
let caller: Caller;
let connectionId: string;

const account = 'boutique-fr';
const me = { method: 'GET', path: '/api/v2/users/me' } as const;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  caller = await stage.caller();
  await stage.service.saveConnection(caller, inputs.oauth(account));
  connectionId = (await stage.find(caller))!.id;
});

/** The module as another process would have it: nothing in memory, the same database. */
async function otherProcess() {
  vi.resetModules();
  return (await import('@/lib/connection/connections')).openClient(connectionId);
}

async function tokensAsked(): Promise<number> {
  const { requests } = await stage.zendesk.requests(account);
  return requests.filter(({ path }) => path.includes('/oauth/tokens')).length;
}

describe('the access token', () => {
  test('is shared: a process that starts later asks for none', async () => {
    await stage.zendesk.clearRequests(account);
    await (await otherProcess()).request(me);
    expect(await tokensAsked()).toBe(0);
  });

  test('that has run out is renewed once, however many processes and calls need it', async () => {
    const clients = await Promise.all([otherProcess(), otherProcess(), otherProcess(), otherProcess()]);
    await stage.db.zendeskConnection.update({
      where: { id: connectionId },
      data: { accessTokenExpiresAt: new Date(0) },
    });
    await stage.zendesk.clearRequests(account);
    await Promise.all(clients.flatMap((client) => Array.from({ length: 5 }, () => client.request(me))));
    expect(await tokensAsked()).toBe(1);
  });

  test('that was revoked is replaced within the call', async () => {
    const client = await stage.connections.openClient(connectionId);
    await client.request(me);
    await stage.zendesk.revoke(account, { accessTokens: true });
    await expect(client.request(me)).resolves.toBeUndefined();
    expect((await stage.find(caller))?.state).toBe('active');
  });
});

describe('the connection’s state', () => {
  const breakCredentials = async () => {
    await stage.zendesk.client(account, 'verified_reviews', { secret: 'another' });
    await stage.zendesk.revoke(account, { accessTokens: true });
  };

  test('refused credentials pause it at once with Zendesk’s words; saving good ones goes on', async () => {
    const client = await stage.connections.openClient(connectionId);
    await breakCredentials();
    await expect(client.request(me)).rejects.toMatchObject({ kind: 'unauthorized' });
    const paused = await stage.find(caller);
    expect(paused).toMatchObject({ state: 'needs_credentials', lastErrorCode: 'unauthorized', version: 1 });
    expect(paused?.lastErrorDetail).not.toBe('');
    await stage.service.saveConnection(caller, inputs.oauth(account, { version: 1, secret: 'another' }));
    expect(await stage.find(caller)).toMatchObject({ state: 'active', lastErrorCode: null });
  });

  test('a late refusal of replaced credentials does not pause the new ones', async () => {
    const late = await stage.connections.openClient(connectionId);
    await breakCredentials();
    await stage.service.saveConnection(caller, inputs.oauth(account, { version: 1, secret: 'another' }));
    await expect(late.request(me)).rejects.toMatchObject({ kind: 'unauthorized' });
    expect((await stage.find(caller))?.state).toBe('active');
  });

  test('a working call clears a fault, but does not call an unfinished setup finished', async () => {
    const { markGood } = stage.connections;
    const paused = { state: 'needs_credentials', lastErrorCode: 'unauthorized' } as const;
    await stage.db.zendeskConnection.update({ where: { id: connectionId }, data: paused });
    await markGood(connectionId);
    expect(await stage.find(caller)).toMatchObject({ state: 'active', lastErrorCode: null });
    const unfinished = { state: 'needs_attention', lastErrorCode: 'setup_unfinished' } as const;
    await stage.db.zendeskConnection.update({ where: { id: connectionId }, data: unfinished });
    await markGood(connectionId);
    expect(await stage.find(caller)).toMatchObject(unfinished);
  });

  test('nothing marks a disconnected connection', async () => {
    await stage.service.disconnect(caller, { version: 1 });
    await stage.connections.markUnauthorized(connectionId, { kind: 'unauthorized', words: 'late' });
    await stage.connections.markGood(connectionId);
    expect(await stage.find(caller)).toMatchObject({ state: 'disconnected', lastErrorCode: null });
  });
});

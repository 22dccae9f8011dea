import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { account, openStage, type HealthStage } from '@/lib/health/testing/stage';
import { makeUser } from '@/prisma/seed/factories';

let stage: HealthStage;
const owner = 'proprietaire@brume.test';
// Whole stories on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });
beforeAll(async () => {
  stage = await openStage();
  const { merchantId } = stage.website;
  await stage.transaction(async (tx) => {
    await makeUser(
      tx,
      { email: owner, name: 'Claire', password: 'unused-here', locale: 'fr' },
      { merchantId, role: 'merchant' },
    );
    await makeUser(
      tx,
      { email: 'agent@brume.test', name: 'Sam', password: 'unused-here' },
      { merchantId, role: 'agent' },
    );
  });
  await stage.check();
}, 120_000);
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.db.mail.deleteMany({});
});

const mails = () =>
  stage.db.mail.findMany({ orderBy: { id: 'asc' }, select: { kind: true, toAddress: true, locale: true } });
const endCredentials = () => stage.zendesk.revoke(account, { clients: true, accessTokens: true });
const giveBack = () => stage.zendesk.client(account, 'verified_reviews', { secret: stage.clientSecret });
const calls = async () => (await stage.zendesk.requests(account)).count;

describe('credentials that Zendesk refuses', () => {
  test('pause at the first call, are told once, and go on by themselves with all that waited', async () => {
    await endCredentials();
    await stage.review();
    await stage.run();
    expect(await stage.connection()).toMatchObject({
      state: 'needs_credentials',
      lastErrorCode: 'unauthorized',
    });
    await stage.zendesk.clearRequests(account);
    await stage.review();
    await stage.run();
    await stage.run();
    expect(await calls()).toBe(0);

    // To the owner, once, in their language and with the fix; and the recovery once.
    await stage.check();
    await stage.check();
    expect(await mails()).toEqual([{ kind: 'connection_worse', toAddress: owner, locale: 'fr' }]);
    const { findContent } = await import('@/lib/mail/source');
    const mail = { ...(await stage.db.mail.findFirstOrThrow({})), kind: 'connection_worse' as const };
    const content = (await findContent(mail))?.content as { faults: { what: string; fix: string }[] };
    expect(content.faults[0]?.what).toContain('Zendesk refuse nos identifiants');
    expect(content.faults[0]?.fix).toContain('Centre d’administration');
    await giveBack();
    await stage.check();
    await stage.check();
    expect((await mails()).map(({ kind }) => kind)).toEqual(['connection_worse', 'connection_recovered']);
    expect(await findContent(mail)).toBeNull();

    expect(await stage.connection()).toMatchObject({ state: 'active', lastErrorCode: null });
    // Two reviews of one author may collide in Zendesk on the new requester; the second then waits its turn.
    const waiting = async () => {
      await stage.skipWaits();
      await stage.run();
      return stage.db.delivery.count({ where: { state: { not: 'done' } } });
    };
    await stage.until(waiting, (count) => count === 0);
    expect(await stage.tickets()).toHaveLength(2);
  });

  test('two runs that end together tell the owner once', async () => {
    await endCredentials();
    await Promise.all([stage.check(), stage.check(), stage.check()]);
    expect((await mails()).map(({ kind }) => kind)).toEqual(['connection_worse']);
    await giveBack();
    await Promise.all([stage.check(), stage.check()]);
    expect((await mails()).map(({ kind }) => kind)).toEqual(['connection_worse', 'connection_recovered']);
  });
});

describe('a refusal of rights', () => {
  test('pauses too, and a check that finds the account open lets the connection go on', async () => {
    await stage.zendesk.fault(account, {
      kind: 'status',
      status: 403,
      method: 'POST',
      path: 'api/v2/tickets',
    });
    await stage.review();
    await stage.run();
    expect(await stage.connection()).toMatchObject({ state: 'needs_attention', lastErrorCode: 'forbidden' });
    await stage.zendesk.clearFaults(account);
    await stage.check();
    expect(await stage.connection()).toMatchObject({ state: 'active', lastErrorCode: null });
    // It was about that one ticket: nothing is hammered, its own hour runs.
    const blocked = await stage.db.delivery.findFirstOrThrow({ where: { state: 'needs_merchant' } });
    expect(blocked.notBefore.getTime()).toBeGreaterThan(Date.now());
    const tickets = (await stage.tickets()).length;
    await stage.skipWaits();
    await stage.run();
    expect(await stage.tickets()).toHaveLength(tickets + 1);
  });
});

describe('the pump', () => {
  test('looks at what is due and at what was turned away, and at nothing else', async () => {
    const { healthPump } = await import('@/lib/health/pump');
    const where = { connectionId: stage.connectionId };
    const signal = new AbortController().signal;
    await stage.check();
    const sequence = async () => (await stage.db.healthRun.findUniqueOrThrow({ where })).sequence;
    const before = await sequence();
    await healthPump.run(signal);
    expect(await sequence()).toBe(before);
    await stage.db.healthRun.update({ where, data: { nextAt: new Date(0) } });
    await healthPump.run(signal);
    expect(await sequence()).toBe(before + 1);
    // Turned away a while after the last look: looked at again at once, not a quarter of an hour later.
    await stage.db.healthRun.update({ where, data: { checkedAt: new Date(Date.now() - 120_000) } });
    await endCredentials();
    await stage.review();
    await stage.run();
    await healthPump.run(signal);
    expect(await sequence()).toBe(before + 2);
    expect(await stage.db.healthResult.findFirst({ where: { ...where, name: 'credentials' } })).toMatchObject(
      {
        state: 'fault',
      },
    );
    await giveBack();
    await stage.check();
  });
});

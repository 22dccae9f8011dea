import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { inputs, openStage, type Stage } from '@/lib/connection/testing/stage';

let stage: Stage;
const account = 'boutique-fr';

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  await stage.db.zendeskConnection.deleteMany();
  await stage.service.saveConnection(await stage.caller(), inputs.oauth(account));
});

describe('a setup that was cut off', () => {
  const pump = async () => (await import('@/lib/connection/setupPump')).setupPump;
  const due = () => stage.db.zendeskConnection.updateMany({ data: { setupNotBefore: new Date(0) } });

  test('goes on by itself once Zendesk answers, without anybody saving', async () => {
    const other = await stage.caller('Maison Quatre');
    await stage.zendesk.fault(account, { kind: 'unavailable', method: 'POST', path: '^/api/v2/webhooks' });
    const { setupFault } = await stage.service.saveConnection(other, inputs.oauth(account));
    expect(setupFault?.kind).toBe('unavailable');
    const resume = async () => (await pump()).run(new AbortController().signal);
    await due();
    await resume();
    expect(await stage.find(other)).toMatchObject({ state: 'needs_attention', setupAttempts: 1 });
    await stage.zendesk.clearFaults(account);
    await due();
    await resume();
    await vi.waitFor(async () =>
      expect(await stage.find(other)).toMatchObject({ state: 'active', lastErrorCode: null }),
    );
    const { fields, triggers, webhooks } = await stage.made(account, other);
    expect([fields.length, triggers.length, webhooks.length]).toEqual([1, 1, 1]);
  });

  test('is not tried before its time, and leaves connections alone that are whole', async () => {
    await stage.zendesk.clearRequests(account);
    await due();
    await (await pump()).run(new AbortController().signal);
    expect((await stage.zendesk.requests(account)).count).toBe(0);
    const { setupUnfinished } = await import('@/lib/connection/connectionStore');
    await stage.db.zendeskConnection.updateMany({
      data: {
        state: 'needs_attention',
        lastErrorCode: setupUnfinished,
        setupNotBefore: new Date(Date.now() + 60_000),
      },
    });
    await (await pump()).run(new AbortController().signal);
    expect((await stage.zendesk.requests(account)).count).toBe(0);
  });
});

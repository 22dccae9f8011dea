import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import type { ConnectionInput } from '@/lib/connection/schema';
import { inputs, openStage, startSaving, type Stage } from '@/lib/connection/testing/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const account = 'boutique-fr';
beforeEach(async () => {
  await stage.zendesk.reset(account);
  // The account's other websites, those of the tests before, have left it.
  await stage.db.zendeskConnection.updateMany({ data: { state: 'disconnected' } });
});

const saveAgain = async (caller: Caller, change: object = {}) => {
  const version = (await stage.find(caller))?.version ?? 0;
  return stage.service.saveConnection(caller, inputs.oauth(account, { version, ...change }));
};

async function expectOneOfEach(caller: Caller, subdomain = account): Promise<void> {
  const { fields, triggers, webhooks } = await stage.made(subdomain, caller);
  expect({ fields: fields.length, triggers: triggers.length, webhooks: webhooks.length }).toEqual({
    fields: 1,
    triggers: 1,
    webhooks: 1,
  });
  const row = await stage.find(caller);
  expect(row).toMatchObject({ state: 'active', lastErrorCode: null });
  expect([
    String(row?.objects?.idCustomField),
    String(row?.objects?.idTrigger),
    row?.objects?.idWebhook,
  ]).toEqual([String(fields[0]?.id), String(triggers[0]?.id), webhooks[0]?.id]);
  expect([fields[0]?.active, triggers[0]?.active, webhooks[0]?.status]).toEqual([true, true, 'active']);
}

/** Starts saving in a process of its own and kills it while Zendesk keeps it waiting at one step. */
async function killAt(
  caller: Caller,
  input: ConnectionInput,
  step: { method: string; path: string },
): Promise<void> {
  await stage.zendesk.fault(account, { kind: 'hang', ...step });
  const child = startSaving(caller, input);
  const exited = once(child, 'exit');
  const isWaiting = async () => {
    const { requests } = await stage.zendesk.requests(account);
    expect(child.exitCode, 'the save must not end by itself').toBeNull();
    expect(
      requests.some(({ method, path }) => method === step.method && new RegExp(step.path).test(path)),
    ).toBe(true);
  };
  // A process of its own needs seconds to start on a busy machine.
  await vi.waitFor(isWaiting, { timeout: 45_000, interval: 20 });
  child.kill('SIGKILL');
  await exited;
  await stage.zendesk.clearFaults(account);
  // The dead owner's lease would run out by itself in seconds.
  await stage.db.lease.updateMany({ data: { until: new Date(0) } });
}

describe(
  'a save killed on its way, then done again, leaves one field, one webhook, one trigger',
  { timeout: 60_000 },
  () => {
    test.each([
      ['while it checks', { method: 'GET', path: '^/api/v2/users/me' }],
      ['before the field is made', { method: 'POST', path: '^/api/v2/ticket_fields' }],
      ['between field and webhook', { method: 'POST', path: '^/api/v2/webhooks' }],
      ['before the signing secret is read', { method: 'GET', path: 'signing_secret' }],
      ['before the notifications are told to skip our tickets', { method: 'PUT', path: '^/api/v2/triggers' }],
      ['before the trigger is made', { method: 'POST', path: '^/api/v2/triggers' }],
    ])('%s', async (_when, step) => {
      const caller = await stage.caller();
      await killAt(caller, inputs.oauth(account), step);
      expect((await stage.find(caller))?.state).not.toBe('active');
      expect(await saveAgain(caller)).toMatchObject({ setupFault: null });
      await expectOneOfEach(caller);
    });
  },
);

describe('Zendesk breaks off while the objects are made', () => {
  test.each([
    ['the field', { method: 'POST', path: '^/api/v2/ticket_fields' }],
    ['the webhook', { method: 'POST', path: '^/api/v2/webhooks' }],
    ['the trigger', { method: 'POST', path: '^/api/v2/triggers' }],
  ])(
    'the answer for %s is lost: the connection says it is unfinished, saving again finds it',
    async (_what, step) => {
      const caller = await stage.caller();
      await stage.zendesk.fault(account, { kind: 'cut_after', times: 1, ...step });
      const { setupFault } = await saveAgain(caller);
      expect(setupFault?.kind).toBe('connection');
      expect(await stage.find(caller)).toMatchObject({
        state: 'needs_attention',
        lastErrorCode: 'setup_unfinished',
      });
      expect(await saveAgain(caller, { secret: undefined })).toMatchObject({ setupFault: null });
      await expectOneOfEach(caller);
    },
  );

  test('a connection that has its objects stays active when a later save cannot check them', async () => {
    const caller = await stage.caller();
    await saveAgain(caller);
    await stage.zendesk.fault(account, {
      kind: 'unavailable',
      method: 'GET',
      path: '^/api/v2/ticket_fields',
    });
    expect((await saveAgain(caller)).setupFault?.kind).toBe('unavailable');
    expect(await stage.find(caller)).toMatchObject({ state: 'active', lastErrorCode: null });
  });
});

test('ten saves at once end in one of each, and all but one are told of the other', async () => {
  const caller = await stage.caller();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, () => stage.service.saveConnection(caller, inputs.oauth(account))),
  );
  const refusals = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
  );
  expect(refusals).toEqual(Array.from({ length: 9 }, () => 'version_conflict'));
  await expectOneOfEach(caller);
});

test('an object deleted in Zendesk is made again by saving, the others are kept', async () => {
  const caller = await stage.caller();
  await saveAgain(caller);
  const before = await stage.find(caller);
  const client = await stage.connections.openClient(before!.id);
  await client.request({ method: 'DELETE', path: `/api/v2/triggers/${before!.objects!.idTrigger}` });
  await saveAgain(caller);
  await expectOneOfEach(caller);
  const after = await stage.find(caller);
  expect(after!.objects!.idTrigger).not.toBe(before!.objects!.idTrigger);
  expect(after!.objects!.idWebhook).toBe(before!.objects!.idWebhook);
});

test('moving to another account sets everything up there and switches the former one off', async () => {
  await stage.zendesk.reset('boutique-en');
  const caller = await stage.caller();
  await saveAgain(caller);
  await stage.service.saveConnection(caller, inputs.token('boutique-en', { version: 1 }));
  await expectOneOfEach(caller, 'boutique-en');
  const left = await stage.made(account, caller);
  expect([left.triggers[0]?.active, left.webhooks[0]?.status]).toEqual([false, 'inactive']);
  expect(await stage.exempted(account)).toBe(0);
});

describe('disconnecting', () => {
  test('switches off trigger, webhook and exemptions, erases every secret, keeps ids; coming back uses the same objects', async () => {
    const caller = await stage.caller();
    await saveAgain(caller);
    expect(await stage.exempted(account)).toBeGreaterThan(0);
    const { id, objects } = (await stage.find(caller))!;
    expect(await stage.service.disconnect(caller, { version: 1 })).toEqual({ isZendeskTold: true });
    expect(await stage.find(caller)).toMatchObject({ state: 'disconnected', version: 2, objects });
    expect(await stage.secretNames(id)).toEqual([]);
    const { triggers, webhooks } = await stage.made(account, caller);
    expect([triggers[0]?.active, webhooks[0]?.status]).toEqual([false, 'inactive']);
    expect(await stage.exempted(account)).toBe(0);
    await expect(stage.connections.openClient(id)).rejects.toMatchObject({ code: 'connection_missing' });

    await saveAgain(caller);
    await expectOneOfEach(caller);
    expect((await stage.find(caller))?.objects).toMatchObject({
      idTrigger: objects!.idTrigger,
      idWebhook: objects!.idWebhook,
    });
  });

  test('works while Zendesk is away, and says that Zendesk was not told', async () => {
    const caller = await stage.caller();
    await saveAgain(caller);
    await stage.zendesk.fault(account, { kind: 'cut_before' });
    expect(await stage.service.disconnect(caller, { version: 1 })).toEqual({ isZendeskTold: false });
    const row = await stage.find(caller);
    expect(row?.state).toBe('disconnected');
    expect(await stage.secretNames(row!.id)).toEqual([]);
  });

  test('leaves the exemptions in place while another website uses the account', async () => {
    const [one, other] = [await stage.caller('Maison Un'), await stage.caller('Maison Deux')];
    await saveAgain(one);
    await saveAgain(other);
    const exempted = await stage.exempted(account);
    await stage.service.disconnect(one, { version: 1 });
    expect(await stage.exempted(account)).toBe(exempted);
    await expectOneOfEach(other);
    await stage.service.disconnect(other, { version: 1 });
    expect(await stage.exempted(account)).toBe(0);
  });

  test('is refused over a newer version, and where there is nothing to leave', async () => {
    const caller = await stage.caller();
    await expect(stage.service.disconnect(caller, { version: 0 })).rejects.toMatchObject({
      code: 'connection_missing',
    });
    await saveAgain(caller);
    await saveAgain(caller);
    await expect(stage.service.disconnect(caller, { version: 1 })).rejects.toMatchObject({
      code: 'version_conflict',
      params: { version: 2 },
    });
  });
});

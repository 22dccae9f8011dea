import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { account, openStage, outline, type HealthStage } from '@/lib/health/testing/stage';

let stage: HealthStage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage.close());

/** What carries this website's mark and works. */
async function made() {
  const { fields, triggers, webhooks } = await stage.zendesk.objects(account);
  const isOurs = (row: object) => JSON.stringify(row).includes(`verified-reviews:${stage.website.id}`);
  return {
    fields: fields.filter((row) => row.active && isOurs(row)).length,
    triggers: triggers.filter((row) => row.active && isOurs(row)).length,
    webhooks: webhooks.filter((row) => row.status === 'active' && isOurs(row)).length,
  };
}

async function breakAll(): Promise<void> {
  const { idCustomField, idTrigger, idWebhook } = await stage.objects();
  await stage.admin.delete(`/ticket_fields/${String(idCustomField)}`);
  await stage.admin.delete(`/triggers/${String(idTrigger)}`);
  await stage.admin.delete(`/webhooks/${String(idWebhook)}`);
}

/** A repair in a process of its own, which may be killed. */
function startRepair() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/health/testing/repairOnce.ts']);
  child.stdin.end(JSON.stringify(stage.caller));
  return { child, ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
}

test('fifty repairs at once make each object exactly once, and all is good afterwards', async () => {
  await breakAll();
  const { repairConnection } = await import('@/lib/health/repair');
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => repairConnection(stage.caller)));
  expect(outcomes.every(({ fault }) => fault === null)).toBe(true);
  expect(await made()).toEqual({ fields: 1, triggers: 1, webhooks: 1 });
  expect(outline(await stage.check())).toEqual([]);
}, 60_000);

test('repairs killed at any of their calls leave something the next one finishes, still once', async () => {
  const { repairConnection } = await import('@/lib/health/repair');
  // Each round is killed after another write, so that every gap between two of them is hit.
  for (let writes = 1; writes <= 3; writes += 1) {
    await breakAll();
    await stage.zendesk.clearRequests(account);
    const victims = [startRepair(), startRepair()];
    // Starting a process takes long on a busy machine.
    await vi.waitFor(
      async () => {
        const { requests } = await stage.zendesk.requests(account);
        expect(requests.filter(({ method }) => method === 'POST').length).toBeGreaterThanOrEqual(writes);
      },
      { timeout: 60_000, interval: 10 },
    );
    for (const { child } of victims) child.kill('SIGKILL');
    await Promise.all(victims.map(({ ended }) => ended));
    // What the killed ones held is free again once their leases have run out.
    await stage.db.lease.deleteMany({ where: { name: { endsWith: stage.connectionId } } });
    expect((await repairConnection(stage.caller)).fault).toBeNull();
    expect(await made()).toEqual({ fields: 1, triggers: 1, webhooks: 1 });
  }
  expect(outline(await stage.check())).toEqual([]);
}, 240_000);

test('a repair of what is in order changes nothing in the account', async () => {
  const { repairConnection } = await import('@/lib/health/repair');
  await repairConnection(stage.caller);
  await stage.zendesk.clearRequests(account);
  expect(await repairConnection(stage.caller)).toEqual({ fault: null, changes: [] });
  const { requests } = await stage.zendesk.requests(account);
  expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('doubles of one website are switched off and the account keeps what it had', async () => {
  const { triggers } = await stage.zendesk.objects(account);
  const { idTrigger } = await stage.objects();
  const own = triggers.find(({ id }) => id === Number(idTrigger));
  const { title, description, conditions, actions } = own ?? {};
  await stage.admin.post('/triggers', { trigger: { title, description, conditions, actions } });
  expect(await stage.find('separate_websites')).toMatchObject({ state: 'fault', reason: 'objects_doubled' });
  const { repairConnection } = await import('@/lib/health/repair');
  const { changes } = await repairConnection(stage.caller);
  expect(changes.map(({ object, differences }) => [object, differences])).toEqual([['trigger', ['active']]]);
  expect(await made()).toEqual({ fields: 1, triggers: 1, webhooks: 1 });
  expect(outline(await stage.check())).toEqual([]);
});

test('a connection that waits for credentials is not repaired, and Zendesk is not asked', async () => {
  const where = { id: stage.connectionId };
  await stage.db.zendeskConnection.update({ where, data: { state: 'needs_credentials' } });
  await stage.zendesk.clearRequests(account);
  const { repairConnection } = await import('@/lib/health/repair');
  await expect(repairConnection(stage.caller)).rejects.toMatchObject({ code: 'conflict' });
  expect((await stage.zendesk.requests(account)).count).toBe(0);
});

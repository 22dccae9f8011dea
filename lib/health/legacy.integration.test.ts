import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStage, type Stage } from '@/lib/connection/testing/stage';
import { inputs } from '@/lib/connection/testing/stage';
import type { Caller } from '@/lib/platform/audit';
import { client } from '../../e2e/zendesk/harness';

let stage: Stage;
// Whole stories on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage.close());

let subdomain = '';
let count = 0;
beforeEach(async () => {
  subdomain = `former-${(count += 1)}`;
  await stage.zendesk.createAccount({ subdomain });
});

const legacyUrl =
  'https://www.avis-verifies.example/index.php?action=act_zendesk_api&source=zendesk&id={{ticket.id}}';

/** What the former integration made: a field, a webhook called NetReviews, the trigger that calls it, and a dead target. */
async function plantLegacy() {
  const admin = client({ url: await practiceUrl() }, subdomain);
  const field = (await admin.post('/ticket_fields', { ticket_field: { type: 'text', title: 'idVente' } }))
    .json;
  const fieldId = field.ticket_field.id;
  const webhook = {
    name: 'NetReviews',
    endpoint: legacyUrl.replace('{{ticket.id}}', '1'),
    http_method: 'POST',
    request_format: 'form_encoded',
    status: 'active',
    subscriptions: ['conditional_ticket_events'],
  };
  const webhookId = (await admin.post('/webhooks', { webhook })).json.webhook.id;
  const body = [['params', `{"idVente":"{{ticket.ticket_field_${fieldId}}}"}`]];
  const trigger = {
    title: 'Avis Vérifiés',
    conditions: { all: [{ field: 'update_type', operator: 'is', value: 'Change' }], any: [] },
    actions: [{ field: 'notification_webhook', value: [webhookId, body] }],
  };
  const triggerId = (await admin.post('/triggers', { trigger })).json.trigger.id;
  return { admin, fieldId, webhookId, triggerId };
}

async function practiceUrl(): Promise<string> {
  const { env } = await import('@/lib/platform/env');
  return env.zendeskUrl.replace('/{subdomain}', '');
}

async function connect(caller: Caller) {
  await stage.service.saveConnection(caller, inputs.oauth(subdomain));
  const { objects } = (await stage.find(caller)) ?? {};
  if (!objects) throw new Error('not connected');
  return objects;
}

describe('the former integration', () => {
  test('is found with the field it writes, and taken over without anything doubled', async () => {
    const { fieldId, webhookId, triggerId } = await plantLegacy();
    const caller = await stage.caller();
    await connect(caller);
    const { listLegacy, takeLegacyOver } = await import('@/lib/health/legacy');
    const found = await listLegacy(caller.websiteId);
    expect(found.map(({ kind, id, fieldId: field }) => [kind, id, field])).toEqual([
      ['trigger', String(triggerId), fieldId],
      ['webhook', webhookId, null],
    ]);
    expect((await takeLegacyOver(caller)).fault).toBeNull();
    const { objects } = (await stage.find(caller)) ?? {};
    expect(Number(objects?.idCustomField)).toBe(fieldId);
    const { triggers, webhooks } = await stage.zendesk.objects(subdomain);
    expect(triggers.find(({ id }) => id === triggerId)?.active).toBe(false);
    expect(webhooks.find(({ id }) => id === webhookId)?.status).toBe('inactive');
    const ours = triggers.find(({ id }) => id === Number(objects?.idTrigger));
    expect(JSON.stringify(ours?.actions)).toContain(`ticket_field_${fieldId}`);
    await takeLegacyOver(caller);
    const made = await stage.made(subdomain, caller);
    expect([made.triggers.length, made.webhooks.length]).toEqual([1, 1]);
  });

  test('left alone is shown and no longer warned of', async () => {
    const { triggerId } = await plantLegacy();
    const caller = await stage.caller();
    await connect(caller);
    const row = await stage.find(caller);
    const { checkNow } = await import('@/lib/health/run');
    const legacy = async () => (await checkNow(row?.id ?? ''))?.find(({ name }) => name === 'legacy');
    expect(await legacy()).toMatchObject({ state: 'warning', reason: 'legacy_found' });
    const { leaveLegacy } = await import('@/lib/health/legacy');
    expect((await leaveLegacy(caller)).every(({ isLeft }) => isLeft)).toBe(true);
    expect(await legacy()).toMatchObject({ state: 'ok' });
    const { triggers } = await stage.zendesk.objects(subdomain);
    expect(triggers.find(({ id }) => id === triggerId)?.active).toBe(true);
  });

  test('known ids of an import are used on connecting instead of new objects', async () => {
    const { fieldId, triggerId } = await plantLegacy();
    const caller = await stage.caller();
    const { importLegacyRows } = await import('@/lib/health/legacy');
    const csv = `idWebsite,idCustomField,idTrigger\n${caller.websiteId},${fieldId},${triggerId}\n`;
    expect(await importLegacyRows(caller, csv)).toEqual({ imported: 1, skipped: [] });
    const objects = await connect(caller);
    expect([Number(objects.idCustomField), Number(objects.idTrigger)]).toEqual([fieldId, triggerId]);
    const { fields, triggers } = await stage.zendesk.objects(subdomain);
    expect(fields.filter(({ title }) => title === 'idVente')).toHaveLength(1);
    const mails = (row: { actions: { field: string }[] }) =>
      row.actions.some(({ field }) => field === 'notification_webhook');
    expect(triggers.filter(mails)).toHaveLength(1);
  });

  test("an import never touches a rule that is the merchant's own, nor another merchant's website", async () => {
    const { admin } = await plantLegacy();
    const own = {
      title: 'Priorité haute',
      conditions: { all: [{ field: 'update_type', operator: 'is', value: 'Create' }], any: [] },
      actions: [{ field: 'priority', value: 'high' }],
    };
    const ownId = (await admin.post('/triggers', { trigger: own })).json.trigger.id;
    const caller = await stage.caller();
    const stranger = await stage.caller('Un autre');
    const { importLegacyRows } = await import('@/lib/health/legacy');
    const csv = `${caller.websiteId},,${ownId}\n${stranger.websiteId},1,2`;
    expect(await importLegacyRows(caller, csv)).toEqual({
      imported: 1,
      skipped: [{ line: 2, reason: 'website_unknown' }],
    });
    await connect(caller);
    const { triggers } = await stage.zendesk.objects(subdomain);
    expect(triggers.find(({ id }) => id === ownId)).toMatchObject({ title: 'Priorité haute', active: true });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { ticketSettingsForm, ticketSettingsInput, type TicketSettingsInput } from '@/lib/connection/schema';
import { inputs, openStage, type Stage } from '@/lib/connection/testing/stage';
import { choicesOf, plainSettings, saveSettings, sendReview } from '@/lib/connection/testing/tickets';

let stage: Stage;
let caller: Caller;
const account = 'boutique-fr';

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  await stage.db.zendeskConnection.deleteMany();
  caller = await stage.caller();
  await stage.service.saveConnection(caller, inputs.oauth(account));
});

const save = (change: Partial<TicketSettingsInput>) => saveSettings(caller, change);
const choices = () => choicesOf(caller);

test('the choices are the account’s own, at this moment', async () => {
  const { groups, brands, forms, assignees } = await choices();
  expect(groups.length).toBeGreaterThan(0);
  expect(brands.length).toBeGreaterThan(0);
  expect(forms.length).toBeGreaterThan(0);
  expect(assignees.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Alex Martin', 'Camille Durand', 'Sam Petit']),
  );
  await stage.zendesk.changeUser(account, `sam@${account}.test`, { suspended: true });
  expect((await choices()).assignees.map(({ name }) => name)).not.toContain('Sam Petit');
});

test('new tickets get what was chosen, in the name that was chosen', async () => {
  const { groups, brands, forms, assignees } = await choices();
  const sam = assignees.find(({ name }) => name === 'Sam Petit')!;
  const chosen = { groupId: groups[0]!.id, brandId: brands[0]!.id, formId: forms[0]!.id, assigneeId: sam.id };
  const given = { priority: 'high', type: 'question', tags: ['avis', 'vip'] } as const;
  const { settings: saved, setupFault } = await save({
    ...chosen,
    ...given,
    tags: [...given.tags],
    requesterMode: 'integration_user',
  });
  expect(setupFault).toBeNull();
  expect(saved).toMatchObject({ ...chosen, ...given, version: 2 });
  const ticket = await sendReview(stage, caller, account);
  expect(ticket).toMatchObject({
    groupId: chosen.groupId,
    brandId: chosen.brandId,
    ticketFormId: chosen.formId,
    assigneeId: sam.id,
    priority: 'high',
    type: 'question',
  });
  expect(ticket?.tags).toEqual(
    expect.arrayContaining(['avis', 'vip', 'verified_reviews', 'vr_in_moderation']),
  );
  expect(ticket?.requester).toBe(`admin@${account}.test`);
});

test('whom the merchant lists as no person is no person to the engine, and the log of people names them', async () => {
  const bots = ['400000010000007', 'bot@shop.test'];
  const { settings: saved } = await save({ botUsers: [...bots, bots[1]!] });
  expect(saved.botUsers).toEqual(bots);
  const { toEngineConnection } = await import('@/lib/sync/runtime/connection');
  const row = await stage.db.zendeskConnection.findUniqueOrThrow({
    where: { websiteId: caller.websiteId },
    include: { website: true, objects: true },
  });
  expect(toEngineConnection(row).bots).toEqual(new Set(bots));
  const logged = await stage.db.auditLog.findFirstOrThrow({
    where: { action: 'zendesk.ticket_settings_saved', websiteId: caller.websiteId },
    orderBy: { id: 'desc' },
  });
  expect(logged.data).toMatchObject({ botUsers: bots });
});

test('saving brings the account in line and says what it changed there', async () => {
  const { webhooks } = await stage.made(account, caller);
  const client = await stage.connections.openClient((await stage.find(caller))!.id);
  await client.request({
    method: 'PATCH',
    path: `/api/v2/webhooks/${webhooks[0]!.id}`,
    body: { webhook: { status: 'inactive' } },
  });
  const { changes } = await save({ priority: 'low' });
  expect(changes).toEqual([
    {
      object: 'webhook',
      action: 'repaired',
      id: webhooks[0]!.id,
      title: 'NetReviews',
      differences: ['status'],
    },
  ]);
  expect((await save({ priority: 'high', version: 2 })).changes).toEqual([]);
});

describe('is refused', () => {
  test('a choice that the account does not offer, by field, and nothing is saved', async () => {
    await expect(save({ groupId: 4711, tags: ['avis'] })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'groupId', code: 'choice_gone' }],
    });
    expect(await stage.find(caller)).toMatchObject({ ticketVersion: 1, ticketTags: [] });
  });

  test('an older version', async () => {
    await save({ priority: 'low' });
    await expect(save({ priority: 'high' })).rejects.toMatchObject({
      code: 'version_conflict',
      params: { version: 2 },
    });
  });

  test('an answer that is not what Zendesk promises: an error with the request’s id, not a crash', async () => {
    await stage.zendesk.fault(account, {
      kind: 'status',
      status: 200,
      body: '{"groups":"many"}',
      path: '^/api/v2/groups',
    });
    await expect(choices()).rejects.toMatchObject({ status: 502 });
  });

  test('tags of ours and tags Zendesk would cut up', () => {
    const codes = (tags: string[]) =>
      ticketSettingsInput.safeParse({ ...plainSettings, tags }).error?.issues.map(({ message }) => message);
    expect(codes(['vr_rating_5'])).toEqual(['tag_reserved']);
    expect(codes(['deux mots'])).toEqual(['tag_invalid']);
    const ofBots = (botUsers: string[]) =>
      ticketSettingsInput
        .safeParse({ ...plainSettings, botUsers })
        .error?.issues.map(({ message }) => message);
    for (const user of ['Le robot', '#12', '-3', '1.5', '0', 'bot@', '12345678901234567'])
      expect(ofBots([user])).toEqual(['bot_invalid']);
    expect(ofBots([' 42 ', 'Bot@Shop.test', 'bot+avis@müller.de'])).toBeUndefined();
    const form = ticketSettingsForm.safeParse({ ...plainSettings, tags: 'ok, vr_x', botUsers: '' });
    expect(form.error?.issues.map(({ path, message }) => [path.join('.'), message])).toContainEqual([
      'tags',
      'tag_reserved',
    ]);
    expect(ticketSettingsForm.parse({ ...plainSettings, tags: ' Avis, VIP ', botUsers: '' }).tags).toEqual([
      'avis',
      'vip',
    ]);
  });
});

test('settings without a choice of the account are saved while Zendesk is away, and carried there later', async () => {
  await stage.zendesk.fault(account, { kind: 'unavailable' });
  const { setupFault } = await save({ priority: 'urgent' });
  expect(setupFault?.kind).toBe('unavailable');
  expect(await stage.find(caller)).toMatchObject({ ticketPriority: 'urgent', state: 'active' });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Caller } from '@/lib/applications/caller';
import { ticketSettingsForm, ticketSettingsInput, type TicketSettingsInput } from '@/lib/applications/schema';
import { inputs, openStage, type Stage } from '@/lib/applications/testing/stage';
import { makeReview } from '@/prisma/seed/factories';

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

const plain: TicketSettingsInput = {
  requesterMode: 'author',
  ticketScope: 'in_moderation',
  maxRating: 2,
  groupId: null,
  assigneeId: null,
  brandId: null,
  formId: null,
  priority: null,
  type: null,
  tags: [],
  version: 1,
};
const settings = () => import('@/lib/applications/ticketSettings');
const save = async (change: Partial<TicketSettingsInput>, as = caller) =>
  (await settings()).saveTicketSettings(as, { ...plain, ...change });
const choices = async () => (await settings()).listChoices(caller.websiteId);

/** A review of one star, carried to the account. */
async function sendReview(as = caller) {
  const review = await stage.transaction((tx) =>
    makeReview(tx, {
      websiteId: as.websiteId,
      at: new Date(),
      orderRef: 'CMD-1',
      rating: 1,
      comment: 'Cassé.',
    }),
  );
  const { runEngine } = await import('@/lib/sync/engine');
  await runEngine((await stage.find(as))!.id, new AbortController().signal);
  const tickets = await stage.zendesk.tickets(account);
  return tickets.find(({ externalId }) => externalId === `verified-reviews:${review.id}`);
}

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
  const ticket = await sendReview();
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
      ticketSettingsInput.safeParse({ ...plain, tags }).error?.issues.map(({ message }) => message);
    expect(codes(['vr_rating_5'])).toEqual(['tag_reserved']);
    expect(codes(['deux mots'])).toEqual(['tag_invalid']);
    const form = ticketSettingsForm.safeParse({ ...plain, tags: 'ok, vr_x' });
    expect(form.error?.issues.map(({ path, message }) => [path.join('.'), message])).toContainEqual([
      'tags',
      'tag_reserved',
    ]);
    expect(ticketSettingsForm.parse({ ...plain, tags: ' Avis, VIP ' }).tags).toEqual(['avis', 'vip']);
  });
});

test('settings without a choice of the account are saved while Zendesk is away, and carried there later', async () => {
  await stage.zendesk.fault(account, { kind: 'unavailable' });
  const { setupFault } = await save({ priority: 'urgent' });
  expect(setupFault?.kind).toBe('unavailable');
  expect(await stage.find(caller)).toMatchObject({ ticketPriority: 'urgent', state: 'active' });
});

describe('another website', () => {
  const copy = async (to: Caller, from: Caller, mayRead = true) =>
    (await import('@/lib/applications/copySettings')).copySettings(
      to,
      { from: from.websiteId, parts: ['tickets', 'moderation', 'chat'] },
      () => mayRead,
    );

  test('of the same account takes over everything, and keeps its own connection, objects and secrets', async () => {
    const { groups } = await choices();
    await save({ groupId: groups[0]!.id, priority: 'high', tags: ['avis'], ticketScope: 'all' });
    const other = await stage.caller('Maison Deux');
    await stage.service.saveConnection(other, inputs.oauth(account));
    const before = await stage.find(other);
    expect(await copy(other, caller)).toEqual({
      parts: ['tickets', 'moderation', 'chat'],
      isOtherAccount: false,
    });
    const after = await stage.find(other);
    expect(after).toMatchObject({
      ticketGroupId: BigInt(groups[0]!.id),
      ticketPriority: 'high',
      ticketTags: ['avis'],
      ticketScope: 'all',
      id: before!.id,
      objects: { idTrigger: before!.objects!.idTrigger, idWebhook: before!.objects!.idWebhook },
    });
  });

  test('of another account takes over what means the same there', async () => {
    const { groups } = await choices();
    await save({ groupId: groups[0]!.id, priority: 'high' });
    await stage.zendesk.reset('boutique-en');
    const other = await stage.caller('Maison Trois');
    await stage.service.saveConnection(other, inputs.oauth('boutique-en'));
    expect((await copy(other, caller)).isOtherAccount).toBe(true);
    expect(await stage.find(other)).toMatchObject({ ticketGroupId: null, ticketPriority: 'high' });
  });

  test('of somebody else, and the website itself, are not read', async () => {
    const stranger = await stage.caller('Fremd');
    await expect(copy(caller, stranger, false)).rejects.toMatchObject({ code: 'not_found' });
    await expect(copy(caller, caller)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('in the same account does not mix: each review goes to its own website’s ticket, trigger and webhook', async () => {
    const other = await stage.caller('Maison Deux');
    await stage.service.saveConnection(other, inputs.oauth(account));
    const [one, two] = [await sendReview(caller), await sendReview(other)];
    const [mine, theirs] = [await stage.made(account, caller), await stage.made(account, other)];
    const fieldOf = (made: typeof mine) => String(made.fields[0]!.id);
    expect(one?.customFields[fieldOf(mine)]).toBe('CMD-1');
    expect(one?.customFields[fieldOf(theirs)] ?? null).toBeNull();
    expect(two?.customFields[fieldOf(theirs)]).toBe('CMD-1');
    const siteTag = (ticket: typeof one) => ticket?.tags.filter((tag) => tag.startsWith('vr_site_'));
    expect(siteTag(one)).not.toEqual(siteTag(two));
    expect(mine.webhooks[0]!.endpoint).not.toBe(theirs.webhooks[0]!.endpoint);
  });
});

describe('a setup that was cut off', () => {
  const pump = async () => (await import('@/lib/applications/setupPump')).setupPump;
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
    const { setupUnfinished } = await import('@/lib/applications/connectionStore');
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

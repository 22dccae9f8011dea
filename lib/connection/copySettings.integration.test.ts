/** Websites beside each other: what one takes over from another, and what stays each one's own. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '@/lib/platform/audit';
import { inputs, openStage, type Stage } from '@/lib/connection/testing/stage';
import { choicesOf, saveSettings, sendReview } from '@/lib/connection/testing/tickets';

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

describe('another website', () => {
  const copy = async (to: Caller, from: Caller, mayRead = true) =>
    (await import('@/lib/connection/copySettings')).copySettings(
      to,
      { from: from.websiteId, parts: ['tickets', 'moderation', 'chat'] },
      () => mayRead,
    );

  test('of the same account takes over everything, and keeps its own connection, objects and secrets', async () => {
    const { groups } = await choicesOf(caller);
    await saveSettings(caller, {
      groupId: groups[0]!.id,
      priority: 'high',
      tags: ['avis'],
      botUsers: ['77', 'bot@shop.test'],
      ticketScope: 'all',
    });
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
      botUsers: ['77', 'bot@shop.test'],
      ticketScope: 'all',
      id: before!.id,
      objects: { idTrigger: before!.objects!.idTrigger, idWebhook: before!.objects!.idWebhook },
    });
  });

  test('of another account takes over what means the same there', async () => {
    const { groups } = await choicesOf(caller);
    const botUsers = ['77', 'bot@shop.test'];
    await saveSettings(caller, { groupId: groups[0]!.id, priority: 'high', botUsers });
    await stage.zendesk.reset('boutique-en');
    const other = await stage.caller('Maison Trois');
    await stage.service.saveConnection(other, inputs.oauth('boutique-en'));
    await saveSettings(other, { botUsers: ['88', 'old@shop.test'] });
    expect((await copy(other, caller)).isOtherAccount).toBe(true);
    expect(await stage.find(other)).toMatchObject({
      ticketGroupId: null,
      ticketPriority: 'high',
      botUsers: ['bot@shop.test', '88'],
    });
  });

  test('of somebody else, and the website itself, are not read', async () => {
    const stranger = await stage.caller('Fremd');
    await expect(copy(caller, stranger, false)).rejects.toMatchObject({ code: 'not_found' });
    await expect(copy(caller, caller)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('in the same account does not mix: each review goes to its own website’s ticket, trigger and webhook', async () => {
    const other = await stage.caller('Maison Deux');
    await stage.service.saveConnection(other, inputs.oauth(account));
    const [one, two] = [await sendReview(stage, caller, account), await sendReview(stage, other, account)];
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

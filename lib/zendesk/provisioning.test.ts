import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeZendesk, type PracticeZendesk } from '../../e2e/zendesk/server';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { listMailingTriggers } from '@/lib/zendesk/objects/exemptions';
import { ensureObjects } from '@/lib/zendesk/provisioning';
import { updateField } from '@/lib/zendesk/resources/fields';
import { replaceTrigger } from '@/lib/zendesk/resources/triggers';
import { patchWebhook } from '@/lib/zendesk/resources/webhooks';
import { rejection } from '@/lib/zendesk/testing/fakeZendesk';
import {
  accountOpener,
  openAs,
  otherWebsiteId,
  wantedObjects,
  websiteId,
} from '@/lib/zendesk/testing/practiceAccount';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startPracticeZendesk({ port: 0 });
});
afterAll(() => practice.close());
const openAccount = accountOpener(() => practice);

const { endpoint } = wantedObjects();

/** Ours only: the account has objects of its own. */
async function ownObjects(subdomain: string, id = websiteId) {
  const { fields, triggers, webhooks } = await practice.control.objects(subdomain);
  const isOurs = (row: object) => JSON.stringify(row).includes(`verified-reviews:${id}`);
  return {
    fields: fields.filter(isOurs),
    triggers: triggers.filter(isOurs),
    webhooks: webhooks.filter(isOurs),
  };
}

/** Lets `allowed` writes through and then fails like a connection that is cut; after the write when `isAnswerLost`. */
function failingClient(client: ZendeskClient, allowed: number, isAnswerLost: boolean): ZendeskClient {
  let writes = 0;
  return {
    baseUrl: client.baseUrl,
    async request(wantedRequest) {
      const isWrite = wantedRequest.method !== 'GET';
      if (isWrite && writes++ >= allowed) {
        if (isAnswerLost) await client.request(wantedRequest);
        throw new Error('killed');
      }
      return client.request(wantedRequest);
    },
  };
}

describe('ensureObjects', () => {
  it('makes field, webhook and trigger, and reads the signing secret', async () => {
    const { subdomain, client } = await openAccount();
    const made = await ensureObjects(client, wantedObjects());
    expect(made.changes.map(({ object, action }) => `${object} ${action}`)).toEqual([
      'field created',
      'webhook created',
      'category created',
      'trigger created',
    ]);
    expect(made.signingSecret).not.toBe('');
    const { fields, triggers, webhooks } = await ownObjects(subdomain);
    expect(fields).toEqual([expect.objectContaining({ id: made.fieldId, type: 'text', title: 'idVente' })]);
    expect(webhooks).toEqual([expect.objectContaining({ id: made.webhookId, name: 'NetReviews', endpoint })]);
    expect(triggers).toEqual([
      expect.objectContaining({ id: made.triggerId, title: 'Verified Reviews: Maison Lune' }),
    ]);
  });

  it('changes nothing on a second run, by id or by mark', async () => {
    const { subdomain, client } = await openAccount();
    const { changes: _changes, ...first } = await ensureObjects(client, wantedObjects({ exempt: true }));
    await practice.control.clearRequests(subdomain);
    await expect(ensureObjects(client, wantedObjects({ exempt: true, known: first }))).resolves.toEqual({
      ...first,
      changes: [],
    });
    const { requests } = await practice.control.requests(subdomain);
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    const adopted = await ensureObjects(client, wantedObjects({ exempt: true }));
    expect(adopted).toMatchObject(first);
    expect(adopted.changes.map(({ action }) => action)).toEqual(['adopted', 'adopted', 'adopted']);
    const objects = await ownObjects(subdomain);
    expect(Object.values(objects).map((rows) => rows.length)).toEqual([1, 1, 1]);
  });

  const deaths = [0, 1, 2, 3, 4].flatMap((allowed) =>
    [false, true].map((isAnswerLost) => ({ allowed, isAnswerLost })),
  );

  it.each(deaths)(
    'has one of each after a run killed after $allowed writes (answer lost: $isAnswerLost)',
    async (death) => {
      const { subdomain, client } = await openAccount();
      const dying = failingClient(client, death.allowed, death.isAnswerLost);
      await expect(ensureObjects(dying, wantedObjects({ exempt: true }))).rejects.toThrow('killed');
      const made = await ensureObjects(client, wantedObjects({ exempt: true }));
      const { fields, triggers, webhooks } = await ownObjects(subdomain);
      expect([fields, webhooks, triggers].map((rows) => rows.map((row) => row.id))).toEqual([
        [made.fieldId],
        [made.webhookId],
        [made.triggerId],
      ]);
      expect(await listMailingTriggers(client)).toEqual([]);
    },
  );

  it('keeps two websites of one account apart', async () => {
    const { subdomain, client } = await openAccount();
    const first = await ensureObjects(client, wantedObjects());
    const other = wantedObjects({
      websiteId: otherWebsiteId,
      endpoint: `${endpoint}-2`,
      known: { fieldId: first.fieldId, triggerId: first.triggerId },
    });
    const second = await ensureObjects(client, other);
    expect(second.fieldId).not.toBe(first.fieldId);
    expect(second.webhookId).not.toBe(first.webhookId);
    expect(second.triggerId).not.toBe(first.triggerId);
    await expect(ensureObjects(client, wantedObjects({ known: first }))).resolves.toMatchObject({
      changes: [],
    });
    expect((await ownObjects(subdomain, otherWebsiteId)).triggers).toHaveLength(1);
  });

  it('repairs what was edited and says what was different', async () => {
    const { client } = await openAccount();
    const { changes: _changes, ...known } = await ensureObjects(client, wantedObjects());
    await updateField(client, known.fieldId, { active: false });
    await patchWebhook(client, known.webhookId, { endpoint: `${endpoint}/elsewhere` });
    const conditions = { all: [{ field: 'update_type', operator: 'is', value: 'Change' }], any: [] };
    const actions = [{ field: 'notification_webhook', value: [known.webhookId, '{"edited":true}'] }];
    await replaceTrigger(client, known.triggerId, { title: 'Renamed', active: false, conditions, actions });
    const repaired = await ensureObjects(client, wantedObjects({ known }));
    expect(repaired).toMatchObject(known);
    expect(repaired.changes.map(({ object, action, differences }) => [object, action, differences])).toEqual([
      ['field', 'repaired', ['active']],
      ['webhook', 'repaired', ['endpoint']],
      ['trigger', 'repaired', ['active', 'title', 'conditions', 'actions']],
    ]);
    await expect(ensureObjects(client, wantedObjects({ known }))).resolves.toMatchObject({ changes: [] });
  });

  it('makes anew what was deleted, and points the trigger to the new webhook', async () => {
    const { subdomain, client } = await openAccount();
    const { changes: _changes, ...known } = await ensureObjects(client, wantedObjects());
    await client.request({ method: 'DELETE', path: `/api/v2/webhooks/${known.webhookId}` });
    await client.request({ method: 'DELETE', path: `/api/v2/ticket_fields/${known.fieldId}` });
    const made = await ensureObjects(client, wantedObjects({ known }));
    expect(made.changes.map(({ object, action }) => `${object} ${action}`)).toEqual([
      'field created',
      'webhook created',
      'trigger repaired',
    ]);
    expect(made.triggerId).toBe(known.triggerId);
    const [trigger] = (await ownObjects(subdomain)).triggers;
    expect(JSON.stringify(trigger?.actions)).toContain(made.webhookId);
    expect(JSON.stringify(trigger?.actions)).toContain(`ticket_field_${made.fieldId}`);
  });

  it('says forbidden to a user who is no administrator', async () => {
    const { subdomain } = await openAccount();
    const client = openAs(practice, subdomain, 'camille');
    expect(await rejection(ensureObjects(client, wantedObjects()))).toMatchObject({ kind: 'forbidden' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPracticeZendesk, type PracticeZendesk } from '../../e2e/zendesk/server';
import { apiTokenAuth } from '@/lib/zendesk/auth';
import { createZendeskClient, type ZendeskClient } from '@/lib/zendesk/client';
import { addExemptions, listMailingTriggers, removeExemptions } from '@/lib/zendesk/objects/exemptions';
import { siteTag } from '@/lib/zendesk/objects/mark';
import { ensureObjects, type WantedObjects } from '@/lib/zendesk/provisioning';
import { updateField } from '@/lib/zendesk/resources/fields';
import { createTicket } from '@/lib/zendesk/resources/tickets';
import { listTriggers, replaceTrigger } from '@/lib/zendesk/resources/triggers';
import { patchWebhook } from '@/lib/zendesk/resources/webhooks';
import { rejection } from '@/lib/zendesk/testing/fakeZendesk';
import { parseTriggerBody } from '@/lib/zendesk/triggerBody';
import { verifySignature } from '@/lib/zendesk/webhookSignature';

type Delivery = { body: string; headers: Record<string, string | string[] | undefined> };

let practice: PracticeZendesk;
let intake: Server;
const deliveries: Delivery[] = [];
let endpoint = '';
let count = 0;

beforeAll(async () => {
  practice = await startPracticeZendesk({ port: 0 });
  intake = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliveries.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
      response.writeHead(200).end('{}');
    });
  });
  await new Promise<void>((resolve) => intake.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(intake.address() as AddressInfo).port}/api/zendesk/webhooks/connection-1`;
});
afterAll(async () => {
  await practice.close();
  intake.closeAllConnections();
  await new Promise((resolve) => intake.close(resolve));
});

/** An account of its own for each test. */
async function openAccount() {
  count += 1;
  const subdomain = `provision-${count}`;
  await practice.control.createAccount({ subdomain });
  const auth = apiTokenAuth({ email: `admin@${subdomain}.test`, apiToken: `zt-${subdomain}-demo-token` });
  return { subdomain, client: createZendeskClient({ baseUrl: `${practice.url}/${subdomain}`, auth }) };
}

const websiteId = '3f0f7d6e-2b0b-4d6e-9c55-0123456789ab';
const otherWebsiteId = '8a1c2b3d-4e5f-4a6b-8c7d-ba9876543210';

function wanted(changes: Partial<WantedObjects> = {}): WantedObjects {
  return {
    websiteId,
    known: {},
    endpoint,
    apiKey: 'vr-key-1',
    titles: { field: 'idVente', webhook: 'NetReviews', trigger: 'Verified Reviews: Maison Lune' },
    exempt: false,
    ...changes,
  };
}

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
    const made = await ensureObjects(client, wanted());
    expect(made.changes.map(({ object, action }) => `${object} ${action}`)).toEqual([
      'field created',
      'webhook created',
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
    const { changes: _changes, ...first } = await ensureObjects(client, wanted({ exempt: true }));
    await practice.control.clearRequests(subdomain);
    await expect(ensureObjects(client, wanted({ exempt: true, known: first }))).resolves.toEqual({
      ...first,
      changes: [],
    });
    const { requests } = await practice.control.requests(subdomain);
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    const adopted = await ensureObjects(client, wanted({ exempt: true }));
    expect(adopted).toMatchObject(first);
    expect(adopted.changes.map(({ action }) => action)).toEqual(['adopted', 'adopted', 'adopted']);
    const objects = await ownObjects(subdomain);
    expect(Object.values(objects).map((rows) => rows.length)).toEqual([1, 1, 1]);
  });

  it.each([false, true])(
    'survives being killed at each write (answer lost: %s): one of each at the end',
    async (isAnswerLost) => {
      for (let allowed = 0; allowed < 5; allowed += 1) {
        const { subdomain, client } = await openAccount();
        const killed = ensureObjects(failingClient(client, allowed, isAnswerLost), wanted({ exempt: true }));
        await expect(killed).rejects.toThrow('killed');
        const made = await ensureObjects(client, wanted({ exempt: true }));
        const { fields, triggers, webhooks } = await ownObjects(subdomain);
        expect([fields, webhooks, triggers].map((rows) => rows.map((row) => row.id))).toEqual([
          [made.fieldId],
          [made.webhookId],
          [made.triggerId],
        ]);
        expect(await listMailingTriggers(client)).toEqual([]);
      }
    },
  );

  it('keeps two websites of one account apart', async () => {
    const { subdomain, client } = await openAccount();
    const first = await ensureObjects(client, wanted());
    const other = wanted({
      websiteId: otherWebsiteId,
      endpoint: `${endpoint}-2`,
      known: { fieldId: first.fieldId, triggerId: first.triggerId },
    });
    const second = await ensureObjects(client, other);
    expect(second.fieldId).not.toBe(first.fieldId);
    expect(second.webhookId).not.toBe(first.webhookId);
    expect(second.triggerId).not.toBe(first.triggerId);
    await expect(ensureObjects(client, wanted({ known: first }))).resolves.toMatchObject({ changes: [] });
    expect((await ownObjects(subdomain, otherWebsiteId)).triggers).toHaveLength(1);
  });

  it('repairs what was edited and says what was different', async () => {
    const { client } = await openAccount();
    const { changes: _changes, ...known } = await ensureObjects(client, wanted());
    await updateField(client, known.fieldId, { active: false });
    await patchWebhook(client, known.webhookId, { endpoint: `${endpoint}/elsewhere` });
    const conditions = { all: [{ field: 'update_type', operator: 'is', value: 'Change' }], any: [] };
    const actions = [{ field: 'notification_webhook', value: [known.webhookId, '{"edited":true}'] }];
    await replaceTrigger(client, known.triggerId, { title: 'Renamed', active: false, conditions, actions });
    const repaired = await ensureObjects(client, wanted({ known }));
    expect(repaired).toMatchObject(known);
    expect(repaired.changes.map(({ object, action, differences }) => [object, action, differences])).toEqual([
      ['field', 'repaired', ['active']],
      ['webhook', 'repaired', ['endpoint']],
      ['trigger', 'repaired', ['active', 'title', 'conditions', 'actions']],
    ]);
    await expect(ensureObjects(client, wanted({ known }))).resolves.toMatchObject({ changes: [] });
  });

  it('makes anew what was deleted, and points the trigger to the new webhook', async () => {
    const { subdomain, client } = await openAccount();
    const { changes: _changes, ...known } = await ensureObjects(client, wanted());
    await client.request({ method: 'DELETE', path: `/api/v2/webhooks/${known.webhookId}` });
    await client.request({ method: 'DELETE', path: `/api/v2/ticket_fields/${known.fieldId}` });
    const made = await ensureObjects(client, wanted({ known }));
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
    const auth = apiTokenAuth({ email: `camille@${subdomain}.test`, apiToken: `zt-${subdomain}-demo-token` });
    const client = createZendeskClient({ baseUrl: `${practice.url}/${subdomain}`, auth });
    expect(await rejection(ensureObjects(client, wanted()))).toMatchObject({ kind: 'forbidden' });
  });
});

describe("the account's own notifications", () => {
  it('leave our tickets alone, and are restored to the letter', async () => {
    const { client } = await openAccount();
    const before = await listTriggers(client);
    const plain = (rows: typeof before) =>
      rows.map(({ id, title, active, conditions, actions }) => ({ id, title, active, conditions, actions }));
    const changes = await addExemptions(client);
    expect(changes.length).toBeGreaterThan(0);
    expect(await addExemptions(client)).toEqual([]);
    expect(plain(await listTriggers(client))).not.toEqual(plain(before));
    expect((await removeExemptions(client)).map(({ id }) => id).sort()).toEqual(
      changes.map(({ id }) => id).sort(),
    );
    expect(plain(await listTriggers(client))).toEqual(plain(before));
    expect(await removeExemptions(client)).toEqual([]);
  });

  it('keep a condition somebody wrote by hand', async () => {
    const { client } = await openAccount();
    const [mailing] = await listMailingTriggers(client);
    const byHand = { field: 'current_tags', operator: 'not_includes', value: 'vip verified_reviews' };
    const { title, actions, conditions } = mailing!;
    const all = [...(conditions?.all ?? []), byHand];
    await replaceTrigger(client, mailing!.id, {
      title: title ?? '',
      active: true,
      actions: actions ?? [],
      conditions: { all, any: conditions?.any ?? [] },
    });
    expect((await addExemptions(client)).map(({ id }) => id)).not.toContain(String(mailing!.id));
    expect((await removeExemptions(client)).map(({ id }) => id)).not.toContain(String(mailing!.id));
  });
});

describe('the whole way', () => {
  async function openTicket(exempt: boolean, tags: string[]) {
    const { subdomain, client } = await openAccount();
    const made = await ensureObjects(client, wanted({ exempt }));
    const ticket = await createTicket(
      client,
      {
        subject: 'Avis 1/5',
        comment: { body: 'Note interne', public: false },
        external_id: 'verified-reviews:0192f3a0-1111-7abc-8def-0123456789ab',
        requester: { name: 'Jeanne D.', email: 'jeanne@author.test' },
        custom_fields: [{ id: made.fieldId, value: 'CMD-"42"\\' }],
        tags,
      },
      { idempotencyKey: `key-${count}` },
    );
    return { subdomain, client, made, ticket };
  }
  const ours = ['verified_reviews', siteTag(websiteId)];
  const delivered = async (ticketId: number) =>
    expect
      .poll(() => deliveries.find(({ body }) => parseTriggerBody(body)?.ticketId === String(ticketId)), {
        timeout: 10_000,
      })
      .toBeTruthy();

  it('an agent answers in public: one signed delivery with our key, and Zendesk mails nobody', async () => {
    const { subdomain, made, ticket } = await openTicket(true, ours);
    await practice.control.act(subdomain, ticket.id, { comment: { body: 'Entre nous', public: false } });
    await practice.control.act(subdomain, ticket.id, {
      comment: { body: 'Nous sommes désolés.', public: true },
    });
    await delivered(ticket.id);
    const own = deliveries.filter(({ body }) => parseTriggerBody(body)?.ticketId === String(ticket.id));
    expect(own).toHaveLength(1);
    const [{ body, headers }] = own as [Delivery];
    expect(headers.authorization).toBe('Bearer vr-key-1');
    expect(
      verifySignature({
        rawBody: body,
        signature: String(headers['x-zendesk-webhook-signature']),
        timestamp: String(headers['x-zendesk-webhook-signature-timestamp']),
        secrets: [made.signingSecret],
        at: new Date(),
      }),
    ).toBe('ok');
    expect(parseTriggerBody(body)).toEqual({
      ticketId: String(ticket.id),
      websiteId,
      externalId: 'verified-reviews:0192f3a0-1111-7abc-8def-0123456789ab',
      idVente: 'CMD-"42"\\',
    });
    expect(await practice.control.mails(subdomain)).toEqual([]);
  });

  it('without the exemption Zendesk would mail the author itself', async () => {
    const { subdomain, ticket } = await openTicket(false, ours);
    expect(await practice.control.mails(subdomain)).toEqual([]);
    await practice.control.act(subdomain, ticket.id, { comment: { body: 'Bonjour', public: true } });
    await delivered(ticket.id);
    expect(await practice.control.mails(subdomain)).toHaveLength(1);
  });

  it("another website's ticket and the merchant's own tickets are not reported", async () => {
    const { subdomain, ticket, client } = await openTicket(true, [
      'verified_reviews',
      siteTag(otherWebsiteId),
    ]);
    const own = await createTicket(
      client,
      { subject: 's', comment: { body: 'b', public: false }, external_id: 'x', tags: ours },
      { idempotencyKey: `own-${count}` },
    );
    await practice.control.act(subdomain, ticket.id, { comment: { body: 'Bonjour', public: true } });
    await practice.control.act(subdomain, own.id, { comment: { body: 'Bonjour', public: true } });
    await delivered(own.id);
    const invocations = await practice.control.invocations(subdomain);
    expect(invocations).toHaveLength(1);
  });
});

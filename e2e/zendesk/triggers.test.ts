import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  client,
  connectReviews,
  createReview,
  ON_PUBLIC_REPLY,
  startEndpoint,
  startForTest,
  until,
} from './harness';
import type { PracticeZendesk } from './server';
import { sign } from './webhooks/signature';

let practice: PracticeZendesk;
const open: { close: () => Promise<void> }[] = [];
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(async () => {
  await practice.control.reset();
});
afterAll(async () => {
  for (const endpoint of open) await endpoint.close();
  await practice.close();
});

const SUB = 'boutique-en';
const api = () => client(practice, SUB);
async function endpointAnswering(...statuses: number[]) {
  const endpoint = await startEndpoint(...statuses);
  open.push(endpoint);
  return endpoint;
}

const reply = (id: number, isPublic = true) =>
  practice.control.act(SUB, id, { comment: { body: 'Sorry!', public: isPublic } });
const settled = () =>
  until(
    () => practice.control.pending(SUB),
    (pending) => pending.deliveries === 0,
  );

describe('the trigger that carries replies', () => {
  it('calls the webhook for public replies only, signed over the raw body, with every header', async () => {
    const endpoint = await endpointAnswering(200);
    const { fieldId, webhookId } = await connectReviews(api(), endpoint.url);
    const id = await createReview(api(), fieldId, 'S-"1"');
    await reply(id, false);
    await reply(id);
    await settled();
    expect(endpoint.received).toHaveLength(1);
    const [call] = endpoint.received;
    expect(JSON.parse(call?.body ?? '')).toEqual({ ticket_id: String(id), idVente: 'S-"1"' });
    const secret = (await api().get(`/webhooks/${webhookId}/signing_secret`)).json.signing_secret.secret;
    expect(secret).toHaveLength(44);
    const headers = call?.headers ?? {};
    const stamp = String(headers['x-zendesk-webhook-signature-timestamp']);
    expect(stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(headers).toMatchObject({
      'x-zendesk-webhook-signature': sign(secret, stamp, call?.body ?? ''),
      'x-zendesk-webhook-id': webhookId,
      'x-zendesk-account-id': '20000002',
      'user-agent': 'Zendesk Webhook',
      'content-type': 'application/json; charset=utf-8',
      authorization: `Basic ${Buffer.from('u:p').toString('base64')}`,
      'x-site': 'fr',
    });
    expect(headers['x-zendesk-webhook-invocation-id']).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('stays silent for other tickets, when off, and when its webhook is off', async () => {
    const endpoint = await endpointAnswering(200);
    const { fieldId, webhookId, triggerId } = await connectReviews(api(), endpoint.url);
    const other = (await api().post('/tickets', { ticket: { comment: { body: 'x', public: false } } })).json
      .ticket.id;
    await reply(other);
    const id = await createReview(api(), fieldId, 'S-1');
    await api().put(`/triggers/${triggerId}`, { trigger: { active: false } });
    await reply(id);
    await api().put(`/triggers/${triggerId}`, { trigger: { active: true } });
    await api().patch(`/webhooks/${webhookId}`, { webhook: { status: 'inactive' } });
    await reply(id);
    expect(await practice.control.invocations(SUB)).toEqual([]);
    await api().patch(`/webhooks/${webhookId}`, { webhook: { status: 'active' } });
    await reply(id);
    await settled();
    expect(endpoint.received).toHaveLength(1);
  });

  it('retries what may pass, under one invocation id, and logs each attempt', async () => {
    const endpoint = await endpointAnswering(503, 409, 200);
    const { fieldId, webhookId } = await connectReviews(api(), endpoint.url);
    await reply(await createReview(api(), fieldId, 'S-1'));
    await settled();
    expect(
      new Set(endpoint.received.map((call) => call.headers['x-zendesk-webhook-invocation-id'])).size,
    ).toBe(1);
    const { invocations } = (await api().get(`/webhooks/${webhookId}/invocations`)).json;
    expect(invocations).toMatchObject([{ status: 'success', status_code: 200 }]);
    const { attempts } = (await api().get(`/webhooks/${webhookId}/invocations/${invocations[0].id}/attempts`))
      .json;
    expect(attempts.map((attempt: { status_code: number }) => attempt.status_code)).toEqual([503, 409, 200]);
    expect(attempts[2]?.response.payload).toBe('noted');
  });

  it('gives up after three retries, and at once on a refusal', async () => {
    const failing = await endpointAnswering(500);
    const { fieldId } = await connectReviews(api(), failing.url);
    await reply(await createReview(api(), fieldId, 'S-1'));
    await settled();
    expect(failing.received).toHaveLength(4);
    await practice.control.reset();
    const refusing = await endpointAnswering(403);
    await reply(await createReview(api(), (await connectReviews(api(), refusing.url)).fieldId, 'S-1'));
    await settled();
    expect(refusing.received).toHaveLength(1);
    expect((await practice.control.invocations(SUB)).map((invocation) => invocation.status)).toEqual([
      'terminated',
    ]);
  });

  it('doubles and loses deliveries when a test orders it', async () => {
    const endpoint = await endpointAnswering(200);
    const { fieldId } = await connectReviews(api(), endpoint.url);
    const id = await createReview(api(), fieldId, 'S-1');
    await practice.control.change(SUB, { delivery: { duplicates: 1 } });
    await reply(id);
    await settled();
    expect(endpoint.received).toHaveLength(2);
    expect(endpoint.received[0]?.headers['x-zendesk-webhook-invocation-id']).toBe(
      endpoint.received[1]?.headers['x-zendesk-webhook-invocation-id'],
    );
    await practice.control.change(SUB, { delivery: { dropNext: 1 } });
    await reply(id);
    await settled();
    expect(endpoint.received).toHaveLength(2);
  });

  it('mails the requester of a public reply through the default trigger, never for a note', async () => {
    const id = await createReview(api(), 1, 'S-1');
    await reply(id, false);
    expect(await practice.control.mails(SUB)).toEqual([]);
    await reply(id);
    expect(await practice.control.mails(SUB)).toMatchObject([{ to: 'ada@shop.test', ticketId: id }]);
  });
});

describe('trigger records', () => {
  const valid = { title: 'T', conditions: ON_PUBLIC_REPLY, actions: [{ field: 'set_tags', value: 'x' }] };

  it.each([
    ['a blank title', { title: ' ' }],
    ['no conditions', { conditions: { all: [], any: [] } }],
    ['no actions', { actions: [] }],
    ['an unknown field', { conditions: { all: [{ field: 'moon', operator: 'is', value: 1 }] } }],
    ['an illegal operator', { conditions: { all: [{ field: 'current_tags', operator: 'is', value: 'x' }] } }],
    [
      'an illegal value',
      { conditions: { all: [{ field: 'update_type', operator: 'is', value: 'Delete' }] } },
    ],
    ['an unknown webhook', { actions: [{ field: 'notification_webhook', value: ['01ABC', '{}'] }] }],
    ['an unknown category', { category_id: '7' }],
  ])('refuses %s', async (_, change) => {
    const answer = await api().post('/triggers', { trigger: { ...valid, ...change } });
    expect(answer.status).toBe(422);
    expect(answer.json.error).toBe('RecordInvalid');
  });

  it('replaces conditions and actions as a whole', async () => {
    const { id } = (await api().post('/triggers', { trigger: valid })).json.trigger;
    const put = (trigger: object) => api().put(`/triggers/${id}`, { trigger });
    expect((await put({ actions: valid.actions })).status).toBe(422);
    const next = {
      conditions: { all: [{ field: 'status', operator: 'is', value: 'open' }] },
      actions: valid.actions,
    };
    expect((await put(next)).json.trigger.conditions).toEqual({ all: next.conditions.all, any: [] });
    expect(
      (await api().get('/triggers/search?query=t')).json.triggers.map((one: { id: number }) => one.id),
    ).toContain(id);
    expect((await api().delete(`/triggers/${id}`)).status).toBe(204);
    expect((await api().get(`/triggers/${id}`)).status).toBe(404);
  });

  it('applies tag and status actions and notes the rule in the audit', async () => {
    const conditions = { all: [{ field: 'current_tags', operator: 'includes', value: 'hot' }] };
    const actions = [
      { field: 'current_tags', value: 'seen' },
      { field: 'status', value: 'pending' },
    ];
    await api().post('/triggers', { trigger: { title: 'Hot', conditions, actions } });
    const { json } = await api().post('/tickets', {
      ticket: { comment: { body: 'x', public: false }, tags: ['hot'] },
    });
    expect(json.ticket).toMatchObject({ status: 'pending', tags: ['hot', 'seen'] });
    const change = json.audit.events.find((event: { type: string }) => event.type === 'Change');
    expect(change?.via.source.from.title).toBe('Hot');
  });

  it('keeps categories with text ids and errors of their own', async () => {
    const made = await api().post('/trigger_categories', { trigger_category: { name: 'Reviews' } });
    expect(made.status).toBe(201);
    expect(made.json.trigger_category.id).toMatch(/^\d+$/);
    const missing = await api().get('/trigger_categories/1');
    expect(missing.status).toBe(404);
    expect(missing.json.errors[0].code).toBe('InvalidTriggerCategory');
  });

  it('describes the legal conditions', async () => {
    const { definitions } = (await api().get('/triggers/definitions')).json;
    const subjects = definitions.conditions_all.map((one: { subject: string }) => one.subject);
    expect(subjects).toEqual(
      expect.arrayContaining(['update_type', 'comment_is_public', 'current_tags', 'status']),
    );
  });
});

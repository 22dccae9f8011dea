import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startEndpoint, startForTest, until } from './harness';
import type { PracticeZendesk } from './server';
import { sign, UNSAVED_WEBHOOK_SECRET } from './webhooks/signature';

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
const admin = `admin@${SUB}.test`;
const onPublicReply = {
  all: [
    { field: 'update_type', operator: 'is', value: 'Change' },
    { field: 'comment_is_public', operator: 'is', value: 'true' },
    { field: 'current_tags', operator: 'includes', value: 'verified_reviews' },
  ],
  any: [],
};

async function endpointAnswering(...statuses: number[]) {
  const endpoint = await startEndpoint(...statuses);
  open.push(endpoint);
  return endpoint;
}

/** Field, webhook and trigger as an integration makes them. */
async function connect(
  url: string,
  body = '{"ticket_id":"{{ticket.id}}","idVente":"{{ticket.ticket_field_FIELD}}"}',
) {
  const field = (await api().post('/ticket_fields', { ticket_field: { type: 'text', title: 'idVente' } }))
    .json.ticket_field;
  const webhook = (
    await api().post('/webhooks', {
      webhook: {
        name: 'Reviews',
        endpoint: url,
        http_method: 'POST',
        request_format: 'json',
        status: 'active',
        subscriptions: ['conditional_ticket_events'],
        authentication: {
          type: 'basic_auth',
          add_position: 'header',
          data: { username: 'u', password: 'p' },
        },
        custom_headers: { 'x-site': 'fr' },
      },
    })
  ).json.webhook;
  const value = [webhook.id, body.replaceAll('FIELD', String(field.id))];
  const actions = [{ field: 'notification_webhook', value }];
  const trigger = await api().post('/triggers', {
    trigger: { title: 'Reviews', conditions: onPublicReply, actions },
  });
  expect(trigger.status).toBe(201);
  return { field, webhook, trigger: trigger.json.trigger };
}

async function createReview(fieldId: number, saleId: string): Promise<number> {
  const ticket = {
    comment: { body: '1 star', public: false },
    tags: ['verified_reviews'],
    custom_fields: [{ id: fieldId, value: saleId }],
    requester: { name: 'Ada', email: 'ada@shop.test' },
  };
  return (await api().post('/tickets', { ticket })).json.ticket.id as number;
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
    const { field, webhook } = await connect(endpoint.url);
    const id = await createReview(field.id, 'S-"1"');
    await reply(id, false);
    await reply(id);
    await settled();
    expect(endpoint.received).toHaveLength(1);
    const [call] = endpoint.received;
    expect(JSON.parse(call?.body ?? '')).toEqual({ ticket_id: String(id), idVente: 'S-"1"' });
    const secret = (await api().get(`/webhooks/${webhook.id}/signing_secret`)).json.signing_secret.secret;
    expect(secret).toHaveLength(44);
    const headers = call?.headers ?? {};
    const stamp = String(headers['x-zendesk-webhook-signature-timestamp']);
    expect(stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(headers).toMatchObject({
      'x-zendesk-webhook-signature': sign(secret, stamp, call?.body ?? ''),
      'x-zendesk-webhook-id': webhook.id,
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
    const { field, webhook, trigger } = await connect(endpoint.url);
    const other = (await api().post('/tickets', { ticket: { comment: { body: 'x', public: false } } })).json
      .ticket.id;
    await reply(other);
    const id = await createReview(field.id, 'S-1');
    await api().put(`/triggers/${trigger.id}`, { trigger: { active: false } });
    await reply(id);
    await api().put(`/triggers/${trigger.id}`, { trigger: { active: true } });
    await api().patch(`/webhooks/${webhook.id}`, { webhook: { status: 'inactive' } });
    await reply(id);
    expect(await practice.control.invocations(SUB)).toEqual([]);
    await api().patch(`/webhooks/${webhook.id}`, { webhook: { status: 'active' } });
    await reply(id);
    await settled();
    expect(endpoint.received).toHaveLength(1);
  });

  it('retries what may pass, under one invocation id, and logs each attempt', async () => {
    const endpoint = await endpointAnswering(503, 409, 200);
    const { field, webhook } = await connect(endpoint.url);
    await reply(await createReview(field.id, 'S-1'));
    await settled();
    expect(
      new Set(endpoint.received.map((call) => call.headers['x-zendesk-webhook-invocation-id'])).size,
    ).toBe(1);
    const { invocations } = (await api().get(`/webhooks/${webhook.id}/invocations`)).json;
    expect(invocations).toMatchObject([{ status: 'success', status_code: 200 }]);
    const { attempts } = (
      await api().get(`/webhooks/${webhook.id}/invocations/${invocations[0].id}/attempts`)
    ).json;
    expect(attempts.map((attempt: { status_code: number }) => attempt.status_code)).toEqual([503, 409, 200]);
    expect(attempts[2].response.payload).toBe('noted');
  });

  it('gives up after three retries, and at once on a refusal', async () => {
    const failing = await endpointAnswering(500);
    const { field } = await connect(failing.url);
    await reply(await createReview(field.id, 'S-1'));
    await settled();
    expect(failing.received).toHaveLength(4);
    await practice.control.reset();
    const refusing = await endpointAnswering(403);
    await reply(await createReview((await connect(refusing.url)).field.id, 'S-1'));
    await settled();
    expect(refusing.received).toHaveLength(1);
    expect((await practice.control.invocations(SUB)).map((invocation) => invocation.status)).toEqual([
      'terminated',
    ]);
  });

  it('doubles and loses deliveries when a test orders it', async () => {
    const endpoint = await endpointAnswering(200);
    const { field } = await connect(endpoint.url);
    const id = await createReview(field.id, 'S-1');
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
    const id = await createReview(1, 'S-1');
    await reply(id, false);
    expect(await practice.control.mails(SUB)).toEqual([]);
    await reply(id);
    expect(await practice.control.mails(SUB)).toMatchObject([{ to: 'ada@shop.test', ticketId: id }]);
  });
});

describe('trigger records', () => {
  const valid = { title: 'T', conditions: onPublicReply, actions: [{ field: 'set_tags', value: 'x' }] };

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
    expect(change.via.source.from.title).toBe('Hot');
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

describe('webhook records', () => {
  const webhook = {
    name: 'W',
    description: 'kept?',
    endpoint: 'https://example.test/x',
    http_method: 'POST',
    request_format: 'json',
    status: 'active',
    subscriptions: ['conditional_ticket_events'],
    authentication: { type: 'bearer_token', add_position: 'header', data: { token: 'secret-token' } },
  };

  it('answers 201, then 204 without a body; PUT drops what it omits and PATCH keeps it; secrets stay inside', async () => {
    const made = await api().post('/webhooks', { webhook });
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toBe('application/json');
    expect(made.json.webhook.created_at).toMatch(/\.\d{8,9}Z$/);
    expect(made.text).not.toContain('secret-token');
    const path = `/webhooks/${made.json.webhook.id}`;
    const patched = await api().patch(path, { webhook: { name: 'N' } });
    expect([patched.status, patched.text]).toEqual([204, '']);
    expect((await api().get(path)).json.webhook).toMatchObject({
      name: 'N',
      description: 'kept?',
      updated_by: expect.any(String),
    });
    const { description, authentication, ...rest } = webhook;
    expect((await api().put(path, { webhook: rest })).status).toBe(204);
    const after = (await api().get(path)).json.webhook;
    expect(after).not.toHaveProperty('description');
    expect(after).not.toHaveProperty('authentication');
    expect([description, authentication.type]).toEqual(['kept?', 'bearer_token']);
    expect((await api().delete(path)).status).toBe(204);
    expect((await api().get(path)).status).toBe(404);
  });

  it('resets the signing secret with 201 and clones with a name that says so', async () => {
    const { id } = (await api().post('/webhooks', { webhook })).json.webhook;
    const before = (await api().get(`/webhooks/${id}/signing_secret`)).json.signing_secret;
    const renewed = await api().post(`/webhooks/${id}/signing_secret`, {});
    expect(renewed.status).toBe(201);
    expect(renewed.json.signing_secret.secret).not.toBe(before.secret);
    expect((await api().post(`/webhooks?clone_webhook_id=${id}`, {})).json.webhook.name).toBe('W (copy)');
  });

  it.each([
    ['plain http outside this machine', { endpoint: 'http://example.test' }],
    ['no subscription', { subscriptions: [] }],
    ['events over GET', { subscriptions: ['zen:event-type:ticket.created'], http_method: 'GET' }],
    ['an unknown format', { request_format: 'yaml' }],
  ])('refuses %s', async (_, change) => {
    expect((await api().post('/webhooks', { webhook: { ...webhook, ...change } })).status).toBe(400);
  });

  it('tests an unsaved webhook with the public secret, a saved one with its own', async () => {
    const endpoint = await endpointAnswering(201);
    const request = {
      endpoint: endpoint.url,
      http_method: 'POST',
      request_format: 'json',
      payload: '{"a":1}',
    };
    expect((await api().post('/webhooks/test', { request })).json.response).toMatchObject({
      status_code: 201,
      payload: 'noted',
    });
    const { id } = (await api().post('/webhooks', { webhook: { ...webhook, endpoint: endpoint.url } })).json
      .webhook;
    const { secret } = (await api().get(`/webhooks/${id}/signing_secret`)).json.signing_secret;
    await api().post(`/webhooks/test?webhook_id=${id}`, { request });
    const signatures = endpoint.received.map((call) => call.headers['x-zendesk-webhook-signature']);
    const stamps = endpoint.received.map((call) =>
      String(call.headers['x-zendesk-webhook-signature-timestamp']),
    );
    expect(signatures).toEqual([
      sign(UNSAVED_WEBHOOK_SECRET, stamps[0] ?? '', '{"a":1}'),
      sign(secret, stamps[1] ?? '', '{"a":1}'),
    ]);
  });
});

describe('signatures', () => {
  it('match the known vector', () => {
    const body = '{"event":"ticket.updated","id":123}';
    expect(sign(UNSAVED_WEBHOOK_SECRET, '2021-03-25T05:09:27Z', body)).toBe(
      'S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=',
    );
  });

  it('change with any change of body or secret', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (secret, body, extra) => {
        const signature = sign(secret, '2021-03-25T05:09:27Z', body);
        expect(signature).toMatch(/^[A-Za-z0-9+/]{43}=$/);
        expect(sign(secret, '2021-03-25T05:09:27Z', `${body}${extra}`)).not.toBe(signature);
      }),
    );
  });

  it('survive any text in a placeholder: the body stays JSON', async () => {
    const endpoint = await endpointAnswering(200);
    const { field } = await connect(
      endpoint.url,
      '{"id":"{{ticket.id}}","text":"{{ticket.latest_comment.value}}","v":"{{ticket.ticket_field_FIELD}}"}',
    );
    const nasty = 'a"b\\c\n{{ticket.id}} 🙂 </script>';
    const id = await createReview(field.id, nasty);
    await practice.control.act(SUB, id, { email: admin, comment: { body: nasty, public: true } });
    await settled();
    expect(JSON.parse(endpoint.received[0]?.body ?? '')).toEqual({ id: String(id), text: nasty, v: nasty });
  });
});

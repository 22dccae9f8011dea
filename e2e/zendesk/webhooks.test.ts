import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, connectReviews, createReview, startEndpoint, startForTest, until } from './harness';
import type { PracticeZendesk } from './server';
import { CircuitBreaker } from './webhooks/breaker';
import { sign, UNSAVED_WEBHOOK_SECRET } from './webhooks/signature';

let practice: PracticeZendesk;
const open: { close: () => Promise<void> }[] = [];
beforeAll(async () => {
  practice = await startForTest({ webhookTimeoutMs: 100 });
});
beforeEach(() => practice.control.reset());
afterAll(async () => {
  for (const endpoint of open) await endpoint.close();
  await practice.close();
});

const SUB = 'boutique-en';
const api = () => client(practice, SUB);
const settled = () =>
  until(
    () => practice.control.pending(SUB),
    (pending) => pending.deliveries === 0,
  );

async function endpointAnswering(...statuses: number[]) {
  const endpoint = await startEndpoint(...statuses);
  open.push(endpoint);
  return endpoint;
}

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
    const { fieldId } = await connectReviews(
      api(),
      endpoint.url,
      '{"id":"{{ticket.id}}","text":"{{ticket.latest_comment.value}}","v":"{{ticket.ticket_field_FIELD}}"}',
    );
    const nasty = 'a"b\\c\n🙂 </script>';
    const id = await createReview(api(), fieldId, nasty);
    await practice.control.act(SUB, id, { comment: { body: nasty, public: true } });
    await settled();
    expect(JSON.parse(endpoint.received[0]?.body ?? '')).toEqual({ id: String(id), text: nasty, v: nasty });
  });
});

describe('endpoints that fail', () => {
  const replyTo = async (endpoint: string) => {
    const { fieldId } = await connectReviews(api(), endpoint);
    const id = await createReview(api(), fieldId, 'S-1');
    await practice.control.act(SUB, id, { comment: { body: 'Sorry', public: true } });
    await settled();
    return practice.control.invocations(SUB);
  };

  it('count as 504 when they take too long', async () => {
    const endpoint = await endpointAnswering(0);
    expect(await replyTo(endpoint.url)).toMatchObject([{ status: 'timeout', statusCode: 504, attempts: 4 }]);
  });

  it('are refused outside this machine without a connection being tried', async () => {
    expect(await replyTo('https://example.test/hook')).toMatchObject([{ status: 'failed', statusCode: 0 }]);
  });

  it('open the circuit when 70 % fail, and only then', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (failures) => {
        const breaker = new CircuitBreaker({ minimumCalls: 10, openMs: 1000 });
        for (const [index, isFailure] of failures.entries()) {
          breaker.record('w', isFailure, 1000);
          const sofar = failures.slice(0, index + 1);
          const isDue = sofar.length >= 10 && sofar.filter(Boolean).length / sofar.length >= 0.7;
          expect(breaker.isOpen('w', 1000)).toBe(isDue);
          if (isDue) {
            expect(breaker.isOpen('w', 2001)).toBe(false);
            return;
          }
        }
      }),
    );
  });
});

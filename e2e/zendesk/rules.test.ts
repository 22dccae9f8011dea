import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, createReview, startEndpoint, startForTest, tokenOf, until } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(async () => {
  await practice.control.reset();
});
afterAll(() => practice.close());

const SUB = 'boutique-en';
const api = () => client(practice, SUB);
const agent = () => client(practice, SUB, tokenOf(SUB, 'camille'));
const ticket = { comment: { body: 'x' }, requester: { name: 'Ada', email: 'ada@shop.test' } };
const DAY_SECONDS = 86_400;

describe('automations', () => {
  const mailing = {
    title: 'Remind',
    conditions: { all: [{ field: 'PENDING', operator: 'is', value: '24' }], any: [] },
    actions: [{ field: 'notification_user', value: ['requester_id', 'Still there?', '{{ticket.id}}'] }],
  };

  it('start with the one that closes, and are written like triggers', async () => {
    const before = (await api().get('/automations')).json;
    expect(before.automations).toMatchObject([{ default: true, active: true }]);
    const made = await api().post('/automations', { automation: mailing });
    expect(made.status).toBe(201);
    const { id } = made.json.automation;
    await api().put(`/automations/${id}`, { automation: { active: false } });
    expect((await api().get('/automations/active')).json.automations).toHaveLength(1);
    expect((await api().get('/automations?page[size]=1')).json.meta.has_more).toBe(true);
    expect((await api().get(`/automations/${id}`)).json.automation).toMatchObject({ active: false });
    expect((await api().delete(`/automations/${id}`)).status).toBe(204);
    expect((await api().get(`/automations/${id}`)).status).toBe(404);
  });

  it('refuse what no rule by the hour can be, and agents', async () => {
    const refused = [
      { ...mailing, conditions: { all: [{ field: 'status', operator: 'is', value: 'open' }], any: [] } },
      { ...mailing, conditions: { all: [{ field: 'update_type', value: 'Create' }], any: [] } },
      { ...mailing, actions: [] },
      { ...mailing, title: '' },
    ];
    for (const automation of refused) {
      expect((await api().post('/automations', { automation })).status).toBe(422);
    }
    expect((await agent().post('/automations', { automation: mailing })).status).toBe(403);
    expect((await agent().get('/automations')).status).toBe(200);
  });

  it('act by the hour of the account’s clock: a reminder mails, four solved days close', async () => {
    await api().post('/automations', { automation: mailing });
    const { id } = (await api().post('/tickets', { ticket })).json.ticket;
    await practice.control.clearMails(SUB);
    await practice.control.act(SUB, id, { status: 'pending' });
    expect(await practice.control.runAutomations(SUB)).toEqual({ acted: 0 });
    await practice.control.change(SUB, { clockOffsetSeconds: DAY_SECONDS + 60 });
    expect(await practice.control.runAutomations(SUB)).toEqual({ acted: 1 });
    expect(await practice.control.mails(SUB)).toMatchObject([{ subject: 'Still there?', body: String(id) }]);
    await practice.control.act(SUB, id, { status: 'solved' });
    await practice.control.change(SUB, { clockOffsetSeconds: 4 * DAY_SECONDS });
    expect(await practice.control.runAutomations(SUB)).toEqual({ acted: 0 });
    await practice.control.change(SUB, { clockOffsetSeconds: 6 * DAY_SECONDS });
    expect(await practice.control.runAutomations(SUB)).toEqual({ acted: 1 });
    expect((await practice.control.tickets(SUB))[0]?.status).toBe('closed');
    expect((await api().put(`/tickets/${id}`, { ticket: { status: 'open' } })).status).toBe(422);
  });
});

describe('legacy targets', () => {
  const dead = { type: 'url_target', title: 'NetReviews', target_url: 'https://old.test/index.php' };

  it('can be read and cleared away, but those with an address are neither made nor switched on', async () => {
    expect((await api().post('/targets', { target: dead })).status).toBe(422);
    expect((await api().post('/targets', { target: { ...dead, type: 'url_target_v2' } })).status).toBe(422);
    const { id } = await practice.control.plantTarget(SUB, { ...dead, active: true, password: 'canary' });
    const list = await agent().get('/targets');
    expect(list.json.targets).toMatchObject([{ id, active: true, target_url: dead.target_url }]);
    expect(list.text).not.toContain('canary');
    expect((await api().put(`/targets/${id}`, { target: { active: false } })).status).toBe(200);
    expect((await api().put(`/targets/${id}`, { target: { active: true } })).status).toBe(422);
    expect((await agent().delete(`/targets/${id}`)).status).toBe(403);
    expect((await api().delete(`/targets/${id}`)).status).toBe(204);
    expect((await api().get(`/targets/${id}`)).status).toBe(404);
  });

  it('that mail still mail, and dead ones are passed over, when a trigger calls them', async () => {
    const mail = {
      type: 'email_target',
      title: 'Boss',
      email: 'boss@shop.test',
      subject: 'Ticket {{ticket.id}}',
    };
    const alive = (await api().post('/targets', { target: mail })).json.target.id;
    const { id } = await practice.control.plantTarget(SUB, dead);
    const conditions = { all: [{ field: 'update_type', value: 'Create' }], any: [] };
    const actions = [alive, id].map((one) => ({
      field: 'notification_target',
      value: [String(one), 'From {{ticket.requester.name}}'],
    }));
    await api().post('/triggers', { trigger: { title: 'Tell', conditions, actions } });
    const made = (
      await api().post('/tickets', { ticket: { ...ticket, comment: { body: 'x', public: false } } })
    ).json;
    expect(await practice.control.mails(SUB)).toMatchObject([
      { to: 'boss@shop.test', subject: `Ticket ${made.ticket.id}`, body: 'From Ada' },
    ]);
    expect((await api().post('/targets', { target: { type: 'email_target', title: 'x' } })).status).toBe(422);
    expect((await api().post('/targets', { target: { type: 'pigeon', title: 'x' } })).status).toBe(422);
  });
});

describe('event webhooks', () => {
  const events = [
    'ticket.created',
    'ticket.comment_added',
    'ticket.status_changed',
    'ticket.custom_field_changed',
  ];
  const subscribe = (endpoint: string, change: object = {}) =>
    api().post('/webhooks', {
      webhook: {
        ...{ name: 'Events', endpoint, http_method: 'POST', request_format: 'json', status: 'active' },
        subscriptions: events.map((name) => `zen:event-type:${name}`),
        ...change,
      },
    });

  it('are called once for each event they subscribe to, with sorted, indented bytes', async () => {
    const endpoint = await startEndpoint(200);
    expect((await subscribe(endpoint.url)).status).toBe(201);
    const field = (await api().post('/ticket_fields', { ticket_field: { type: 'text', title: 'sale' } }))
      .json;
    const id = await createReview(api(), field.ticket_field.id, 'S-1');
    await practice.control.act(SUB, id, { comment: { body: 'Sorry' }, status: 'pending', tags: ['a'] });
    await until(
      () => practice.control.pending(SUB),
      (pending) => pending.deliveries === 0,
    );
    const bodies = endpoint.received.map(({ body }) => JSON.parse(body) as { type: string; event: object });
    expect(bodies.map(({ type }) => type.replace('zen:event-type:ticket.', '')).sort()).toEqual([
      'comment_added',
      'comment_added',
      'created',
      'status_changed',
    ]);
    const status = bodies.find(({ type }) => type.endsWith('status_changed'));
    expect(status?.event).toMatchObject({ current: 'pending', previous: 'new' });
    const [first] = endpoint.received;
    expect(first?.body).toMatch(/^\{\n {3}"account_id": "\d+",\n {3}"detail": \{/);
    expect(first?.body.endsWith('}\n')).toBe(true);
    await endpoint.close();
  });

  it('must be POST and json, and keep to their way of being called', async () => {
    expect((await subscribe('https://a.test', { request_format: 'xml' })).status).toBe(400);
    expect((await subscribe('https://a.test', { http_method: 'PUT' })).status).toBe(400);
    const { id } = (await subscribe('https://a.test')).json.webhook;
    const other = { webhook: { subscriptions: ['conditional_ticket_events'] } };
    expect((await api().patch(`/webhooks/${id}`, other)).status).toBe(400);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startForTest, until } from './harness';
import type { PracticeZendesk } from './server';
import { createTicket, note } from './tickets/testing';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

const SUB = 'boutique-fr';
const api = () => client(practice, SUB);

describe('a field that is required', () => {
  const TITLE = 'Subject of the case:';
  async function refuse() {
    const field = (
      await api().post('/ticket_fields', { ticket_field: { title: TITLE, type: 'textarea', required: true } })
    ).json.ticket_field;
    const { id } = await createTicket(api());
    const { status, json } = await api().put(`/tickets/${id}`, { ticket: { status: 'solved' } });
    expect(status).toBe(422);
    return { field, details: json.details };
  }

  it('is named by id and kind, and by a title that may say anything', async () => {
    await practice.control.change(SUB, { behaviour: { speaksUserLanguage: false } });
    const { field, details } = await refuse();
    expect(details).toEqual({
      base: [
        {
          description: `${TITLE}: is required when solving a ticket`,
          error: null,
          ticket_field_id: field.id,
          ticket_field_type: 'FieldTextarea',
        },
      ],
    });
  });

  it('is told in the language of who writes', async () => {
    await practice.control.changeUser(SUB, `admin@${SUB}.test`, { locale: 'de' });
    const { details } = await refuse();
    expect(details.base?.[0]?.description).toBe(`${TITLE}: ist beim Lösen eines Tickets erforderlich`);
  });
});

describe('a closed endpoint', () => {
  it.each([
    ['POST', '/tickets', 'zendesk-ratelimit-ticket-request-create-by-user-and-ip', 'ticket creation'],
    ['PUT', '/tickets/1', 'zendesk-rate-limit-tickets-update', 'ticket update'],
    ['PUT', '/tickets/1/tags', 'zendesk-rate-limit-tickets-update', 'ticket update'],
    ['GET', '/tickets?external_id=x', 'zendesk-ratelimit-tickets-index', 'tickets index'],
    [
      'GET',
      '/incremental/tickets/cursor?start_time=0',
      'zendesk-ratelimit-incremental-exports',
      'incremental export',
    ],
    ['GET', '/search/export?query=x', 'zendesk-ratelimit-search-export', 'search export'],
  ])('%s %s says which, and for how long', async (method, path, header, what) => {
    await practice.control.fault(SUB, { kind: 'limit_endpoint', times: 1, retryAfterSeconds: 9 });
    const answer = await api().call(method, `/api/v2${path}`, method === 'GET' ? undefined : {});
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('9');
    expect(answer.headers.get(header)).toBe('total=100; remaining=0; resets=9');
    expect(answer.json).toEqual({
      error: 'APIRateLimitExceeded',
      description: `Number of allowed ${what} API requests per minute exceeded`,
    });
  });
});

it('counts what agents save on screen against the limit of ticket updates', async () => {
  await practice.control.change(SUB, { limits: { ticketUpdates: 3 } });
  const { id } = await createTicket(api());
  const put = async () => (await api().put(`/tickets/${id}`, { ticket: { priority: 'low' } })).status;
  await practice.control.act(SUB, id, { comment: { body: 'Un', public: false } });
  await practice.control.act(SUB, id, { status: 'pending' });
  expect([await put(), await put()]).toEqual([200, 429]);
  await practice.control.act(SUB, id, { status: 'open' });
  await practice.control.change(SUB, {
    limits: { ticketUpdates: 1 },
    behaviour: { ignoresAgentUpdates: true },
  });
  await practice.control.act(SUB, id, { status: 'pending' });
  expect([await put(), await put()]).toEqual([200, 429]);
});

it('ends a fault when its time is over', async () => {
  await practice.control.fault(SUB, { kind: 'requester_race', lastsMs: 60, path: '^/api/v2/tickets' });
  const first = await api().post('/tickets', { ticket: note });
  expect([first.status, first.headers.get('content-type')]).toEqual([409, 'text/plain; charset=utf-8']);
  const made = await until(
    () => api().post('/tickets', { ticket: note }),
    ({ status }) => status !== 409,
  );
  expect(made.status).toBe(201);
});

it('gives an HTML page for any status, with a time to wait where one is ordered', async () => {
  await practice.control.fault(SUB, { kind: 'html', status: 403, retryAfterSeconds: 4, times: 1 });
  const { status, headers, text } = await api().get('/users/me');
  expect([status, headers.get('retry-after')]).toEqual([403, '4']);
  expect(text).toMatch(/^<!DOCTYPE html>/);
});

it('leaves out what the contract does not promise, in accounts that are sparse', async () => {
  await api().post('/ticket_fields', { ticket_field: { title: 'Empty' } });
  await practice.control.change(SUB, { behaviour: { isSparse: true } });
  const ticket = await createTicket(api());
  expect(ticket.via).toEqual({ channel: 'api' });
  expect((ticket.custom_fields as object[])[0]).not.toHaveProperty('value');
  const trigger = {
    title: 'Foreign',
    conditions: { all: [{ field: 'assignee_id', operator: 'changed' }] },
    actions: [{ field: 'status', value: 'open' }],
  };
  expect((await api().post('/triggers', { trigger })).json.trigger.conditions).toEqual({
    all: [{ field: 'assignee_id', operator: 'changed' }],
    any: [],
  });
  const { job_status } = (await api().post('/tickets/create_many', { tickets: [note] })).json;
  expect(job_status).not.toHaveProperty('results');
});

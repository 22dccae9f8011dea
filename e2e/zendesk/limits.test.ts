import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobBody } from './answer-body';
import { client, startForTest, until } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

const SUB = 'boutique-fr';
const api = (subdomain = SUB) => client(practice, subdomain);
const ticket = { comment: { body: 'x', public: false } };
const create = async (subdomain = SUB) => (await api(subdomain).post('/tickets', { ticket })).json.ticket.id;
const touch = (id: number, subdomain = SUB) =>
  api(subdomain).put(`/tickets/${id}`, { ticket: { subject: 'y' } });

describe('rate limits', () => {
  it('answers the account limit in plain text with Retry-After', async () => {
    await practice.control.change(SUB, { limits: { requests: 3 } });
    for (let i = 0; i < 3; i += 1) expect((await api().get('/users/me')).status).toBe(200);
    const { status, text, headers } = await api().get('/users/me');
    expect(status).toBe(429);
    expect(text).toBe('Number of allowed API requests per minute exceeded');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('x-rate-limit-remaining')).toBe('0');
  });

  it('limits updates of one ticket to 30 in ten minutes, in JSON', async () => {
    const id = await create();
    const first = await touch(id);
    expect(first.headers.get('zendesk-ratelimit-per-ticket-updates')).toMatch(
      /^total=30; remaining=29; resets=\d+$/,
    );
    for (let i = 1; i < 30; i += 1) expect((await touch(id)).status).toBe(200);
    const { status, json, headers } = await touch(id);
    expect(status).toBe(429);
    expect(json.error).toBe('APIRateLimitExceeded');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await touch(await create())).status).toBe(200);
  });

  it('allows a trial account 20 updates a minute', async () => {
    const ids = await Promise.all(Array.from({ length: 21 }, () => create('trial')));
    const statuses: number[] = [];
    for (const id of ids) statuses.push((await touch(id, 'trial')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });

  it('allows ten incremental exports a minute, with the recorded words', async () => {
    for (let i = 0; i < 10; i += 1) await api().get('/incremental/tickets/cursor?start_time=0');
    const { json } = await api().get('/incremental/tickets/cursor?start_time=0');
    expect(json).toEqual({
      error: 'APIRateLimitExceeded',
      description: 'Number of allowed incremental export API requests per minute exceeded',
    });
  });

  it('spells its headers the older way when told to', async () => {
    await practice.control.change(SUB, { behaviour: { rateHeaders: 'rate-limit' } });
    const { headers } = await api().get('/users/me');
    expect(headers.get('rate-limit')).toBe('700');
    expect(headers.get('ratelimit-limit')).toBeNull();
  });
});

describe('faults', () => {
  it.each([
    [{ kind: 'limit_account', retryAfterSeconds: 7 } as const, 429, 'text/plain'],
    [{ kind: 'limit_endpoint' } as const, 429, 'application/json'],
    [{ kind: 'unavailable', retryAfterSeconds: 3 } as const, 503, 'text/html'],
    [{ kind: 'html', status: 502 } as const, 502, 'text/html'],
    [{ kind: 'html', status: 403 } as const, 403, 'text/html'],
    [{ kind: 'requester_race' } as const, 409, 'text/plain'],
    [{ kind: 'database_conflict' } as const, 409, 'application/json'],
    [{ kind: 'status', status: 500, body: '{"error":"x"}' } as const, 500, 'application/json'],
  ])('%o hits as many requests as ordered, then is gone', async (order, status, type) => {
    await practice.control.fault(SUB, { ...order, times: 2, method: 'POST', path: '^/api/v2/tickets' });
    for (let i = 0; i < 2; i += 1) {
      const answer = await api().post('/tickets', { ticket });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain(type);
    }
    expect((await api().post('/tickets', { ticket })).status).toBe(201);
    expect(await practice.control.faults(SUB)).toEqual([]);
    expect(await practice.control.tickets(SUB)).toHaveLength(1);
  });

  it('cuts before or after the work is done', async () => {
    await practice.control.fault(SUB, { kind: 'cut_before', times: 1 });
    await expect(api().post('/tickets', { ticket })).rejects.toThrow();
    expect(await practice.control.tickets(SUB)).toHaveLength(0);
    await practice.control.fault(SUB, { kind: 'cut_after', times: 1 });
    await expect(api().post('/tickets', { ticket })).rejects.toThrow();
    expect(await practice.control.tickets(SUB)).toHaveLength(1);
    const { counts } = await practice.control.requests(SUB);
    expect(counts['POST /api/v2/tickets 0']).toBe(2);
  });

  it('plays the standing accounts: HTML, cut connections, no answer', async () => {
    const answer = await client(practice, 'html').get('/users/me');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    await expect(client(practice, 'cutter').get('/users/me')).rejects.toThrow();
    const aborted = fetch(`${practice.url}/slow/api/v2/users/me`, { signal: AbortSignal.timeout(50) });
    await expect(aborted).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('bulk jobs', () => {
  const finish = async (job: JobBody) =>
    until(
      async () => (await api().get(`/job_statuses/${job.id}.json`)).json.job_status,
      ({ status }) => status === 'completed',
    );

  it('create many, mapping results by index, with failures among them', async () => {
    const tickets = [
      { ...ticket, external_id: 'a' },
      { subject: 'no comment' },
      { ...ticket, external_id: 'c' },
    ];
    const { status, json } = await api().post('/tickets/create_many', { tickets });
    expect(status).toBe(200);
    expect(json.job_status).toMatchObject({ status: 'queued', total: 3, progress: null, results: null });
    expect(json.job_status.id).toMatch(/^V3-[0-9a-f]+$/);
    const { results } = await finish(json.job_status);
    expect(results).toMatchObject([{ index: 0, id: 1 }, { index: 1, error: 'RecordInvalid' }, { index: 2 }]);
    expect(await practice.control.tickets(SUB)).toHaveLength(2);
  });

  it('update many, with a conflict reported in its row', async () => {
    const ids = [await create(), await create()];
    const tickets = [
      { id: ids[0], additional_tags: ['done'] },
      { id: ids[1], subject: 'z', safe_update: true, updated_stamp: '2020-01-01T00:00:00Z' },
      { id: 999, subject: 'z' },
    ];
    const { results } = await finish((await api().put('/tickets/update_many', { tickets })).json.job_status);
    expect(results).toMatchObject([
      { success: true, status: 'Updated', id: ids[0] },
      { error: 'UpdateConflict' },
      { success: false },
    ]);
  });

  it('takes a hundred rows and thirty jobs, no more', async () => {
    const many = (count: number) =>
      api().post('/tickets/create_many', { tickets: Array.from({ length: count }, () => ticket) });
    expect((await many(101)).json.error).toBe('TooManyValues');
    await practice.control.change(SUB, { limits: { jobsInFlight: 1 }, behaviour: { jobDelayMs: 60_000 } });
    expect((await many(1)).headers.get('zendesk-ratelimit-inflight-jobs')).toBe(
      'total=1; remaining=0; resets=60',
    );
    expect((await many(1)).json.error).toBe('TooManyJobs');
  });
});

describe('ticket fields', () => {
  it('are created, listed, changed and deleted; unknown ids on tickets are ignored', async () => {
    const made = await api().post('/ticket_fields', { ticket_field: { type: 'text', title: 'idVente' } });
    expect(made.status).toBe(201);
    const { id, position } = made.json.ticket_field;
    expect(position).toBe(9999);
    const answer = await api().post('/tickets', {
      ticket: {
        ...ticket,
        custom_fields: [
          { id, value: 12 },
          { id: 5, value: 'x' },
        ],
      },
    });
    expect(answer.json.ticket.custom_fields).toEqual([{ id, value: '12' }]);
    expect(
      (await api().put(`/ticket_fields/${id}`, { ticket_field: { title: 'Vente' } })).json.ticket_field.title,
    ).toBe('Vente');
    expect((await api().delete(`/ticket_fields/${id}`)).status).toBe(204);
    expect((await api().get(`/ticket_fields/${id}.json`)).status).toBe(404);
  });

  it('make a tag of a chosen option and refuse one that does not exist', async () => {
    const options = [
      { name: 'Brand', value: 'brand' },
      { name: 'Product', value: 'product' },
    ];
    const made = await api().post('/ticket_fields', {
      ticket_field: { type: 'tagger', title: 'Kind', custom_field_options: options },
    });
    const { id } = made.json.ticket_field;
    const post = (value: string) =>
      api().post('/tickets', { ticket: { ...ticket, tags: ['t'], custom_fields: [{ id, value }] } });
    const first = (await post('brand')).json.ticket;
    expect(first.tags).toEqual(['brand', 't']);
    const changed = await api().put(`/tickets/${first.id}`, {
      ticket: { custom_fields: [{ id, value: 'product' }] },
    });
    expect(changed.json.ticket.tags).toEqual(['product', 't']);
    expect((await post('moon')).status).toBe(422);
  });
});

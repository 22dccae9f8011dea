import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startForTest } from './harness';
import type { PracticeZendesk } from './server';
import { author, createTicket, note } from './tickets/testing';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

const SUB = 'boutique-fr';
const api = (subdomain = SUB) => client(practice, subdomain);
const create = (ticket: object = note, subdomain = SUB) => createTicket(api(subdomain), ticket);

describe('creating', () => {
  it('answers 201 with location, ticket and audit, and mails nobody for an internal note', async () => {
    const { status, headers, json } = await api().post('/tickets.json', {
      ticket: { ...note, external_id: 'r-1', tags: ['Avis Client', 'VR'] },
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${practice.url}/${SUB}/api/v2/tickets/${json.ticket.id}.json`);
    expect(json.ticket).toMatchObject({
      external_id: 'r-1',
      is_public: false,
      status: 'new',
      tags: ['avis', 'client', 'vr'],
    });
    expect(json.ticket.via.channel).toBe('api');
    const comment = json.audit.events[0];
    expect(comment).toMatchObject({ type: 'Comment', public: false, body: '★ Mauvais' });
    expect(comment.html_body).toBe('<div class="zd-comment" dir="auto"><p dir="auto">★ Mauvais</p></div>');
    expect(json.audit.events).toContainEqual(
      expect.objectContaining({
        type: 'Create',
        field_name: 'requester_id',
        value: String(json.ticket.requester_id),
      }),
    );
    expect(await practice.control.mails(SUB)).toEqual([]);
  });

  it('makes the first comment public, and mails, where the account does not allow a private one', async () => {
    const ticket = await create(note, 'noprivate');
    expect(ticket.is_public).toBe(true);
    expect((await practice.control.mails('noprivate')).map((mail) => mail.to)).toEqual([author.email]);
  });

  it('mails the requester of a public ticket', async () => {
    await create({ ...note, comment: { body: 'Bonjour' } });
    const mails = await practice.control.mails(SUB);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: author.email, subject: '[Demande reçue] Avis' });
  });

  it('creates each requester once and keeps external ids that repeat', async () => {
    const [a, b] = [
      await create({ ...note, external_id: 'same' }),
      await create({ ...note, external_id: 'same' }),
    ];
    expect(b.requester_id).toBe(a.requester_id);
    const { json } = await api().get('/tickets?external_id=same');
    expect(json.tickets.map((ticket: { id: number }) => ticket.id)).toEqual([a.id, b.id]);
  });

  it.each([
    ['no comment', { subject: 'x' }, 422, 'RecordInvalid'],
    ['an empty comment', { comment: { public: false } }, 406, 'CommentRequired'],
    ['an unknown status', { ...note, status: 'done' }, 422, 'RecordInvalid'],
    ['an unknown group', { ...note, group_id: 1 }, 422, 'RecordInvalid'],
  ])('refuses %s and leaves nothing behind', async (_, ticket, status, error) => {
    const before = await practice.control.users(SUB);
    const answer = await api().post('/tickets', { ticket });
    expect(answer.status).toBe(status);
    expect(answer.json.error).toBe(error);
    expect(await practice.control.tickets(SUB)).toEqual([]);
    expect(await practice.control.users(SUB)).toEqual(before);
  });

  it('refuses a new requester without a name, and a suspended one', async () => {
    const nameless = await api().post('/tickets', {
      ticket: { ...note, requester: { email: 'new@shop.test' } },
    });
    expect(nameless.json.details.requester[0].description).toBe(
      'Requester: Name: is too short (minimum is 1 character)',
    );
    await create();
    await practice.control.changeUser(SUB, author.email, { suspended: true });
    const suspended = await api().post('/tickets', { ticket: note });
    expect(suspended.status).toBe(422);
    expect(suspended.json.details.requester).toEqual([
      { description: 'Requester: Zoé Bernard is suspended.' },
    ]);
  });

  it('ignores unknown keys and only a header tells', async () => {
    const { status, headers } = await api().post('/tickets', { ticket: { ...note, colour: 'red' } });
    expect(status).toBe(201);
    expect(headers.get('x-zendesk-api-warn')).toBe(
      '{:allowed_parameters=>{:controller=>"tickets", :action=>"create", :unpermitted_keys=>["colour"]}}',
    );
  });

  it('refuses broken JSON and a missing root', async () => {
    expect((await api().post('/tickets', '{')).status).toBe(422);
    const missing = await api().post('/tickets', {});
    expect(missing.status).toBe(400);
    expect(missing.text).toBe('Required parameter missing: ticket');
    expect(missing.headers.get('content-type')).toContain('text/plain');
  });

  it('lets one of two simultaneous tickets for the same new requester fail with the plain-text 409', async () => {
    await practice.control.change(SUB, { behaviour: { requesterRaceMs: 200 } });
    const answers = await Promise.all([1, 2].map(() => api().post('/tickets', { ticket: note })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const refused = answers.find((answer) => answer.status === 409);
    expect(refused?.text).toBe('Requester creation collision - please try again');
    expect(refused?.headers.get('content-type')).toContain('text/plain');
  });

  it('cleans scripts out of HTML comments', async () => {
    const ticket = await create({
      ...note,
      comment: { html_body: '<p onclick="x()">a<script>alert(1)</script><b>b</b></p>', public: false },
    });
    const { json } = await api().get(`/tickets/${ticket.id}/comments`);
    expect(json.comments[0]?.html_body).toBe('<div class="zd-comment" dir="auto"><p>a<b>b</b></p></div>');
    expect(json.comments[0]?.plain_body).toBe('ab');
  });
});

describe('idempotency keys', () => {
  const key = { 'idempotency-key': 'k-1' };

  it('misses, hits with the same answer, and refuses another body', async () => {
    const first = await api().post('/tickets', { ticket: note }, key);
    const again = await api().post('/tickets', { ticket: note }, key);
    expect([first, again].map((answer) => answer.headers.get('x-idempotency-lookup'))).toEqual([
      'miss',
      'hit',
    ]);
    expect(again.text).toBe(first.text);
    const other = await api().post('/tickets', { ticket: { ...note, subject: 'Autre' } }, key);
    expect(other.status).toBe(400);
    expect(other.json).toEqual({
      error: 'IdempotentRequestError',
      description: "Request parameters don't match the given idempotency key",
    });
    expect(await practice.control.tickets(SUB)).toHaveLength(1);
  });

  it('makes one ticket of many simultaneous requests', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => api().post('/tickets', { ticket: note }, key)),
    );
    expect(new Set(answers.map((answer) => answer.json.ticket.id)).size).toBe(1);
    expect(await practice.control.tickets(SUB)).toHaveLength(1);
  });

  it('forgets after two hours, and never keeps a refusal', async () => {
    await api().post('/tickets', { ticket: {} }, key);
    expect((await api().post('/tickets', { ticket: note }, key)).status).toBe(201);
    await practice.control.clock(2 * 3600 + 1);
    expect((await api().post('/tickets', { ticket: note }, key)).headers.get('x-idempotency-lookup')).toBe(
      'miss',
    );
  });
});

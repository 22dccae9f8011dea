import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startForTest } from './harness';
import type { PracticeZendesk } from './server';
import { readTags } from './tickets/attributes';
import { createTicket, note } from './tickets/testing';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

const SUB = 'boutique-fr';
const api = () => client(practice, SUB);
const create = (ticket?: object) => createTicket(api(), ticket);

describe('updating', () => {
  it('adds comments, replaces tags, adds and removes some', async () => {
    const { id } = await create({ ...note, tags: ['a', 'b'] });
    const put = (ticket: object) => api().put(`/tickets/${id}.json`, { ticket });
    expect((await put({ tags: ['C'] })).json.ticket.tags).toEqual(['c']);
    expect((await put({ additional_tags: ['d'], remove_tags: ['c'] })).json.ticket.tags).toEqual(['d']);
    await put({ comment: { body: 'suite' } });
    await put({ comment: { body: 'réponse', public: true } });
    const { json } = await api().get(`/tickets/${id}/comments?include=users`);
    expect(json.comments.map((comment: { public: boolean }) => comment.public)).toEqual([false, false, true]);
    expect(json.users.map((user: { email: string }) => user.email)).toEqual([`admin@${SUB}.test`]);
    expect((await api().get(`/tickets/${id}`)).json.ticket.is_public).toBe(true);
  });

  it('refuses a closed ticket, and follows it up', async () => {
    const { id } = await create({ ...note, status: 'closed' });
    const refused = await api().put(`/tickets/${id}`, { ticket: { comment: { body: 'x' } } });
    expect(refused.status).toBe(422);
    expect(refused.json.details.status[0].description).toBe('Status: closed prevents ticket update');
    const followup = await create({ ...note, via_followup_source_id: id });
    expect(followup.via.source).toMatchObject({ rel: 'follow_up', from: { ticket_id: id } });
    expect((await api().get(`/tickets/${id}`)).json.ticket.followup_ids).toEqual([followup.id]);
  });

  it('refuses a safe update with an old stamp', async () => {
    const { id, updated_at } = await create();
    const put = (updated_stamp: string) =>
      api().put(`/tickets/${id}`, { ticket: { subject: 'Neuf', safe_update: true, updated_stamp } });
    expect((await put(updated_at)).status).toBe(200);
    const stale = await put('2020-01-01T00:00:00Z');
    expect(stale.status).toBe(409);
    expect(stale.json.error).toBe('UpdateConflict');
  });

  it('ignores a change of description and forgets deleted tickets', async () => {
    const { id } = await create();
    await api().put(`/tickets/${id}`, { ticket: { description: 'réécrit' } });
    expect((await api().get(`/tickets/${id}`)).json.ticket.description).toBe('★ Mauvais');
    expect((await api().delete(`/tickets/${id}`)).status).toBe(204);
    expect((await api().get(`/tickets/${id}`)).status).toBe(404);
  });
});

describe('lists', () => {
  it('walks comments by cursor to the end, where next is still there', async () => {
    const { id } = await create();
    for (const body of ['2', '3', '4', '5'])
      await api().put(`/tickets/${id}`, { ticket: { comment: { body } } });
    const bodies: string[] = [];
    let path: string | null = `/api/v2/tickets/${id}/comments?page[size]=2`;
    while (path !== null) {
      const { json } = await api().call('GET', path);
      bodies.push(...json.comments.map((comment: { body: string }) => comment.body));
      expect(json.links.next).not.toBeNull();
      path = json.meta.has_more ? json.links.next.replace(`${practice.url}/${SUB}`, '') : null;
    }
    expect(bodies).toEqual(['★ Mauvais', '2', '3', '4', '5']);
  });

  it('shows many tickets, at most a hundred', async () => {
    const ids = [(await create()).id, (await create()).id];
    expect((await api().get(`/tickets/show_many?ids=${ids.join(',')},999`)).json.count).toBe(2);
    const tooMany = await api().get(
      `/tickets/show_many?ids=${Array.from({ length: 101 }, (_, i) => i + 1).join(',')}`,
    );
    expect(tooMany.json).toEqual({
      error: 'TooManyValues',
      description: 'Parameter  cannot specify more than 100 values',
      max_count: 100,
    });
  });

  it('exports by cursor without the newest minute, deleted tickets included', async () => {
    const { id } = await create();
    await api().delete(`/tickets/${id}`);
    const read = async (query: string) => (await api().get(`/incremental/tickets/cursor?${query}`)).json;
    expect((await read('start_time=0')).tickets).toEqual([]);
    await practice.control.clock(61);
    const page = await read('start_time=0');
    expect(page.tickets).toMatchObject([{ id, status: 'deleted' }]);
    expect(page.end_of_stream).toBe(true);
    expect((await read(`cursor=${page.after_cursor}`)).tickets).toEqual([]);
  });

  it('finds tickets by external id, tag and words', async () => {
    await create({ ...note, external_id: 'r-9', tags: ['vr'] });
    for (const query of ['type:ticket external_id:r-9', 'type:ticket tags:vr', 'Mauvais']) {
      expect((await api().get(`/search?query=${encodeURIComponent(query)}`)).json.count).toBe(1);
    }
    expect((await api().get('/search?query=x&page=9')).status).toBe(422);
  });
});

it('keeps tags lowercase, without blanks, each once, and as they are the second time', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (given) => {
      const tags = readTags(given);
      expect(new Set(tags).size).toBe(tags.length);
      for (const tag of tags) expect(tag).toMatch(/^[^\s,]+$/);
      expect(readTags(tags.join(' '))).toEqual(tags);
    }),
  );
});

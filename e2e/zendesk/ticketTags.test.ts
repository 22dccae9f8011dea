import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { client, startForTest, tokenOf } from './harness';
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
const change = async (method: string, id: number, body: object) => {
  const { status, json } = await api().call(method, `/api/v2/tickets/${id}/tags`, body);
  return [status, json.tags];
};

it('adds, removes and replaces tags, in Zendesk’s spelling', async () => {
  const { id } = await createTicket(api(), { ...note, tags: ['a'] });
  expect(await change('PUT', id, { tags: ['B c'] })).toEqual([200, ['a', 'b', 'c']]);
  expect(await change('DELETE', id, { tags: ['a', 'x'] })).toEqual([200, ['b', 'c']]);
  expect(await change('POST', id, { tags: ['d'] })).toEqual([201, ['d']]);
  expect((await api().get(`/tickets/${id}/tags`)).json.tags).toEqual(['d']);
  expect((await api().get('/tickets/999/tags')).status).toBe(404);
});

it('refuses closed tickets, and a stamp that is old', async () => {
  const { id, updated_at } = await createTicket(api(), note);
  await practice.control.change(SUB, { clockOffsetSeconds: 5 });
  await change('PUT', id, { tags: ['a'] });
  expect((await change('PUT', id, { tags: ['b'], safe_update: 'true', updated_at }))[0]).toBe(409);
  await practice.control.act(SUB, id, { status: 'closed' });
  expect((await change('PUT', id, { tags: ['b'] }))[0]).toBe(422);
});

it('loses an agent’s tag of the same second to whoever sends the whole set, whatever its stamp says; not to who sends one', async () => {
  const agent = client(practice, SUB, tokenOf(SUB, 'sam'));
  const { id, tags } = await createTicket(api(), { ...note, tags: ['vr'] });
  const put = async (ticket: object) => (await api().put(`/tickets/${id}`, { ticket })).json.ticket.tags;
  await agent.put(`/tickets/${id}`, { ticket: { additional_tags: ['urgent'] } });
  const { updated_at } = (await api().get(`/tickets/${id}`)).json.ticket;
  expect(await put({ tags: [...tags, 'x'], safe_update: true, updated_stamp: updated_at })).toEqual([
    'vr',
    'x',
  ]);
  await agent.put(`/tickets/${id}`, { ticket: { additional_tags: ['urgent'] } });
  expect((await change('PUT', id, { tags: ['y'] }))[1]).toEqual(['urgent', 'vr', 'x', 'y']);
});

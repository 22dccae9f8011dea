import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startForTest, tokenOf, until } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(async () => {
  await practice.control.reset();
});
afterAll(() => practice.close());

const SUB = 'boutique-fr';
const api = () => client(practice, SUB);
const ada = { name: 'Ada', email: 'ada@shop.test' };
const create = async (change: object = {}) =>
  (
    await api().post('/tickets', {
      ticket: { comment: { body: 'My card is 4242' }, requester: ada, ...change },
    })
  ).json.ticket.id;
const comments = async (id: number) => (await api().get(`/tickets/${id}/comments`)).json.comments;

describe('comments after the fact', () => {
  it('lose a text for good: in the list and in the ticket, which keeps its stamp', async () => {
    const id = await create();
    const [comment] = await comments(id);
    await practice.control.change(SUB, { clockOffsetSeconds: 60 });
    const path = `/tickets/${id}/comments/${comment?.id}/redact`;
    expect((await api().put(path, { text: '4242' })).json.comment).toMatchObject({ body: 'My card is ▇▇▇▇' });
    const after = (await api().get(`/tickets/${id}`)).json.ticket;
    expect(after.description).toBe('My card is ▇▇▇▇');
    expect(Date.parse(after.updated_at)).toBeLessThan(Date.now() + 30_000);
    expect((await api().put(path, { text: '4242' })).status).toBe(422);
    expect((await api().put(path, {})).status).toBe(400);
    expect((await api().put(`/tickets/${id}/comments/1/redact`, { text: 'x' })).status).toBe(404);
  });

  it('are blackened where tags stand, and never edited under that name', async () => {
    const id = await create();
    const [comment] = await comments(id);
    const html = comment?.html_body ?? '';
    const path = `/comment_redactions/${comment?.id}`;
    const tagged = html.replace('4242', '<redact>4242</redact>');
    expect((await api().put(path, { ticket_id: id, html_body: tagged })).json.comment).toMatchObject({
      plain_body: 'My card is ▇▇▇▇',
    });
    const edited = await api().put(path, { ticket_id: id, html_body: '<p>other words</p>' });
    expect(edited.status).toBe(400);
    expect((await api().put(path, { ticket_id: id + 1 })).status).toBe(404);
    expect((await api().put(path, {})).status).toBe(400);
  });

  it('can be made private, except the first', async () => {
    const id = await create();
    await practice.control.act(SUB, id, { comment: { body: 'Sorry', public: true } });
    const [first, second] = await comments(id);
    const hide = (comment?: number) => api().put(`/tickets/${id}/comments/${comment}/make_private`, {});
    expect((await hide(second?.id)).status).toBe(200);
    expect((await comments(id)).map((one) => one.public)).toEqual([true, false]);
    expect((await hide(first?.id)).status).toBe(422);
  });

  it('carry the files of their uploads, each upload once', async () => {
    const upload = await fetch(`${practice.url}/${SUB}/api/v2/uploads?filename=preuve%20é.png`, {
      method: 'POST',
      headers: { authorization: tokenOf(SUB), 'content-type': 'image/png' },
      body: 'pixels',
    });
    expect(upload.status).toBe(201);
    const { token } = ((await upload.json()) as { upload: { token: string } }).upload;
    const id = await create({ comment: { body: 'See', uploads: [token] } });
    const [comment] = await comments(id);
    expect(comment?.attachments).toMatchObject([
      { file_name: 'preuve é.png', content_type: 'image/png', size: 6 },
    ]);
    const file = await fetch(comment?.attachments[0]?.content_url ?? '');
    expect(await file.text()).toBe('pixels');
    const again = await api().post('/tickets', { ticket: { comment: { body: 'x', uploads: [token] } } });
    expect(again.status).toBe(422);
    expect((await api().post('/uploads', {})).status).toBe(400);
  });
});

describe('tickets', () => {
  it('are merged by closing the sources into the target', async () => {
    const [target, source, closed] = [await create(), await create(), await create({ status: 'closed' })];
    const merged = await api().post(`/tickets/${target}/merge`, { ids: [source] });
    expect(merged.json.job_status.status).toBe('queued');
    const job = (await api().get(`/job_statuses/${merged.json.job_status.id}`)).json.job_status;
    expect(job).toMatchObject({ status: 'completed', results: [{ id: source, success: true }] });
    const [kept, gone] = (await api().get(`/tickets/show_many?ids=${target},${source}`)).json.tickets;
    expect([kept?.status, gone?.status, gone?.tags]).toEqual(['new', 'closed', ['closed_by_merge']]);
    expect((await comments(target)).at(-1)?.body).toContain(`#${source}`);
    expect((await api().post(`/tickets/${target}/merge`, { ids: [closed] })).status).toBe(422);
    expect((await api().post(`/tickets/${closed}/merge`, { ids: [target] })).status).toBe(422);
    expect((await api().post(`/tickets/${target}/merge`, { ids: [target] })).status).toBe(422);
    expect((await api().post(`/tickets/${target}/merge`, {})).status).toBe(400);
  });

  it('are followed up once closed, and only then', async () => {
    const open = await create();
    const followUp = (source: number) =>
      api().post('/tickets', { ticket: { comment: { body: 'Again' }, via_followup_source_id: source } });
    expect((await followUp(open)).status).toBe(422);
    await practice.control.act(SUB, open, { status: 'closed' });
    const next = (await followUp(open)).json.ticket;
    expect(next.via.source).toMatchObject({ rel: 'follow_up', from: { ticket_id: open } });
    expect((await api().get(`/tickets/${open}`)).json.ticket.followup_ids).toEqual([next.id]);
  });

  it('come back from deletion, and then not any more', async () => {
    const id = await create();
    await api().delete(`/tickets/${id}`);
    expect((await api().get('/deleted_tickets')).json.deleted_tickets).toMatchObject([{ id }]);
    expect((await api().put(`/deleted_tickets/${id}/restore`, {})).status).toBe(200);
    expect((await api().get(`/tickets/${id}`)).status).toBe(200);
    await api().delete(`/tickets/${id}`);
    expect((await api().delete(`/deleted_tickets/${id}`)).status).toBe(200);
    await until(
      () => practice.control.pending(SUB),
      ({ jobs }) => jobs === 0,
    );
    expect((await api().put(`/deleted_tickets/${id}/restore`, {})).status).toBe(404);
  });
});

describe('an agent who is kept to their groups', () => {
  it('sees the tickets of these, and those of their own, and nothing of the others', async () => {
    const id = await create();
    const who = `sam@${SUB}.test`;
    const agent = client(practice, SUB, tokenOf(SUB, 'sam'));
    await practice.control.changeUser(SUB, who, { ticketRestriction: 'groups', groupIds: [] });
    const seen = async () => [
      (await agent.get(`/tickets/${id}`)).status,
      (await agent.get('/tickets')).json.count,
      (await agent.get(`/tickets/show_many?ids=${id}`)).json.count,
    ];
    expect(await seen()).toEqual([403, 0, 0]);
    const { id: userId } = (await agent.get('/users/me')).json.user;
    expect((await agent.get(`/users/${userId}`)).json.user).toMatchObject({ ticket_restriction: 'groups' });
    expect((await agent.get(`/users/${userId}/group_memberships`)).json.group_memberships).toEqual([]);
    await api().put(`/tickets/${id}`, { ticket: { assignee_id: userId } });
    expect(await seen()).toEqual([200, 1, 1]);
    const groupId = (await api().get(`/tickets/${id}`)).json.ticket.group_id;
    await api().put(`/tickets/${id}`, { ticket: { assignee_id: null } });
    await practice.control.changeUser(SUB, who, { groupIds: [groupId] });
    expect(await seen()).toEqual([200, 1, 1]);
  });
});

describe('exports', () => {
  it('by time lose nothing when many changes share a second', async () => {
    await practice.control.change(SUB, { behaviour: { incrementalLagSeconds: 0 } });
    const made = [];
    for (let count = 0; count < 7; count += 1) made.push(await create());
    const seen = new Set<number>();
    let start = 0;
    for (let page = 0; page < 8; page += 1) {
      const { json } = await api().get(`/incremental/tickets?start_time=${start}&per_page=2`);
      expect(json.count).toBe(json.tickets.length);
      for (const ticket of json.tickets) seen.add(ticket.id);
      start = json.end_time;
      if (json.end_of_stream) break;
    }
    expect([...seen].sort((a, b) => a - b)).toEqual(made);
    expect((await api().get('/incremental/tickets')).status).toBe(400);
    expect(
      (await client(practice, SUB, tokenOf(SUB, 'sam')).get('/incremental/tickets?start_time=0')).status,
    ).toBe(403);
  });

  it('of a search go by cursor, for one type', async () => {
    const made = [await create(), await create(), await create()];
    const first = (await api().get('/search/export?query=card&filter[type]=ticket&page[size]=2')).json;
    const next = (
      await api().get(
        `/search/export?query=card&filter[type]=ticket&page[size]=2&page[after]=${first.meta.after_cursor}`,
      )
    ).json;
    expect([...first.results, ...next.results].map(({ id }) => id)).toEqual(made);
    expect([first.meta.has_more, next.meta.has_more]).toEqual([true, false]);
    expect((await api().get('/search/export?query=x')).status).toBe(400);
    expect((await api().get('/search/export?query=x&filter[type]=robot')).status).toBe(400);
  });
});

describe('users', () => {
  it('are made, changed and found again by e-mail or external id', async () => {
    const made = await api().post('/users', { user: { ...ada, external_id: 'c-1' } });
    expect([made.status, made.json.user.role]).toEqual([201, 'end-user']);
    const { id } = made.json.user;
    const again = await api().post('/users/create_or_update', { user: { name: 'Ada L.', email: ada.email } });
    expect([again.status, again.json.user.id]).toEqual([200, id]);
    const byId = await api().post('/users/create_or_update', { user: { name: 'A.', external_id: 'c-1' } });
    expect(byId.json.user.id).toBe(id);
    expect((await api().put(`/users/${id}`, { user: { name: 'B.' } })).json.user).toMatchObject({
      name: 'B.',
    });
    expect((await api().post('/users', { user: ada })).status).toBe(422);
    expect((await api().post('/users', { user: { name: '', email: 'x@y.test' } })).status).toBe(422);
    expect((await api().put('/users/1', { user: { name: 'x' } })).status).toBe(404);
  });

  it('get roles from administrators only, and five changes a minute', async () => {
    const agent = client(practice, SUB, tokenOf(SUB, 'camille'));
    expect((await agent.post('/users', { user: { name: 'Eve', role: 'admin' } })).status).toBe(403);
    expect((await agent.post('/users', { user: { name: 'Eve', role: 'king' } })).status).toBe(422);
    const { id } = (await agent.post('/users', { user: ada })).json.user;
    const statuses = [];
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await agent.put(`/users/${id}`, { user: { name: `Ada ${count}` } })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

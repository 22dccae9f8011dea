import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startForTest, tokenOf, until } from './harness';
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
const lastComment = async (id: number) => {
  const comment = (await api().get(`/tickets/${id}/comments`)).json.comments.at(-1);
  if (!comment) throw new Error('no comment');
  return comment;
};

/** A ticket whose comment holds a link, a picture and a file. */
async function prepare(status = 'open') {
  const upload = await api().call('POST', '/api/v2/uploads?filename=carte.jpg', 'jpeg', {
    'content-type': 'image/jpeg',
  });
  const { token } = (JSON.parse(upload.text) as { upload: { token: string } }).upload;
  const html_body =
    '<p>Carte 4242 &amp; <a href="mailto:rose@mail.test">rose</a> <img src="https://x.test/p.png" alt="Rose"></p>';
  const { id } = await createTicket(api(), {
    ...note,
    status,
    comment: { html_body, public: false, uploads: [token] },
  });
  return { id, comment: await lastComment(id) };
}

describe('comment_redactions', () => {
  it('takes away words by tags, and links and pictures by the attribute alone', async () => {
    const { id, comment } = await prepare('closed');
    const redact = async (html_body: string, more: object = {}) =>
      api().put(`/comment_redactions/${comment.id}`, { ticket_id: id, html_body, ...more });
    const words = await redact(
      comment.html_body
        .replace('>rose<', '><redact>rose</redact><')
        .replace('4242', '<redact>4242 &amp;</redact>')
        .replace('&amp;</redact> &amp;', '&amp;</redact>'),
    );
    expect(words.json.comment.html_body).toContain('Carte ▇▇▇▇ ▇ <a href="mailto:rose@mail.test"');
    expect(words.json.comment.html_body).toContain('>▇▇▇▇</a> <img src=');
    const marked = words.json.comment.html_body.replaceAll(/<(a|img)\b[^>]*/g, '$& redact');
    const all = await redact(marked, { external_attachment_urls: [comment.attachments[0]?.content_url] });
    expect(all.json.comment).toMatchObject({
      html_body: '<div class="zd-comment" dir="auto"><p>Carte ▇▇▇▇ ▇ ▇▇▇▇ </p></div>',
      body: 'Carte ▇▇▇▇ ▇ ▇▇▇▇',
      attachments: [{ file_name: 'redacted.txt', content_type: 'text/plain' }],
    });
    expect((await fetch(comment.attachments[0]?.content_url ?? '')).status).toBe(404);
    expect((await api().get(`/tickets/${id}`)).json.ticket.description).toBe('Carte ▇▇▇▇ ▇ ▇▇▇▇');
  });

  it('refuses to edit, and files of other comments', async () => {
    const { id, comment } = await prepare();
    const put = (more: object) => api().put(`/comment_redactions/${comment.id}`, { ticket_id: id, ...more });
    expect((await put({ html_body: comment.html_body.replace('Carte', 'Autre') })).status).toBe(400);
    expect((await put({ external_attachment_urls: ['https://x.test/'] })).status).toBe(400);
    expect((await put({ ticket_id: id + 1 })).status).toBe(404);
  });

  it.each([{ lacksAgentWorkspace: true }, { forbidsTicketDeletion: true }])(
    'is refused with %o',
    async (settings) => {
      const { id, comment } = await prepare();
      await practice.control.change(SUB, { settings });
      expect((await api().put(`/comment_redactions/${comment.id}`, { ticket_id: id })).status).toBe(403);
      const shown = JSON.parse((await api().get('/account/settings')).text) as {
        settings: Record<string, object>;
      };
      expect(shown.settings.agents).toEqual({ agent_workspace: !('lacksAgentWorkspace' in settings) });
      expect(shown.settings.tickets).toMatchObject({
        agent_ticket_deletion: !('forbidsTicketDeletion' in settings),
      });
      // The older way for open tickets stays.
      expect((await api().put(`/tickets/${id}/comments/${comment.id}/redact`, { text: '4242' })).status).toBe(
        200,
      );
    },
  );
});

it('takes away a file of an open ticket, not of a closed one', async () => {
  const { id, comment } = await prepare();
  const path = `/tickets/${id}/comments/${comment.id}/attachments/${comment.attachments[0]?.id}/redact`;
  expect(JSON.parse((await api().put(path, {})).text)).toMatchObject({
    attachment: { file_name: 'redacted.txt' },
  });
  await practice.control.act(SUB, id, { status: 'closed' });
  expect((await api().put(path, {})).status).toBe(422);
});

it('lists a redacted ticket again in exports, with its old stamp', async () => {
  const { id, comment } = await prepare();
  const listed = async () =>
    JSON.parse((await api().get('/incremental/tickets/cursor?start_time=0')).text) as {
      tickets: { id: number; updated_at: string; generated_timestamp: number }[];
    };
  await practice.control.change(SUB, { behaviour: { incrementalLagSeconds: 0 } });
  const [before] = (await listed()).tickets;
  await practice.control.change(SUB, { clockOffsetSeconds: 60 });
  await api().put(`/tickets/${id}/comments/${comment.id}/redact`, { text: '4242' });
  const [after] = (await listed()).tickets;
  expect(after?.updated_at).toBe(before?.updated_at);
  expect(after?.generated_timestamp).toBeGreaterThan((before?.generated_timestamp ?? 0) + 50);
});

describe('deleting a ticket for good', () => {
  it('answers a job, and the ticket is gone when that is done', async () => {
    const { id } = await prepare();
    await practice.control.change(SUB, { behaviour: { jobDelayMs: 100 } });
    await api().delete(`/tickets/${id}`);
    const job = (await api().delete(`/deleted_tickets/${id}`)).json.job_status;
    expect(job).toMatchObject({ status: 'queued', total: 1, results: null });
    expect(await practice.control.tickets(SUB)).toHaveLength(1);
    const done = await until(
      async () => (await api().get(`/job_statuses/${job.id}`)).json.job_status,
      ({ status }) => status === 'completed',
    );
    expect(done.results).toEqual([{ action: 'delete', status: 'Deleted', success: true, id }]);
    expect(await practice.control.tickets(SUB)).toEqual([]);
  });

  it('leaves the ticket where the job fails', async () => {
    const { id } = await prepare();
    await practice.control.change(SUB, { behaviour: { failsDestroyJobs: true } });
    await api().delete(`/tickets/${id}`);
    const job = (await api().delete(`/deleted_tickets/${id}`)).json.job_status;
    await until(
      async () => (await api().get(`/job_statuses/${job.id}`)).json.job_status,
      ({ status }) => status === 'failed',
    );
    expect((await api().get('/deleted_tickets')).json.deleted_tickets).toMatchObject([{ id }]);
  });

  it('is not for agents where they may not delete', async () => {
    const { id } = await prepare();
    await practice.control.change(SUB, { settings: { forbidsTicketDeletion: true } });
    expect((await client(practice, SUB, tokenOf(SUB, 'sam')).delete(`/tickets/${id}`)).status).toBe(403);
    expect((await api().delete(`/tickets/${id}`)).status).toBe(204);
  });
});

describe('private files', () => {
  it('are for who is signed in, and come from another origin where credentials do not belong', async () => {
    const { comment } = await prepare();
    const address = comment.attachments[0]?.content_url ?? '';
    expect((await fetch(address)).status).toBe(200);
    await practice.control.change(SUB, { settings: { privateAttachments: true } });
    expect((await fetch(address)).status).toBe(401);
    const sent = await fetch(address, { headers: { authorization: tokenOf(SUB) }, redirect: 'manual' });
    const next = sent.headers.get('location') ?? '';
    expect(sent.status).toBe(302);
    expect(new URL(next).origin).not.toBe(practice.url);
    expect(await (await fetch(next)).text()).toBe('jpeg');
    await fetch(next, { headers: { authorization: tokenOf(SUB) } });
    expect((await fetch(next.replace(/token=.*/, 'token=x'))).status).toBe(404);
    const { requests } = await practice.control.requests(SUB);
    const reads = requests.filter(({ path }) => path.startsWith('/attachment/'));
    expect(reads.map(({ isAuthorized }) => isAuthorized)).toEqual([false, true]);
  });
});

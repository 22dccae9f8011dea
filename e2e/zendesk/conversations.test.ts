import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startForTest, tokenOf } from './harness';
import type { PracticeZendesk } from './server';
import { author, createTicket, note } from './tickets/testing';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
beforeEach(() => practice.control.reset());
afterAll(() => practice.close());

const SUB = 'boutique-fr';
const camille = `camille@${SUB}.test`;
const api = () => client(practice, SUB);
const comments = async (id: number) => (await api().get(`/tickets/${id}/comments`)).json.comments;
const show = async (id: number) => (await api().get(`/tickets/${id}`)).json.ticket;

describe('an answer by mail', () => {
  it('carries links of addresses and numbers, pictures, files and what was said before', async () => {
    const { id } = await createTicket(api());
    await practice.control.act(SUB, id, { comment: { body: 'Votre numéro ?', public: true } });
    const files = [
      { fileName: 'photo.png', contentType: 'image/png', content: 'AAAA', isInline: true },
      { fileName: 'note.pdf', contentType: 'application/pdf', content: 'AAAA' },
    ];
    const text = 'Bonjour,\nzoe@shop.test, +33 7 45 00 21 36';
    await practice.control.mail(SUB, { from: author.email, ticketId: id, text });
    const html = '<p>Voici <img src="cid:photo.png" alt="vase"></p>';
    await practice.control.mail(SUB, { from: camille, ticketId: id, html, files, isQuoting: false });
    const [, , first, second] = await comments(id);
    expect(first?.html_body).toContain('<a href="mailto:zoe@shop.test" rel="noreferrer">zoe@shop.test</a>');
    expect(first?.html_body).toContain('<a href="tel:+33745002136" rel="noreferrer">+33 7 45 00 21 36</a>');
    expect(first?.html_body).toMatch(/a écrit :<\/div><blockquote>.*Votre numéro \?/);
    expect(first?.via).toEqual({
      channel: 'email',
      source: {
        from: { address: author.email, name: author.name },
        to: { name: 'Boutique Lumière', address: `support@${SUB}.zendesk.com` },
        rel: null,
      },
    });
    expect(second).toMatchObject({ public: true, attachments: [{ inline: true }, { inline: false }] });
    expect(second?.html_body).toContain(`<img src="${second?.attachments[0]?.content_url}" alt="vase">`);
    expect(second?.html_body).not.toContain('blockquote');
  });

  it('to a closed ticket opens a follow-up with its tags and fields, without its external id', async () => {
    const field = (await api().post('/ticket_fields', { ticket_field: { title: 'idVente' } })).json
      .ticket_field;
    const custom_fields = [{ id: field.id, value: 'CMD-1' }];
    const closed = await createTicket(api(), {
      ...note,
      external_id: 'r-1',
      tags: ['vr'],
      custom_fields,
      status: 'closed',
    });
    const { ticket } = await practice.control.mail(SUB, {
      from: author.email,
      ticketId: closed.id,
      text: 'Et alors ?',
    });
    const followUp = await show(ticket.id);
    expect(followUp).toMatchObject({
      external_id: null,
      requester_id: closed.requester_id,
      tags: ['vr'],
      custom_fields,
      via: { channel: 'email', source: { rel: 'follow_up', from: { ticket_id: closed.id } } },
    });
    expect((await show(closed.id)).followup_ids).toEqual([ticket.id]);
  });

  it('of a stranger opens a ticket of their own', async () => {
    const { ticket } = await practice.control.mail(SUB, {
      from: 'new@mail.test',
      name: 'Neu',
      subject: 'Frage',
      text: 'Wo?',
    });
    expect(await show(ticket.id)).toMatchObject({
      external_id: null,
      is_public: true,
      via: { channel: 'email' },
    });
  });

  it('opens a solved ticket again', async () => {
    const { id } = await createTicket(api(), { ...note, status: 'solved' });
    await practice.control.mail(SUB, { from: author.email, ticketId: id, text: 'Non' });
    expect((await show(id)).status).toBe('open');
  });
});

describe('a planted comment', () => {
  it('is shown as it was recorded: kind, channel, data, empty bodies', async () => {
    const { id } = await createTicket(api());
    const call = {
      type: 'VoiceComment',
      public: true,
      via: {
        channel: 'voice',
        source: { from: { phone: '+33745002136' }, to: { phone: '+33199003344' }, rel: 'inbound' },
      },
      body: 'Call from: +33 7 45 00 21 36',
      html_body: '<div class="zd-comment" dir="auto">Call from: +33 7 45 00 21 36</div>',
      plain_body: null,
      data: { from: '+33745002136', call_duration: 61 },
    };
    await practice.control.plantComment(SUB, id, { ...call, author: camille });
    const { attachments, ...shown } = (await comments(id)).at(-1) ?? { attachments: [] };
    expect(attachments).toEqual([]);
    expect(shown).toMatchObject(call);
    const unknown = {
      type: 'HologramComment',
      author: camille,
      body: 'x',
      html_body: '<div>x</div>',
      plain_body: '',
    };
    await practice.control.plantComment(SUB, id, unknown);
    expect((await comments(id)).at(-1)).toMatchObject({ type: 'HologramComment', plain_body: '' });
  });

  it('holds files at the addresses of its text, and loses what redaction takes', async () => {
    const { id } = await createTicket(api());
    await practice.control.plantComment(SUB, id, {
      author: author.email,
      body: '',
      html_body:
        '<div class="zd-comment" dir="auto"><img src="ACCOUNT/attachments/token/Kx2/?name=p.png" alt="Maud"></div>',
      plain_body: null,
      attachments: [
        {
          file_name: 'p.png',
          content_type: 'image/png',
          inline: true,
          content_url: 'ACCOUNT/attachments/token/Kx2/?name=p.png',
        },
      ],
    });
    const comment = (await comments(id)).at(-1);
    const src = /src="([^"]*)"/.exec(comment?.html_body ?? '')?.[1] ?? '';
    expect(src).toBe(comment?.attachments[0]?.content_url);
    expect((await fetch(src)).status).toBe(200);
    const html_body = comment?.html_body.replace('<img ', '<img redact ');
    const redacted = (await api().put(`/comment_redactions/${comment?.id}`, { ticket_id: id, html_body }))
      .json.comment;
    expect(redacted.html_body).toBe('<div class="zd-comment" dir="auto"></div>');
    expect(redacted.plain_body).toBe('');
  });
});

it('tells the author and the channel of each change in the audits, whatever became of the author', async () => {
  const { id } = await createTicket(api());
  await practice.control.act(SUB, id, { comment: { body: 'Un mot', public: true }, assignee_id: null });
  const agent = (await client(practice, SUB, tokenOf(SUB, 'camille')).get('/users/me')).json.user;
  await api().put(`/tickets/${id}`, { ticket: { assignee_id: agent.id } });
  expect((await api().put(`/users/${agent.id}`, { user: { role: 'end-user' } })).json.user.role).toBe(
    'end-user',
  );
  expect(await show(id)).toMatchObject({ assignee_id: null });
  const { text, headers } = await api().get(`/tickets/${id}/audits`);
  const { audits } = JSON.parse(text) as { audits: { author_id: number; via: { channel: string } }[] };
  expect(audits.map(({ via }) => via.channel)).toEqual(['api', 'web', 'api']);
  expect(audits[1]?.author_id).toBe(agent.id);
  expect(headers.get('zendesk-ratelimit-ticket-audits-index')).toMatch(
    /^total=500; remaining=499; resets=\d+$/,
  );
});

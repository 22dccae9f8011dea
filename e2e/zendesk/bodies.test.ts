import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, startForTest } from './harness';
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
const author = `zoe@shop.test`;

/** The bodies of a ticket's last comment. */
async function lastBodies(id: number) {
  const comment = (await api().get(`/tickets/${id}/comments`)).json.comments.at(-1);
  const inner = comment?.html_body.replace(/^<div class="zd-comment" dir="auto">|<\/div>$/g, '');
  return { body: comment?.body, html: inner, plain: comment?.plain_body };
}
const written = async (comment: object) => lastBodies((await createTicket(api(), { ...note, comment })).id);

describe('a comment made by `body`', () => {
  it('keeps its lines in HTML, and doubles them in the plain text, where paragraphs begin with a blank', async () => {
    expect(await written({ body: 'Hi there,\n\nI’m here.\n\nThanks,\n The Customer' })).toEqual({
      body: 'Hi there,\n\nI’m here.\n\nThanks,\n The Customer',
      html: '<p dir="auto">Hi there,</p>\n\n<p dir="auto">I’m here.</p>\n\n<p dir="auto">Thanks,<br>\n The Customer</p>',
      plain: 'Hi there, \n\n I’m here. \n\n Thanks,\n\n The Customer',
    });
  });

  it.each([
    ['words that look like HTML', 'Prix <50 € et >30 €, <b>nul</b>, 1 < 2', 'Prix 30 €, nul, 1 < 2'],
    ['repeated blanks', 'a  b \t c', 'a b c'],
    ['carriage returns', 'a\r\nb', 'a\nb'],
  ])('loses %s', async (_, body, expected) => {
    expect((await written({ body })).body).toBe(expected);
  });

  it.each([
    ['**fort** et _mou_', '<p dir="auto"><strong>fort</strong> et <em>mou</em></p>'],
    ['# Titre', '<h1 dir="auto">Titre</h1>'],
    ['* un\n* deux', '<ul dir="auto">\n<li>un</li>\n<li>deux</li>\n</ul>'],
    ['1. un', '<ol dir="auto">\n<li>un</li>\n</ol>'],
    ['> dit', '<blockquote>\n<p dir="auto">dit</p>\n</blockquote>'],
    ['`a*b*c`', '<p dir="auto"><code>a*b*c</code></p>'],
    ['[ici](https://x.test/a)', '<p dir="auto"><a href="https://x.test/a" rel="noreferrer">ici</a></p>'],
    ['![p](https://x.test/p.png)', '<p dir="auto"><img src="https://x.test/p.png" alt="p"></p>'],
  ])('is read as Markdown when an agent writes it: %s', async (body, html) => {
    expect((await written({ body })).html).toBe(html);
  });

  it('shows its addresses as links', async () => {
    const { html } = await written({ body: 'https://x.test/a?b=1&c=2.' });
    const address = 'https://x.test/a?b=1&amp;c=2';
    expect(html).toBe(`<p dir="auto"><a href="${address}" rel="noreferrer">${address}</a>.</p>`);
  });

  it('is not read as Markdown, nor for placeholders, when an end user writes it', async () => {
    const { id, requester_id } = await createTicket(api());
    const comment = { body: '**fort** {{ticket.id}} & <i>mou</i>', author_id: requester_id };
    await api().put(`/tickets/${id}`, { ticket: { comment } });
    expect(await lastBodies(id)).toEqual({
      body: '**fort** {{ticket.id}} & mou',
      html: '<p dir="auto">**fort** {{ticket.id}} &amp; mou</p>',
      plain: '**fort** {{ticket.id}} &amp; mou',
    });
  });

  it('has an empty plain text in accounts where it is so', async () => {
    await practice.control.change(SUB, { behaviour: { emptiesPlainBody: true } });
    expect(await written({ body: 'Un mot' })).toMatchObject({ body: 'Un mot', plain: '' });
    expect(await written({ html_body: 'Un mot' })).toMatchObject({ body: 'Un mot', plain: 'Un mot' });
  });
});

describe('a comment made by `html_body`', () => {
  it('is sanitized, and never read as Markdown', async () => {
    const given =
      '<p onclick="x()">**a** &lt;b&gt;&nbsp;&amp; c<br><a href="javascript:x()">d</a> <a href="https://x.test/">e</a></p><script>1</script>';
    expect(await written({ html_body: given })).toEqual({
      html: '<p>**a** &lt;b&gt;&nbsp;&amp; c<br><a rel="noreferrer">d</a> <a href="https://x.test/" rel="noreferrer">e</a></p>',
      body: '**a** <b> & c\nd [e](https://x.test/)',
      plain: '**a** &lt;b&gt;&nbsp;&amp; c\nd e',
    });
  });

  it('keeps links of mail and telephone, and pictures', async () => {
    const html_body =
      '<a href="mailto:a@b.test">a</a> <a href="tel:+331">t</a> <img src="https://x.test/p.png" alt="p">';
    expect((await written({ html_body })).body).toBe(
      '[a](mailto:a@b.test) [t](tel:+331) ![p](https://x.test/p.png)',
    );
  });
});

describe('placeholders of agents', () => {
  it.each(['body', 'html_body'])('are filled in or vanish, in `%s`', async (key) => {
    const ticket = await createTicket(api(), {
      ...note,
      comment: { [key]: 'n°{{ticket.id}} {{ticket.title}}{{dc.x}}.' },
    });
    expect((await lastBodies(ticket.id)).body).toBe(`n°${ticket.id} Avis.`);
  });
});

describe('a long comment', () => {
  it.each(['a', 'é', '日'])('is cut at 65,535 bytes without a word: %s', async (sign) => {
    const { body = '' } = await written({ body: sign.repeat(65_535) });
    expect(body).toBe(sign.repeat(Math.floor(65_535 / Buffer.byteLength(sign))));
  });

  it('is refused in accounts that refuse', async () => {
    await practice.control.change(SUB, { behaviour: { refusesLongComments: true } });
    const comment = (bytes: number) =>
      api().post('/tickets', { ticket: { ...note, comment: { html_body: 'a'.repeat(bytes) } } });
    expect([(await comment(65_535)).status, (await comment(65_536)).status]).toEqual([201, 422]);
  });
});

describe('an agent’s reply on screen', () => {
  const reply = async (body: string, isPublic = true) => {
    const { id } = await createTicket(api());
    await practice.control.act(SUB, id, { comment: { body, public: isPublic } });
    return lastBodies(id);
  };

  it('is rich text: entities, empty lines as blanks, no Markdown', async () => {
    expect(await reply('Hi E.,\n\nCustomer & Supplier\u00a0!\n\n<Thanks>  **you**')).toEqual({
      body: 'Hi E.,\n\nCustomer & Supplier !\n\n<Thanks> **you**',
      html: '<p dir="auto">Hi E.,<br>&nbsp;<br>Customer &amp; Supplier&nbsp;!<br>&nbsp;<br>&lt;Thanks&gt;&nbsp; **you**</p>',
      plain: 'Hi E.,\n&nbsp;\nCustomer &amp; Supplier&nbsp;!\n&nbsp;\n&lt;Thanks&gt;&nbsp; **you**',
    });
  });

  it('ends in the agent’s signature when it is public, in all three bodies; what comes by API does not', async () => {
    const signature = '<p>Camille D.<br><a href="tel:+33199003344">01 99 00 33 44</a></p>';
    await practice.control.changeUser(SUB, `camille@${SUB}.test`, { signature });
    expect(await reply('Bonjour')).toEqual({
      body: 'Bonjour\n\nCamille D.\n[01 99 00 33 44](tel:+33199003344)',
      html: '<p dir="auto">Bonjour</p><span class="collapse-signature"></span><div class="signature"><p>Camille D.<br><a href="tel:+33199003344" rel="noreferrer">01 99 00 33 44</a></p></div>',
      plain: 'Bonjour Camille D.\n01 99 00 33 44',
    });
    expect((await reply('Entre nous', false)).html).toBe('<p dir="auto">Entre nous</p>');
    await practice.control.changeUser(SUB, `admin@${SUB}.test`, { signature });
    expect((await written({ body: 'x', public: true })).body).toBe('x');
    const { id } = (await api().get('/users/me')).json.user;
    expect((await api().get(`/users/${id}`)).json.user).toMatchObject({ signature });
  });
});

it('keeps a ticket’s description as the text of its first comment', async () => {
  expect((await createTicket(api())).description).toBe('★ Mauvais');
  expect((await practice.control.tickets(SUB))[0]?.requester).toBe(author);
});

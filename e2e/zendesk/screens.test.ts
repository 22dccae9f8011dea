import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client, startForTest } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'practice-screens-'));
  practice = await startForTest({ dataDir });
});
afterAll(async () => {
  await practice.close();
  await rm(dataDir, { recursive: true, force: true });
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const note = {
  subject: 'Avis <1★>',
  comment: { body: 'Déçu', public: false },
  requester: { name: 'Zoé', email: 'zoe@shop.test' },
};

function browser(subdomain: string, cookie = '') {
  const { call } = client(practice, subdomain, null);
  return {
    open: (at: string) => call('GET', `/agent${at}`, undefined, { cookie }),
    send: (at: string, fields: Record<string, string>) =>
      call('POST', `/agent${at}`, new URLSearchParams(fields).toString(), { ...FORM, cookie }),
  };
}

async function signedIn(subdomain: string, who = 'camille') {
  const fields = {
    email: `${who}@${subdomain}.test`,
    password: 'zendesk-demo',
    next: `/${subdomain}/agent/tickets`,
  };
  const { status, headers } = await browser(subdomain).send('/sign-in', fields);
  expect(status).toBe(303);
  return browser(subdomain, (headers.get('set-cookie') ?? '').split(';')[0]);
}

describe('signing in', () => {
  it('sends strangers to the form and back to where they wanted, never outside', async () => {
    const { headers } = await browser('boutique-fr').open('/tickets/1');
    expect(headers.get('location')).toBe(
      '/boutique-fr/agent/sign-in?next=%2Fboutique-fr%2Fagent%2Ftickets%2F1',
    );
    const fields = {
      email: 'sam@boutique-fr.test',
      password: 'zendesk-demo',
      next: 'https://elsewhere.test/',
    };
    const sent = await browser('boutique-fr').send('/sign-in', fields);
    expect(sent.headers.get('location')).toBe('/boutique-fr/agent/tickets');
  });

  it('refuses a wrong password with words, and suspended people', async () => {
    const wrong = await browser('boutique-fr').send('/sign-in', {
      email: 'sam@boutique-fr.test',
      password: 'x',
    });
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain('role="alert"');
    const suspended = await browser('suspended-user').send('/sign-in', {
      email: 'admin@suspended-user.test',
      password: 'zendesk-demo',
    });
    expect(suspended.status).toBe(401);
  });
});

describe('the ticket screen', () => {
  it('shows the conversation and takes replies and notes in the agent’s name', async () => {
    const { id } = (await client(practice, 'boutique-fr').post('/tickets', { ticket: note })).json.ticket;
    const agent = await signedIn('boutique-fr');
    const page = await agent.open(`/tickets/${id}`);
    expect(page.text).toContain('Avis &lt;1★&gt;');
    expect(page.text).toContain('aria-label="Note interne"');
    expect(page.text).toContain('data-testid="apps"');
    const at = `/tickets/${id}`;
    expect((await agent.send(at, { body: 'Pardon', visibility: 'public', status: 'solved' })).status).toBe(
      303,
    );
    await agent.send(at, { body: 'Entre nous', visibility: 'internal', status: 'solved' });
    const [ticket] = await practice.control.tickets('boutique-fr');
    expect(ticket?.status).toBe('solved');
    expect(ticket?.comments.map(({ author, body, isPublic }) => ({ author, body, isPublic }))).toEqual([
      { author: 'admin@boutique-fr.test', body: 'Déçu', isPublic: false },
      { author: 'camille@boutique-fr.test', body: 'Pardon', isPublic: true },
      { author: 'camille@boutique-fr.test', body: 'Entre nous', isPublic: false },
    ]);
  });

  it('speaks the account’s language', async () => {
    expect((await (await signedIn('boutique-fr')).open('/tickets')).text).toContain('<html lang="fr">');
    expect((await (await signedIn('boutique-en')).open('/tickets')).text).toContain('Practice Zendesk');
  });

  it('filters by status and words', async () => {
    const agent = await signedIn('boutique-fr');
    expect((await agent.open('/tickets?status=solved&q=zoe')).text).toContain('Avis &lt;1★&gt;');
    expect((await agent.open('/tickets?status=new')).text).toContain('Aucun ticket ici.');
  });

  it('does not let one account’s cookie open another', async () => {
    const { text: page, headers } = await client(practice, 'boutique-fr', null).call(
      'POST',
      '/agent/sign-in',
      new URLSearchParams({ email: 'sam@boutique-fr.test', password: 'zendesk-demo' }).toString(),
      FORM,
    );
    expect(page).toBe('');
    const cookie =
      (headers.get('set-cookie') ?? '')
        .split(';')[0]
        ?.replace('practice_boutique-fr', 'practice_boutique-en') ?? '';
    expect((await browser('boutique-en', cookie).open('/tickets')).status).toBe(302);
  });

  it.each(['/admin/triggers', '/admin/webhooks', '/admin/fields'])('shows %s', async (at) => {
    expect((await (await signedIn('boutique-en')).open(at)).status).toBe(200);
  });

  it('keeps the text of a refused message on screen', async () => {
    const api = client(practice, 'boutique-en');
    await api.post('/ticket_fields', { ticket_field: { title: 'Cause', required: true } });
    const { id } = (await api.post('/tickets', { ticket: note })).json.ticket;
    const refused = await (
      await signedIn('boutique-en')
    ).send(`/tickets/${id}`, { body: 'my words', visibility: 'public', status: 'solved' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('my words</textarea>');
    expect((await practice.control.tickets('boutique-en'))[0]?.comments).toHaveLength(1);
  });
});

describe('the mail pages', () => {
  const eml = [
    'From: =?utf-8?Q?Avis_V=C3=A9rifi=C3=A9s?= <avis@demo.test>',
    'To: zoe@shop.test',
    'Subject: =?utf-8?Q?Votre_avis_a_re=C3=A7u_une_r=C3=A9ponse?=',
    'Date: Sun, 22 Nov 2026 10:00:00 +0000',
    'Message-ID: <1@demo.test>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Lire : http://localhost:3000/r/abc?x=1&y=2',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Bonjour <script>alert(1)</script><a href="http://localhost:3000/r/abc">lire</a></p>',
    '--b--',
    '',
  ].join('\r\n');

  it('list our mails and show one with its HTML in a sandbox, its text linked and its headers', async () => {
    await mkdir(path.join(dataDir, 'mail'));
    await writeFile(path.join(dataDir, 'mail', '0001.eml'), eml);
    await writeFile(path.join(dataDir, 'mail', 'note.txt'), 'no mail');
    const list = await (await fetch(`${practice.url}/_mail?lang=fr`)).text();
    expect(list).toContain('<a href="/_mail/0001.eml?lang=fr">Votre avis a reçu une réponse</a>');
    expect(list).not.toContain('note.txt');
    const page = await (await fetch(`${practice.url}/_mail/0001.eml`)).text();
    expect(page).toMatch(/<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(page).not.toContain('<script>');
    expect(page).toContain('<a href="http://localhost:3000/r/abc?x=1&amp;y=2"');
    expect(page).toContain('message-id');
  });

  it.each(['..%2F..%2Fpackage.json', 'missing.eml', '..%2Fmail%2F0001.eml'])(
    'give nothing for %s',
    async (name) => {
      expect((await fetch(`${practice.url}/_mail/${name}`)).status).toBe(404);
    },
  );

  it('show what Zendesk would have sent, account by account', async () => {
    await client(practice, 'boutique-fr').post('/tickets', {
      ticket: { ...note, comment: { body: 'public' } },
    });
    const list = await (
      await fetch(`${practice.url}/_mail`, { headers: { 'accept-language': 'en' } })
    ).text();
    expect(list).toContain('Zendesk would have sent');
    expect(list).toContain('[Demande reçue] Avis &lt;1★&gt;');
    expect(list).toContain('Boutique Lumière');
  });
});

it('greets with every account', async () => {
  const page = await (await fetch(`${practice.url}/`)).text();
  for (const { subdomain } of await practice.control.accounts())
    expect(page).toContain(`/${subdomain}/agent/tickets`);
});

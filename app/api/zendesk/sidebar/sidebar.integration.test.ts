import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, installApp, openTicket, type Installed } from '@/lib/sidebar/testing/panels';
import type { ReviewPanel, WrongTicketPanel } from '@/lib/sidebar/view';
import { client } from '../../../../e2e/zendesk/harness';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

type Routes = Record<string, Record<string, unknown>>;

let stage: Stage;
let routes: Routes;
let installed: Installed;
let openSigned: (token: string) => Promise<{ session: string } | null>;
let other: { id: string; secretKey: string };

const names = ['session', 'panel', 'publication', 'exchanges', 'search', 'repair', 'reports', 'words'];

beforeAll(async () => {
  stage = await openStage();
  const { transaction } = await import('@/lib/platform/db/client');
  const { makeWebsite } = await import('@/prisma/seed/factories');
  other = await transaction((tx) => makeWebsite(tx, { name: 'Maison Voisine' }));
  const loaded = await Promise.all(
    names.map(async (name) => [name, (await import(`./${name}/route.ts`)) as object] as const),
  );
  routes = Object.fromEntries(loaded) as Routes;
  ({ openSigned } = await import('@/lib/sidebar/installations'));
  installed = await installApp(stage, account, settingsOf(stage.website));
}, 60_000);
afterAll(() => stage.close());

const settingsOf = ({ id, secretKey }: { id: string; secretKey: string }) => ({
  title: 'Verified-Reviews FR',
  domain: 'https://www.avis-verifies.com/',
  website_id: id,
  secret_key: secretKey,
});

/** The agent of the account with this address. */
async function agentId(who: string): Promise<string> {
  const user = (await stage.zendesk.users(account)).find(({ email }) => email === `${who}@${account}.test`);
  return String(user?.id);
}

/** A session as the panel gets it through Zendesk's proxy. */
async function sessionOf(who = 'camille', website = stage.website, more: object = {}): Promise<string> {
  const { status, json } = await ask(routes.session?.POST, {
    method: 'POST',
    headers: { authorization: `Basic ${website.id}:${website.secretKey}` },
    body: { agentId: await agentId(who), ...more },
  });
  expect(status).toBe(200);
  return String(json.session);
}

const as = (session: string, locale = 'fr') => ({ authorization: `Bearer ${session}`, 'x-locale': locale });

/** A review in moderation with its ticket. */
async function ticketOf(
  input: Parameters<Stage['review']>[0] = {},
): Promise<{ id: string; ticketId: string }> {
  const { id } = await stage.review(input);
  await stage.run();
  const link = await stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId: id } });
  return { id, ticketId: String(link.ticketId) };
}

async function panelOf(session: string, ticketId: string, locale = 'fr', etag?: string) {
  const headers = { ...as(session, locale), ...(etag ? { 'if-none-match': etag } : {}) };
  return ask(routes.panel?.GET, { query: `?ticketId=${ticketId}`, headers });
}

describe('letting a panel in', () => {
  it('by the secret key as Zendesk’s proxy sends it, encoded or not, and by no wrong one', async () => {
    const { id, secretKey } = stage.website;
    const body = { agentId: await agentId('camille') };
    const open = (authorization: string) =>
      ask(routes.session?.POST, { method: 'POST', headers: { authorization }, body });
    const encoded = Buffer.from(`${id}:${secretKey}`).toString('base64');
    expect((await open(`Basic ${id}:${secretKey}`)).status).toBe(200);
    expect((await open(`Basic ${encoded}`)).status).toBe(200);
    for (const wrong of [`Basic ${id}:x`, `Basic ${id}:${other.secretKey}`, `Basic ${id}:`, 'Basic', ''])
      expect((await open(wrong)).status).toBe(401);
  });

  it('only for agents of the account', async () => {
    const headers = { authorization: `Basic ${stage.website.id}:${stage.website.secretKey}` };
    const customer = (await stage.zendesk.users(account)).find(({ role }) => role === 'end-user');
    const { status } = await ask(routes.session?.POST, {
      method: 'POST',
      headers,
      body: { agentId: String(customer?.id ?? 1) },
    });
    expect(status).toBe(403);
  });

  it('refuses a domain of another platform and understands any spelling of the right one', async () => {
    const headers = { authorization: `Basic ${stage.website.id}:${stage.website.secretKey}` };
    const open = async (domain: string) =>
      ask(routes.session?.POST, {
        method: 'POST',
        headers,
        body: { agentId: await agentId('camille'), domain },
      });
    const refused = await open('verified-reviews.co.uk');
    expect([refused.status, refused.json.errors]).toMatchObject([422, [{ code: 'domain_mismatch' }]]);
    expect((await open(' HTTPS://www.Avis-Verifies.com/ ')).status).toBe(200);
  });

  it('by signature once the installation is known, with the key the account gives out', async () => {
    const { ticketId } = await ticketOf();
    const read = async () =>
      (await openTicket(stage, account, 'camille', Number(ticketId))).find(
        (launch) => launch.installationId === installed.installationId,
      )?.token ?? '';
    expect(await openSigned(await read())).toBeNull();
    const { appId, installationId } = installed;
    await sessionOf('camille', stage.website, {
      appId: String(appId),
      installationId: String(installationId),
    });
    const opened = await openSigned(await read());
    const { status, json } = await panelOf(opened?.session ?? '', ticketId);
    expect([status, json.kind]).toEqual([200, 'review']);
    const row = await stage.db.appInstallation.findFirstOrThrow({ where: { websiteId: stage.website.id } });
    expect(row.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  });

  it('does not believe an installation that says it is of another website', async () => {
    const { appId, installationId } = await installApp(stage, account, settingsOf(other));
    await sessionOf('camille', stage.website, {
      appId: String(appId),
      installationId: String(installationId),
    });
    const where = { installationId: BigInt(installationId) };
    expect(await stage.db.appInstallation.count({ where })).toBe(0);
  });

  it('ends every panel of an installation that is taken away', async () => {
    const { ticketId } = await ticketOf();
    const row = await stage.db.appInstallation.create({
      data: { websiteId: stage.website.id, subdomain: account, appId: 9n, installationId: 900n },
    });
    const { sealSession } = await import('@/lib/sidebar/session');
    const session = sealSession(
      { websiteId: stage.website.id, installation: row.id, agentId: await agentId('camille'), agentName: '' },
      new Date(),
    );
    expect((await panelOf(session, ticketId)).status).toBe(200);
    await stage.db.appInstallation.delete({ where: { id: row.id } });
    const { status, json } = await panelOf(session, ticketId);
    expect([status, json.code]).toEqual([401, 'session_ended']);
    expect((await panelOf(`${session}x`, ticketId)).status).toBe(401);
  });

  it('never to a review whose ticket had this number in the account before this one', async () => {
    const { id } = await ticketOf();
    const left = { subdomain: 'left-behind', ticketId: 424_242n };
    await stage.db.ticketLink.update({ where: { reviewId: id }, data: left });
    const { json } = await panelOf(await sessionOf(), String(left.ticketId));
    expect(json.kind).toBe('wrong');
  });

  it('never to a review of another website, whatever ticket is named', async () => {
    const { ticketId } = await ticketOf();
    const session = await sessionOf('camille', { ...stage.website, ...other });
    const { json } = await panelOf(session, ticketId);
    expect(json.kind).toBe('wrong');
    const refused = await ask(routes.publication?.POST, {
      method: 'POST',
      headers: as(session),
      body: { ticketId },
    });
    expect(refused.status).toBe(404);
  });
});

describe('the panel of a review', () => {
  it('says in the agent’s language what the review is, why it waits and what publishing frees', async () => {
    const { ticketId } = await ticketOf({ comment: 'Écrivez à bob@mail.test, colis cassé.' });
    const session = await sessionOf();
    const french = (await panelOf(session, ticketId)).json as unknown as ReviewPanel;
    const english = (await panelOf(session, ticketId, 'en-GB')).json as unknown as ReviewPanel;
    expect([french.status.label, english.status.label]).toEqual(['En modération', 'In moderation']);
    expect(french.marks.map(({ start, end }) => french.comment.slice(start, end))).toEqual(['bob@mail.test']);
    expect(french.causes?.items.map(({ name }) => name)).toContain('Note basse');
    expect(french.clock?.spent).toBeLessThan(0.05);
    expect(french.author.familyName).toBe('Vasseur');
  });

  it('answers 304 until something changes, then at once, also to the agent who did nothing', async () => {
    const { ticketId } = await ticketOf();
    const [one, two] = [await sessionOf('camille'), await sessionOf('sam')];
    const etag = (await panelOf(two, ticketId)).headers.get('etag') ?? '';
    expect((await panelOf(two, ticketId, 'fr', etag)).status).toBe(304);
    const hidden = await ask(routes.exchanges?.PUT, {
      method: 'PUT',
      headers: as(one),
      body: { ticketId, hidden: true },
    });
    expect(hidden.json).toEqual({ exchangesHidden: true });
    const after = await panelOf(two, ticketId, 'fr', etag);
    expect([after.status, after.json.exchangesHidden]).toEqual([200, true]);
  });

  it('offers texts in the author’s language, filled in', async () => {
    const { ticketId, id } = await ticketOf();
    const { json } = await panelOf(await sessionOf(), ticketId, 'en');
    const { orderRef } = await stage.db.review.findUniqueOrThrow({ where: { id } });
    const { replying } = json as unknown as ReviewPanel;
    const texts = 'templates' in replying ? replying.templates : [];
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.map(({ body }) => body).join()).toContain(orderRef);
    expect(texts.map(({ body }) => body).join()).not.toMatch(/\{|\}/);
  });
});

describe('the actions of an agent', () => {
  it('carry the agent’s own name, and free the queue', async () => {
    const { id, ticketId } = await ticketOf({ at: new Date(Date.now() - 3 * 86_400_000) });
    const session = await sessionOf('camille');
    const done = await ask(routes.publication?.POST, {
      method: 'POST',
      headers: as(session),
      body: { ticketId },
    });
    expect(done.json).toMatchObject({ status: 'published' });
    const event = await stage.db.reviewEvent.findFirstOrThrow({ where: { reviewId: id, type: 'published' } });
    const { name } =
      (await stage.zendesk.users(account)).find(({ email }) => email === `camille@${account}.test`) ?? {};
    expect([event.actorKind, event.actorName]).toEqual(['zendesk', name]);
    const again = await ask(routes.publication?.POST, {
      method: 'POST',
      headers: as(session),
      body: { ticketId },
    });
    expect([again.status, again.json.text]).toEqual([409, 'Cet avis n’est pas en modération.']);
  });

  it('report only after a reply, with proof where the reason asks for it', async () => {
    const { id, ticketId } = await ticketOf();
    const session = await sessionOf();
    const report = (reason: string, file?: File) => {
      const form = new FormData();
      form.set('ticketId', ticketId);
      form.set('reason', reason);
      if (file) form.set('attachments', file);
      return ask(routes.reports?.POST, { method: 'POST', headers: as(session), form });
    };
    expect((await report('off_topic')).json.code).toBe('reply_required');
    const { replyToReview } = await import('@/lib/reviews/service');
    const actor = { kind: 'zendesk' as const, name: 'Inès' };
    await stage.transaction((tx) =>
      replyToReview(tx, { reviewId: id, body: 'Bonjour', source: 'zendesk', actor, at: new Date() }),
    );
    expect((await report('untrue')).json.errors).toMatchObject([{ code: 'proof_missing' }]);
    const fake = new File(['not a picture'], 'proof.png');
    expect((await report('untrue', fake)).json.errors).toMatchObject([{ code: 'file_type' }]);
    const filed = await report('untrue', new File(['%PDF-1.7\n%%EOF'], 'proof.pdf'));
    expect([filed.status, filed.json.status]).toEqual([201, 'in_moderation']);
    const { json } = await panelOf(session, ticketId);
    expect((json as unknown as ReviewPanel).status.key).toBe('reported');
  });
});

describe('a ticket that is no review', () => {
  it('shows where the chain breaks, and finds reviews by order or address but not by a part of one', async () => {
    const { id } = await ticketOf({ orderRef: 'CMD-SEARCH-1' });
    const session = await sessionOf();
    const made = await client(stage.practice, account).post('/tickets', {
      ticket: { subject: 'Facture', comment: { body: 'Où est ma facture ?' } },
    });
    const strange = made.json.ticket as unknown as { id: number };
    const { json } = await panelOf(session, String(strange.id));
    const { steps, canRepair } = json as unknown as WrongTicketPanel;
    expect(steps.filter(({ state }) => state === 'broken')).toHaveLength(1);
    expect(canRepair).toBe(false);
    const find = async (q: string) => {
      const answer = await ask(routes.search?.GET, {
        query: `?q=${encodeURIComponent(q)}`,
        headers: as(session),
      });
      return (answer.json.items as { id: string }[]).map((item) => item.id);
    };
    expect(await find('CMD-SEARCH-1')).toEqual([id]);
    expect(await find('ALIX@author.test')).toContain(id);
    expect(await find('CMD-')).toEqual([]);
    expect(await find('@author.test')).toEqual([]);
  });

  it('is repaired by an administrator and by nobody else', async () => {
    const { ticketId } = await ticketOf();
    const refused = await ask(routes.repair?.POST, {
      method: 'POST',
      headers: as(await sessionOf('camille')),
      body: { ticketId },
    });
    expect(refused.status).toBe(403);
    const mended = await ask(routes.repair?.POST, {
      method: 'POST',
      headers: as(await sessionOf('admin')),
      body: { ticketId },
    });
    expect(mended.status).toBe(200);
  });
});

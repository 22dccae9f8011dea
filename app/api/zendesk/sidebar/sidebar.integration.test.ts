/** What the panel shows beside a ticket, and what an agent does in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, openPanels, type Panels } from '@/app/api/zendesk/sidebar/testPanels';
import { ask } from '@/lib/sidebar/testing/panels';
import type { ReviewPanel, WrongTicketPanel } from '@/lib/sidebar/view';
import { account, type Stage } from '@/lib/sync/testing/stage';
import { client } from '../../../../e2e/zendesk/harness';

let panels: Panels;
let stage: Stage;

beforeAll(async () => {
  panels = await openPanels();
  stage = panels.stage;
}, 60_000);
afterAll(() => stage.close());

describe('the panel of a review', () => {
  it('says in the agent’s language what the review is, why it waits and what publishing frees', async () => {
    const { ticketId } = await panels.ticketOf({ comment: 'Écrivez à bob@mail.test, colis cassé.' });
    const session = await panels.sessionOf();
    const french = (await panels.panelOf(session, ticketId)).json as unknown as ReviewPanel;
    const english = (await panels.panelOf(session, ticketId, 'en-GB')).json as unknown as ReviewPanel;
    expect([french.status.label, english.status.label]).toEqual(['En modération', 'In moderation']);
    expect(french.marks.map(({ start, end }) => french.comment.slice(start, end))).toEqual(['bob@mail.test']);
    expect(french.causes?.items.map(({ name }) => name)).toContain('Note basse');
    expect(french.clock?.spent).toBeLessThan(0.05);
    expect(french.repliedTo.familyName).toBe('Vasseur');
  });

  it('answers 304 until something changes, then at once, also to the agent who did nothing', async () => {
    const { ticketId } = await panels.ticketOf();
    const [one, two] = [await panels.sessionOf('camille'), await panels.sessionOf('sam')];
    const etag = (await panels.panelOf(two, ticketId)).headers.get('etag') ?? '';
    expect((await panels.panelOf(two, ticketId, 'fr', etag)).status).toBe(304);
    const hidden = await ask(panels.routes.exchanges.PUT, {
      method: 'PUT',
      headers: as(one),
      body: { ticketId, hidden: true },
    });
    expect(hidden.json).toEqual({ exchangesHidden: true });
    const after = await panels.panelOf(two, ticketId, 'fr', etag);
    expect([after.status, after.json.exchangesHidden]).toEqual([200, true]);
  });

  it('offers texts in the author’s language, filled in', async () => {
    const { ticketId, id } = await panels.ticketOf();
    const { json } = await panels.panelOf(await panels.sessionOf(), ticketId, 'en');
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
    const { id, ticketId } = await panels.ticketOf({ at: new Date(Date.now() - 3 * 86_400_000) });
    const session = await panels.sessionOf('camille');
    const done = await ask(panels.routes.publication.POST, {
      method: 'POST',
      headers: as(session),
      body: { ticketId },
    });
    expect(done.json).toMatchObject({ status: 'published' });
    const event = await stage.db.reviewEvent.findFirstOrThrow({ where: { reviewId: id, type: 'published' } });
    const { name } =
      (await stage.zendesk.users(account)).find(({ email }) => email === `camille@${account}.test`) ?? {};
    expect([event.actorKind, event.actorName]).toEqual(['zendesk', name]);
    const again = await ask(panels.routes.publication.POST, {
      method: 'POST',
      headers: as(session),
      body: { ticketId },
    });
    expect([again.status, again.json.text]).toEqual([409, 'Cet avis n’est pas en modération.']);
  });

  it('report only after a reply, with proof where the reason asks for it', async () => {
    const { id, ticketId } = await panels.ticketOf();
    const session = await panels.sessionOf();
    const report = (reason: string, file?: File) => {
      const form = new FormData();
      form.set('ticketId', ticketId);
      form.set('reason', reason);
      if (file) form.set('attachments', file);
      return ask(panels.routes.reports.POST, { method: 'POST', headers: as(session), form });
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
    const { json } = await panels.panelOf(session, ticketId);
    expect((json as unknown as ReviewPanel).status.key).toBe('reported');
  });
});

describe('a ticket that is no review', () => {
  it('shows where the chain breaks, and finds reviews by order or address but not by a part of one', async () => {
    const { id } = await panels.ticketOf({ orderRef: 'CMD-SEARCH-1' });
    const session = await panels.sessionOf();
    const made = await client(stage.practice, account).post('/tickets', {
      ticket: { subject: 'Facture', comment: { body: 'Où est ma facture ?' } },
    });
    const strange = made.json.ticket as unknown as { id: number };
    const { json } = await panels.panelOf(session, String(strange.id));
    const { steps, canRepair } = json as unknown as WrongTicketPanel;
    expect(steps.filter(({ state }) => state === 'broken')).toHaveLength(1);
    expect(canRepair).toBe(false);
    const find = async (q: string) => {
      const answer = await ask(panels.routes.search.GET, {
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
    const { ticketId } = await panels.ticketOf();
    const refused = await ask(panels.routes.repair.POST, {
      method: 'POST',
      headers: as(await panels.sessionOf('camille')),
      body: { ticketId },
    });
    expect(refused.status).toBe(403);
    const mended = await ask(panels.routes.repair.POST, {
      method: 'POST',
      headers: as(await panels.sessionOf('admin')),
      body: { ticketId },
    });
    expect(mended.status).toBe(200);
  });
});

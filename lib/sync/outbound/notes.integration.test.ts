/** What our notes say and how they are known again: long texts, markup of strangers, tags, lost answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { requestNewTicket } from '@/lib/sync/outbound/newTicket';
import {
  inZendesk,
  linkOf,
  merchant,
  reply,
  repliesOf,
  ticketsOf,
  writeInZendesk,
} from '@/lib/sync/testing/dialogue';
import { startMeddler } from '@/lib/sync/testing/meddler';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';
import { findReference } from '@/lib/zendesk/ticketText';
import { wholeTextOf } from '@/lib/zendesk/comment/reading';

vi.setConfig({ testTimeout: 60_000 });
let stage: Stage;
let meddler: Awaited<ReturnType<typeof startMeddler>>;

beforeAll(async () => {
  stage = await openStage(async (target) => (meddler = await startMeddler(target)));
});
afterAll(async () => {
  await stage.close();
  await meddler.close();
});
beforeEach(async () => {
  meddler.spoil(null);
  await stage.zendesk.clearFaults(account);
});

type Comment = { html_body: string; body: string; plain_body: string; public: boolean };
const commentsOf = async (ticketId: number) =>
  ((await inZendesk(stage, 'GET', `/tickets/${ticketId}/comments`)) as { comments: Comment[] }).comments;
const bytesOf = ({ html_body: html }: Comment) => Buffer.byteLength(html);
const mostBytes = 65_535;

async function reviewWithTicket(comment = 'Colis jamais arrivé.') {
  const review = await stage.review({ comment });
  await stage.run();
  const [ticket] = await ticketsOf(stage, review.id);
  if (!ticket) throw new Error('The review has no ticket.');
  return { reviewId: review.id, ticketId: ticket.id };
}

describe('a note larger than a comment', () => {
  test.each([
    ['a', 14_890, 5],
    ['日', 14_890, 3],
    ['é', 14_890, 3],
  ])(
    '%s × %i, %i times: the ticket in a deleted one’s place tells all, shortened, and carries its reference',
    async (sign, length, count) => {
      const { reviewId, ticketId } = await reviewWithTicket();
      for (let index = 0; index < count; index++)
        await writeInZendesk(stage, ticketId, `${index} ${sign.repeat(length)}`);
      await stage.run();
      expect(await repliesOf(stage, reviewId)).toHaveLength(count);
      await inZendesk(stage, 'DELETE', `/tickets/${ticketId}`);
      await stage.skipWaits();
      await stage.run();
      expect(await linkOf(stage, reviewId)).toMatchObject({ ticketStatus: 'deleted' });
      await requestNewTicket({ reviewId, websiteId: stage.website.id });
      await stage.run();
      const made = (await ticketsOf(stage, reviewId)).at(-1);
      const [note] = await commentsOf(made?.id ?? 0);
      if (!note) throw new Error('The new ticket has no note.');
      expect(bytesOf(note)).toBeLessThan(mostBytes);
      expect(note.html_body).toContain('Texte abrégé');
      expect(note.html_body).toContain(`/reviews/${reviewId}"`);
      for (let index = 0; index < count; index++)
        expect(note.html_body).toContain(`${index} ${sign.repeat(2_000)}`);
      expect(findReference(wholeTextOf(note))?.reviewId).toBe(reviewId);
      expect(await stage.db.delivery.count({ where: { reviewId, state: { not: 'done' } } })).toBe(0);
    },
  );

  test('twenty long replies given while the connection was paused all arrive whole, in further notes', async () => {
    const { reviewId, ticketId } = await reviewWithTicket();
    await stage.db.zendeskConnection.update({
      where: { id: stage.connectionId },
      data: { state: 'needs_credentials' },
    });
    for (let index = 0; index < 20; index++) await reply(stage, reviewId, `${index} ${'日'.repeat(2_980)}`);
    await stage.run();
    await stage.db.zendeskConnection.update({ where: { id: stage.connectionId }, data: { state: 'active' } });
    await stage.run();
    const [, ...notes] = await commentsOf(ticketId);
    expect(notes.length).toBeGreaterThan(2);
    const told = notes.map(({ html_body: html }) => html).join('');
    for (let index = 0; index < 20; index++) expect(told).toContain(`${index} ${'日'.repeat(2_980)}<`);
    for (const note of notes) {
      expect(bytesOf(note)).toBeLessThan(mostBytes);
      expect(findReference(wholeTextOf(note))?.reviewId).toBe(reviewId);
    }
    const seqs = notes.map((note) => findReference(wholeTextOf(note))?.seq ?? 0);
    expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other));
    expect((await linkOf(stage, reviewId)).syncedSeq).toBe(seqs.at(-1));
    expect(await stage.db.delivery.count({ where: { reviewId, state: { not: 'done' } } })).toBe(0);
  });
});

test.each([
  'Prix <50 € et >30 €, <b>nul</b>',
  '**gras** _souligné_ `code`\n# titre\n[ici](https://evil.example)',
  '{{ticket.requester.email}} {% if true %}oui{% endif %}',
  '</p></blockquote><img src=x onerror=alert(1)>',
  'Réf. 0192f3a0-1111-7abc-8def-0123456789ab/99',
])('what an author wrote is text on the ticket, and nothing else: %s', async (comment) => {
  const { reviewId, ticketId } = await reviewWithTicket(comment);
  const [note] = await commentsOf(ticketId);
  if (!note) throw new Error('The ticket has no note.');
  const told = wholeTextOf(note).replaceAll('\u2060', '');
  for (const line of comment.split('\n')) expect(told).toContain(line);
  expect(note.html_body).not.toMatch(/\{\{|\{%|<img|<strong|<b>/);
  expect(findReference(wholeTextOf(note))?.reviewId).toBe(reviewId);
});

/** Zendesk leaves `plain_body` empty for some comments, and cuts long ones. */
const spoilComments =
  (change: (comment: Comment) => Partial<Comment>) =>
  ({ path, body }: { path: string; body: string }) => {
    if (!path.includes('/comments')) return null;
    const page = JSON.parse(body) as { comments: Comment[] };
    return JSON.stringify({ ...page, comments: page.comments.map((one) => ({ ...one, ...change(one) })) });
  };

test.each([
  ['without a plain text', () => ({ plain_body: '' })],
  ['as Markdown only', () => ({ plain_body: '', html_body: '' })],
  ['cut at its end', ({ html_body: html }: Comment) => ({ plain_body: '', html_body: html.slice(0, 300) })],
] as const)(
  'an update whose answer was lost is known by its reference and not written twice: %s',
  async (_what, change) => {
    const { reviewId, ticketId } = await reviewWithTicket();
    await stage.zendesk.fault(account, {
      kind: 'cut_after',
      times: 1,
      method: 'PUT',
      path: `^/api/v2/tickets/${ticketId}$`,
    });
    await reply(stage, reviewId, 'Nous cherchons. '.repeat(100).trim());
    await stage.run();
    meddler.spoil(spoilComments(change));
    await stage.skipWaits();
    await stage.run();
    meddler.spoil(null);
    expect(await commentsOf(ticketId)).toHaveLength(2);
    expect(await stage.db.delivery.count({ where: { reviewId, state: { not: 'done' } } })).toBe(0);
  },
);

test('a tag an agent sets while our update is on its way stays, and so does one set in the same second', async () => {
  const { publishReview } = await import('@/lib/reviews/service');
  const { reviewId, ticketId } = await reviewWithTicket();
  // Reviews leave moderation in the order they came.
  await stage.db.review.updateMany({ where: { id: { not: reviewId } }, data: { submittedAt: new Date() } });
  let isSet = false;
  // Between our reading of the ticket and whatever we write: the agent's stamp is of the same second as ours.
  meddler.spoil(({ path }) => {
    if (path.endsWith(`/tickets/${ticketId}`) && !isSet) {
      isSet = true;
      void stage.zendesk.act(account, ticketId, { additional_tags: ['rappel_client'] });
    }
    return null;
  });
  await stage.transaction((tx) => publishReview(tx, { reviewId, actor: merchant, at: new Date() }));
  await stage.run();
  await stage.until(
    () => ticketsOf(stage, reviewId),
    ([ticket]) => ticket?.tags.includes('rappel_client') ?? false,
  );
  const [ticket] = await ticketsOf(stage, reviewId);
  expect(ticket?.tags).toEqual(expect.arrayContaining(['rappel_client', 'vr_published', 'verified_reviews']));
  expect(ticket?.tags).not.toContain('vr_in_moderation');
  expect(await stage.db.delivery.count({ where: { reviewId, state: { not: 'done' } } })).toBe(0);
});

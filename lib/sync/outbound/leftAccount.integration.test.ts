/** A website that goes over to another account: a sandbox to production, a merger. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answer, inZendesk, linkOf, merchant, reply, ticketsOf } from '@/lib/sync/testing/dialogue';
import { client } from '../../../e2e/zendesk/harness';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

vi.setConfig({ testTimeout: 90_000 });
const target = 'fusion-fr';
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.zendesk.createAccount({ subdomain: target });
});
afterAll(() => stage.close());

async function moveTo(subdomain: string) {
  const { saveConnection } = await import('@/lib/connection/service');
  await saveConnection(stage.caller, {
    ...{ method: 'api_token', subdomain, email: `admin@${subdomain}.test` },
    ...{ secret: `zt-${subdomain}-demo-token`, exemptNotifications: true },
    version: (await stage.connection()).version,
  });
}

const someone = () => ({ firstName: 'Noé', lastName: 'Le Gall', email: `${randomUUID()}@author.test` });
const someoneElse = { name: 'Maud Castaing', email: 'maud@client.test' };
const ticketsIn = async (subdomain: string, reviewId: string) =>
  (await stage.zendesk.tickets(subdomain)).filter(
    ({ externalId, isDeleted }) => externalId?.startsWith(`verified-reviews:${reviewId}`) && !isDeleted,
  );
const openCount = () => stage.db.delivery.count({ where: { state: { not: 'done' } } });

test('what an agent must act on gets its ticket in the new account, once, with all that was said; the rest stays where it lies', async () => {
  const { publishReview } = await import('@/lib/reviews/service');
  const published = await stage.review({ author: someone() });
  const waiting = [];
  for (let count = 0; count < 6; count++) waiting.push(await stage.review({ author: someone() }));
  await stage.run();
  await stage.transaction((tx) =>
    publishReview(tx, { reviewId: published.id, actor: merchant, at: new Date() }),
  );
  const [first, second] = waiting.map(({ id }) => id) as [string, string];
  await reply(stage, first, 'Nous cherchons.');
  await stage.run();
  await inZendesk(stage, 'PUT', `/tickets/${Number((await linkOf(stage, second)).ticketId)}`, {
    ticket: { status: 'pending' },
  });
  // An update and a create are on their way to the account that is left.
  await stage.zendesk.fault(account, { kind: 'unavailable', path: '^/api/v2/tickets' });
  await answer(stage, first, 'Toujours rien reçu.');
  const unmade = await stage.review({ author: someone() });
  await stage.run();
  await stage.zendesk.clearFaults(account);
  const before = await stage.tickets();

  await moveTo(target);
  await stage.skipWaits();
  await stage.run();
  await stage.skipWaits();
  await stage.run();
  for (const { id } of [...waiting, unmade]) {
    const made = await ticketsIn(target, id);
    expect(made).toHaveLength(1);
    expect(await linkOf(stage, id)).toMatchObject({ subdomain: target, ticketId: BigInt(made[0]?.id ?? 0) });
  }
  const [told] = await ticketsIn(target, first);
  for (const words of ['Nous cherchons.', 'Toujours rien reçu.'])
    expect(told?.comments.map(({ body }) => body).join()).toContain(words);
  expect(await ticketsIn(target, published.id)).toEqual([]);
  expect(await linkOf(stage, published.id)).toMatchObject({ subdomain: account });
  // The tickets that were left are known by name, and nothing was written to them.
  const past = await stage.db.pastTicket.findMany({ where: { subdomain: account, reason: 'moved' } });
  expect(past.map(({ reviewId }) => reviewId).sort()).toEqual(waiting.map(({ id }) => id).sort());
  const after = await stage.tickets();
  expect(after.map(({ id, comments }) => [id, comments.length])).toEqual(
    before.map(({ id, comments }) => [id, comments.length]),
  );
  expect(await openCount()).toBe(0);

  // Looking again makes nothing twice, and the new ticket is the one that is told from now on.
  await stage.db.zendeskConnection.update({
    where: { id: stage.connectionId },
    data: { ticketTags: ['neuf'] },
  });
  await reply(stage, first, 'Un nouveau colis part lundi.');
  await stage.run();
  const [again, ...others] = await ticketsIn(target, first);
  expect(others).toEqual([]);
  expect(again?.comments.at(-1)?.body).toContain('Un nouveau colis part lundi.');
  expect(await ticketsOf(stage, first)).toHaveLength(1);
});

test('the history of the old account goes up in the new one when it is asked for, once, and the old address stays known', async () => {
  const { estimateBackfill, startBackfill } = await import('@/lib/sync/history/history');
  const link = await stage.db.ticketLink.findFirstOrThrow({ where: { subdomain: account } });
  const { reviewId } = link;
  const day = new Date().toISOString().slice(0, 10);
  const [from, to] = [new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), day];
  const choice = { from, to, statuses: ['published' as const] };
  expect(await estimateBackfill(stage.website.id, choice)).toMatchObject({ tickets: 1, withTicket: 0 });
  await startBackfill(stage.caller, choice);
  await stage.run();
  await stage.skipWaits();
  await stage.run();
  const made = await ticketsIn(target, reviewId);
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({ status: 'solved' });
  expect(await linkOf(stage, reviewId)).toMatchObject({
    subdomain: target,
    ticketId: BigInt(made[0]?.id ?? 0),
  });
  expect(await stage.db.pastTicket.findFirst({ where: { reviewId } })).toMatchObject({
    ...{ subdomain: account, ticketId: link.ticketId, reason: 'moved' },
  });
});

const settle = async () => {
  for (let turn = 0; turn < 3; turn++) {
    await stage.skipWaits();
    await stage.run();
  }
};
const wordsIn = async (subdomain: string, reviewId: string) =>
  (await ticketsIn(subdomain, reviewId))[0]?.comments.map(({ body }) => body).join('\n') ?? '';
const countOf = (words: string, text: string) => text.split(words).length - 1;

test('a website that comes back takes its tickets up again, tells them what happened meanwhile, and makes nothing twice', async () => {
  const { publishReview } = await import('@/lib/reviews/service');
  const left = await stage.db.pastTicket.findMany({
    where: { subdomain: account, reason: 'moved' },
    include: { review: true },
    // The queue lets its oldest go first.
    orderBy: { review: { submittedAt: 'asc' } },
  });
  const working = left.filter(({ review }) => review.status === 'in_moderation');
  const [published, told, deleted, quiet] = working.map(({ reviewId }) => reviewId) as [
    string,
    string,
    string,
    string,
  ];
  const onlyThere = await stage.review({ author: someone() });
  await reply(stage, told, 'Écrit pendant la fusion.');
  await stage.run();
  const there = Number((await linkOf(stage, told)).ticketId);
  await stage.zendesk.act(target, there, { comment: { body: 'Réponse de l’autre compte.', public: true } });
  await stage.zendesk.act(account, Number(left.find(({ reviewId }) => reviewId === quiet)?.ticketId), {
    comment: { body: 'Écrit dans le compte quitté.', public: true },
  });
  await settle();
  await stage.transaction((tx) =>
    publishReview(tx, { reviewId: published, actor: merchant, at: new Date() }),
  );
  await settle();
  const gone = Number(left.find(({ reviewId }) => reviewId === deleted)?.ticketId);
  await inZendesk(stage, 'DELETE', `/tickets/${gone}`);
  // One is on its way to a ticket of its own in the account that is left now.
  await stage.zendesk.fault(target, { kind: 'unavailable', path: '^/api/v2/tickets' });
  await answer(stage, told, 'Colis arrivé cassé.');
  await stage.run();
  await stage.zendesk.clearFaults(target);
  const thereBefore = (await stage.zendesk.tickets(target)).map(({ id, comments }) => [id, comments.length]);

  await moveTo(account);
  await settle();
  for (const { reviewId, ticketId } of left) {
    expect(await linkOf(stage, reviewId)).toMatchObject({ subdomain: account, ticketId });
    expect(await ticketsOf(stage, reviewId)).toHaveLength(reviewId === deleted ? 0 : 1);
  }
  expect(await ticketsOf(stage, onlyThere.id)).toHaveLength(1);
  const words = await wordsIn(account, told);
  for (const text of ['Écrit pendant la fusion.', 'Réponse de l’autre compte.', 'Colis arrivé cassé.'])
    expect(countOf(text, words), text).toBe(1);
  expect((await ticketsIn(account, published))[0]?.status).toBe('solved');
  expect((await ticketsIn(account, quiet))[0]?.status).toBe('open');
  // What an agent wrote in the account while the website was elsewhere has come home, and is not told to its own ticket.
  expect(countOf('Écrit dans le compte quitté.', await wordsIn(account, quiet))).toBe(1);
  expect(
    await stage.db.exchange.count({ where: { reviewId: quiet, body: 'Écrit dans le compte quitté.' } }),
  ).toBe(1);
  // The deleted one is named on its review, as any deleted ticket is.
  expect(await linkOf(stage, deleted)).toMatchObject({ ticketStatus: 'deleted' });
  const open = await stage.db.delivery.findMany({ where: { state: { not: 'done' } } });
  expect(open.map(({ reviewId }) => reviewId)).toEqual([deleted]);
  expect((await stage.zendesk.tickets(target)).map(({ id, comments }) => [id, comments.length])).toEqual(
    thereBefore,
  );
});

test('to and fro: each account keeps one ticket a review, and nothing is told twice', async () => {
  const before = (await stage.zendesk.tickets(target)).length;
  const here = (await stage.tickets()).length;
  for (const subdomain of [target, account, target]) {
    await moveTo(subdomain);
    await settle();
  }
  const links = await stage.db.ticketLink.findMany({ where: { subdomain: target } });
  for (const { reviewId } of links) {
    expect(await ticketsIn(target, reviewId)).toHaveLength(1);
    expect((await ticketsOf(stage, reviewId)).length).toBeLessThanOrEqual(1);
  }
  const grown = (await stage.zendesk.tickets(target)).length - before;
  // Those that were in moderation and had never been there: the one that was made anew in the other account.
  expect(grown).toBeLessThanOrEqual(1);
  expect((await stage.tickets()).length).toBe(here);
  const [answered] = await stage.db.exchange.findMany({ where: { body: 'Colis arrivé cassé.' } });
  expect(countOf('Colis arrivé cassé.', await wordsIn(target, answered?.reviewId ?? ''))).toBe(1);
  expect(countOf('Colis arrivé cassé.', await wordsIn(account, answered?.reviewId ?? ''))).toBe(1);
});

test('an erasure touches no stranger’s ticket of the same number, and waits for the account that was left', async () => {
  const { eraseAuthor } = await import('@/lib/erasure/erase');
  const { eraseTicketsOf } = await import('@/lib/erasure/ticketPump');
  for (let count = 0; count < 20; count++)
    await client(stage.practice, target).post('/tickets', {
      ticket: { subject: 'Facture', comment: { body: 'Où est ma facture ?' }, requester: someoneElse },
    });
  await moveTo(account);
  const author = someone();
  const { id: reviewId } = await stage.review({ author });
  await settle();
  const number = Number((await linkOf(stage, reviewId)).ticketId);
  await moveTo(target);
  await settle();
  const strangers = async () => (await stage.zendesk.tickets(target)).filter(({ externalId }) => !externalId);
  const before = await strangers();
  expect(before.map(({ id }) => id)).toContain(number);
  await eraseAuthor({ email: author.email, websiteId: null, source: 'author', at: new Date() });
  await eraseTicketsOf(stage.connectionId, new AbortController().signal);
  expect(await strangers()).toEqual(before);
  const rows = await stage.db.erasureTicket.findMany({
    where: { externalId: { contains: reviewId } },
    orderBy: { subdomain: 'asc' },
  });
  expect(rows.map(({ subdomain, state, lastError }) => [subdomain, state, lastError])).toEqual([
    [account, 'needs_merchant', 'connection_missing'],
    [target, 'done', null],
  ]);
  await moveTo(account);
  await stage.db.erasureTicket.updateMany({ data: { notBefore: new Date(0) } });
  expect(await eraseTicketsOf(stage.connectionId, new AbortController().signal)).toBe(1);
  const [erased] = (await stage.zendesk.tickets(account)).filter(({ id }) => id === number);
  expect(erased?.comments.map(({ body }) => body).join()).not.toMatch(/[\p{L}\p{N}]/u);
});

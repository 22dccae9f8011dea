import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishReview, replyToReview } from '@/lib/reviews/service';
import { account, openStage, secretOfClient, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.clearFaults(account);
});

const merchant = { kind: 'merchant' as const, name: 'Claire' };
const ticketOf = async (reviewId: string) =>
  (await stage.tickets()).filter((ticket) => ticket.externalId === `verified-reviews:${reviewId}`);
const only = async (reviewId: string) => {
  const tickets = await ticketOf(reviewId);
  expect(tickets).toHaveLength(1);
  return tickets[0] as (typeof tickets)[number];
};
const repliesOf = (reviewId: string) =>
  stage.db.exchange.findMany({ where: { reviewId }, orderBy: { createdAt: 'asc' } });
const writeInZendesk = (ticketId: number, body: string, isPublic = true) =>
  stage.zendesk.act(account, ticketId, { comment: { body, public: isPublic } });

describe('outbound', () => {
  test('a review in moderation becomes one ticket: internal note, field, tags, external id, the author as requester', async () => {
    const review = await stage.review({ orderRef: 'CMD-7788', comment: 'Colis <b>jamais</b> arrivé.' });
    await stage.run();
    await stage.run();
    const ticket = await only(review.id);
    expect(ticket.comments).toHaveLength(1);
    expect(ticket.comments[0]).toMatchObject({ isPublic: false });
    expect(ticket.comments[0]?.body).toContain('Pourquoi cet avis est en modération');
    expect(ticket.comments[0]?.body).toContain('Colis <b>jamais</b> arrivé.');
    expect(ticket.tags).toEqual(
      expect.arrayContaining(['verified_reviews', 'vr_in_moderation', 'vr_rating_1', 'vr_brand']),
    );
    expect(ticket.requester).toBe('alix@author.test');
    const { objects } = await stage.db.zendeskConnection.findUniqueOrThrow({
      where: { id: stage.connectionId },
      include: { objects: true },
    });
    expect(ticket.customFields[String(objects?.idCustomField)]).toBe('CMD-7788');
  });

  test('a review that is not in moderation makes no ticket', async () => {
    const review = await stage.review({ rating: 5, comment: 'Parfait.' });
    await stage.run();
    expect(await ticketOf(review.id)).toEqual([]);
  });

  test('publishing and a reply in the portal reach the ticket as internal notes, and solve it', async () => {
    const review = await stage.review();
    await stage.run();
    await stage.transaction(async (tx) => {
      const act = { reviewId: review.id, actor: merchant, at: new Date() };
      await replyToReview(tx, { ...act, body: 'Nous vous renvoyons le colis.', source: 'portal' });
    });
    await stage.db.review.updateMany({
      where: { id: { not: review.id }, status: 'in_moderation' },
      data: { submittedAt: new Date() },
    });
    await stage.transaction((tx) =>
      publishReview(tx, { reviewId: review.id, actor: merchant, at: new Date() }),
    );
    await stage.run();
    const ticket = await only(review.id);
    expect(ticket.status).toBe('solved');
    expect(ticket.comments.map((comment) => comment.isPublic)).toEqual([false, false]);
    expect(ticket.comments[1]?.body).toContain('Nous vous renvoyons le colis.');
    expect(ticket.tags).toContain('vr_published');
    expect(ticket.tags).not.toContain('vr_in_moderation');
  });

  test.each([
    'cut_before',
    'cut_after',
    'malformed',
    'unavailable',
    'requester_race',
    'limit_account',
    'limit_endpoint',
  ] as const)('a create that ends in %s gives exactly one ticket in the end', async (kind) => {
    const review = await stage.review({
      author: { firstName: 'Noé', lastName: 'Le Gall', email: `${randomUUID()}@author.test` },
    });
    await stage.zendesk.fault(account, { kind, times: 1, method: 'POST', path: '^/api/v2/tickets' });
    await stage.run();
    const [delivery] = await stage.db.delivery.findMany({ where: { reviewId: review.id } });
    expect(delivery?.state).not.toBe('done');
    await stage.skipWaits();
    await stage.run();
    await only(review.id);
    expect(await stage.db.delivery.findMany({ where: { reviewId: review.id } })).toMatchObject([
      { state: 'done' },
    ]);
  });

  test('a note whose answer was lost is not written twice', async () => {
    const review = await stage.review();
    await stage.run();
    await stage.transaction((tx) =>
      replyToReview(tx, {
        reviewId: review.id,
        actor: merchant,
        at: new Date(),
        body: 'Bien reçu.',
        source: 'portal',
      }),
    );
    await stage.zendesk.fault(account, {
      kind: 'cut_after',
      times: 1,
      method: 'PUT',
      path: '^/api/v2/tickets',
    });
    await stage.run();
    await stage.skipWaits();
    await stage.run();
    expect((await only(review.id)).comments).toHaveLength(2);
  });

  test('a process killed after Zendesk created the ticket leaves one ticket', async () => {
    const review = await stage.review();
    await stage.run();
    // As the kill would have left it: sent, answered, nothing of the answer noted.
    await stage.db.delivery.updateMany({
      where: { reviewId: review.id },
      data: { state: 'sending', doneAt: null },
    });
    await stage.db.ticketLink.update({
      where: { reviewId: review.id },
      data: { ticketId: null, syncedSeq: 0 },
    });
    await stage.run();
    const ticket = await only(review.id);
    const link = await stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId: review.id } });
    expect(Number(link.ticketId)).toBe(ticket.id);
  });

  test('refused credentials pause everything at once, and what waited goes up when they work again', async () => {
    await stage.zendesk.client(account, 'verified_reviews', { secret: 'another' });
    await stage.zendesk.revoke(account, { accessTokens: true });
    const reviews = [await stage.review(), await stage.review()];
    await stage.zendesk.clearRequests(account);
    await stage.run();
    expect((await stage.connection()).state).toBe('needs_credentials');
    const { count } = await stage.zendesk.requests(account);
    await stage.skipWaits();
    await stage.run();
    expect((await stage.zendesk.requests(account)).count).toBe(count);
    await stage.zendesk.client(account, 'verified_reviews', { secret: secretOfClient });
    await stage.connect((await stage.connection()).version);
    await stage.run();
    for (const review of reviews) await only(review.id);
  });
});

describe('inbound', () => {
  test('an agent’s public comment becomes the reply, with name and time, and the author is mailed once', async () => {
    const review = await stage.review();
    await stage.run();
    const ticket = await only(review.id);
    await writeInZendesk(ticket.id, 'Bonjour, votre colis repart aujourd’hui.');
    await stage.webhooksSent();
    await stage.run();
    await stage.run();
    const [reply, ...more] = await repliesOf(review.id);
    expect(more).toEqual([]);
    expect(reply).toMatchObject({
      body: 'Bonjour, votre colis repart aujourd’hui.',
      source: 'zendesk',
      origin: 'merchant',
    });
    expect(reply?.authorName).toMatch(/camille/i);
    expect(await stage.db.mail.count({ where: { reviewId: review.id, kind: 'author_replied' } })).toBe(1);
    expect((await only(review.id)).comments).toHaveLength(2);
  });

  test('an internal note never leaves Zendesk', async () => {
    const review = await stage.review();
    await stage.run();
    const ticket = await only(review.id);
    await writeInZendesk(ticket.id, 'À rappeler, client difficile.', false);
    await stage.webhooksSent();
    await stage.skipWaits();
    await stage.run();
    expect(await repliesOf(review.id)).toEqual([]);
  });

  test('a reply whose webhook never came is found by comparing', async () => {
    const review = await stage.review();
    await stage.run();
    const ticket = await only(review.id);
    await writeInZendesk(ticket.id, 'Réponse sans webhook.');
    await stage.webhooksSent();
    await stage.db.webhookEvent.deleteMany({ where: { ticketId: BigInt(ticket.id) } });
    await stage.run();
    expect(await repliesOf(review.id)).toEqual([]);
    await stage.skipWaits();
    await stage.run();
    expect(await repliesOf(review.id)).toHaveLength(1);
  });

  test('two replies and a doubled webhook make two replies', async () => {
    const review = await stage.review();
    await stage.run();
    const ticket = await only(review.id);
    await writeInZendesk(ticket.id, 'Première réponse.');
    await writeInZendesk(ticket.id, 'Seconde réponse.');
    await stage.webhooksSent();
    const invocations = await stage.zendesk.invocations(account);
    await stage.zendesk.redeliver(account, String(invocations.at(-1)?.id));
    await stage.webhooksSent();
    await stage.run();
    expect((await repliesOf(review.id)).map((reply) => reply.body)).toEqual([
      'Première réponse.',
      'Seconde réponse.',
    ]);
  });

  test('Zendesk itself has mailed nobody about our tickets', async () => {
    const ids = new Set((await stage.tickets()).map((ticket) => ticket.id));
    const mails = await stage.zendesk.mails(account);
    expect(mails.filter((mail) => ids.has(mail.ticketId))).toEqual([]);
  });
});

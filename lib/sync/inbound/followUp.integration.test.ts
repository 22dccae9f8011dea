import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishReview } from '@/lib/reviews/service';
import { hasWords } from '@/lib/zendesk/comment/lines';
import { answer, linkOf, merchant, repliesOf, reply, ticketsOf } from '@/lib/sync/testing/dialogue';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.zendesk.clearFaults(account));

/** A review whose ticket exists and holds a reply of the merchant, in the status wanted. */
async function answeredReview(status: string) {
  const review = await stage.review();
  await stage.run();
  await reply(stage, review.id, 'Nous cherchons.');
  await stage.run();
  const [ticket] = await ticketsOf(stage, review.id);
  if (!ticket) throw new Error('The review has no ticket.');
  await stage.zendesk.act(account, ticket.id, { status });
  return { reviewId: review.id, ticketId: ticket.id };
}

describe('an answer of the author', () => {
  test.each(['solved', 'pending', 'hold'])('opens a ticket that was %s', async (status) => {
    const { reviewId } = await answeredReview(status);
    await answer(stage, reviewId, 'Toujours rien reçu.');
    await stage.run();
    const [ticket, ...more] = await ticketsOf(stage, reviewId);
    expect(more).toEqual([]);
    expect(ticket?.status).toBe('open');
    expect(ticket?.comments.at(-1)?.body).toContain('Toujours rien reçu.');
  });

  test('to a closed ticket makes one that follows it up, and agents’ replies there come home', async () => {
    const { reviewId, ticketId } = await answeredReview('closed');
    await answer(stage, reviewId, 'Toujours rien reçu.');
    await stage.run();
    await stage.run();
    const [closed, next, ...more] = await ticketsOf(stage, reviewId);
    expect(more).toEqual([]);
    expect(closed).toMatchObject({ id: ticketId, status: 'closed', followupIds: [next?.id] });
    expect(next).toMatchObject({
      followupSourceId: ticketId,
      externalId: `verified-reviews:${reviewId}/2`,
      isPublic: false,
      requester: 'alix@author.test',
    });
    expect(next?.tags).toEqual(closed?.tags);
    expect(next?.customFields).toEqual(closed?.customFields);
    const note = next?.comments[0]?.body ?? '';
    for (const words of [
      `fait suite au ticket n° ${ticketId}`,
      'Colis jamais arrivé.',
      'Toujours rien reçu.',
    ]) {
      expect(note).toContain(words);
    }
    expect(note).not.toContain('Nous cherchons.');
    expect(await linkOf(stage, reviewId)).toMatchObject({
      ticketId: BigInt(next?.id ?? 0),
      externalId: next?.externalId,
    });
    expect(await stage.db.pastTicket.findMany({ where: { reviewId } })).toMatchObject([
      { ticketId: BigInt(ticketId), externalId: `verified-reviews:${reviewId}`, reason: 'closed' },
    ]);
    await stage.zendesk.act(account, next?.id ?? 0, {
      comment: { body: 'Il part demain.', public: true },
      status: 'solved',
    });
    await stage.webhooksSent();
    await stage.run();
    expect(await repliesOf(stage, reviewId)).toContain('Il part demain.');
    // The second ticket is one like the first: it opens again, and it too is followed up when it is closed.
    await answer(stage, reviewId, 'Merci d’avance.');
    await stage.run();
    expect((await ticketsOf(stage, reviewId)).map(({ status }) => status)).toEqual(['closed', 'open']);
    await stage.zendesk.act(account, next?.id ?? 0, { status: 'closed' });
    await reply(stage, reviewId, 'De rien.');
    await stage.run();
    await answer(stage, reviewId, 'Encore moi.');
    await stage.run();
    const all = await ticketsOf(stage, reviewId);
    expect(all.map(({ externalId }) => externalId?.split('/')[1])).toEqual([undefined, '2', '3']);
    // What the closed one could not be told stands in the next.
    expect(all[2]?.comments[0]?.body).toContain('De rien.');
  });

  test.each(['cut_before', 'cut_after', 'unavailable', 'limit_account', 'malformed'] as const)(
    'to a closed ticket makes one ticket, also when its making ends in %s',
    async (kind) => {
      const { reviewId } = await answeredReview('closed');
      await answer(stage, reviewId, 'Toujours rien reçu.');
      await stage.zendesk.fault(account, { kind, times: 1, method: 'POST', path: '^/api/v2/tickets' });
      await stage.run();
      expect(await ticketsOf(stage, reviewId)).toHaveLength(kind === 'cut_after' ? 2 : 1);
      await stage.skipWaits();
      await stage.run();
      const tickets = await ticketsOf(stage, reviewId);
      expect(tickets.map(({ status }) => status)).toEqual(['closed', 'new']);
      expect((await linkOf(stage, reviewId)).ticketId).toBe(BigInt(tickets[1]?.id ?? 0));
    },
  );
});

test('a process killed after the follow-up was made and before it was noted leaves one follow-up', async () => {
  const { reviewId, ticketId } = await answeredReview('closed');
  await answer(stage, reviewId, 'Toujours rien reçu.');
  await stage.run();
  const delivery = { reviewId, kind: 'replace_ticket' as const };
  // As the kill would have left it: sent, answered, nothing of the answer noted.
  await stage.db.pastTicket.deleteMany({ where: { reviewId } });
  await stage.db.ticketLink.update({
    where: { reviewId },
    data: { ticketId: BigInt(ticketId), externalId: `verified-reviews:${reviewId}`, ticketStatus: 'closed' },
  });
  await stage.db.delivery.updateMany({ where: delivery, data: { state: 'sending', doneAt: null } });
  // Past the two hours of the key, only looking helps.
  await stage.zendesk.change(account, { clockOffsetSeconds: 8_000 });
  await stage.run();
  await stage.zendesk.change(account, { clockOffsetSeconds: 0 });
  const tickets = await ticketsOf(stage, reviewId);
  expect(tickets).toHaveLength(2);
  expect((await linkOf(stage, reviewId)).ticketId).toBe(BigInt(tickets[1]?.id ?? 0));
});

test('a reply read late from a ticket that was followed up is the review’s all the same', async () => {
  const { reviewId, ticketId } = await answeredReview('open');
  await stage.zendesk.act(account, ticketId, { comment: { body: 'Écrit avant la clôture.', public: true } });
  await stage.zendesk.act(account, ticketId, { status: 'closed' });
  await stage.webhooksSent();
  await stage.db.webhookEvent.updateMany({ data: { notBefore: new Date('2100-01-01') } });
  await answer(stage, reviewId, 'Toujours rien reçu.');
  await stage.run();
  expect(await ticketsOf(stage, reviewId)).toHaveLength(2);
  await stage.skipWaits();
  await stage.run();
  expect(await repliesOf(stage, reviewId)).toContain('Écrit avant la clôture.');
});

test('an erasure reaches the closed ticket and the one that followed it', async () => {
  const { reviewId, ticketId } = await answeredReview('open');
  await stage.zendesk.act(account, ticketId, { comment: { body: 'Il part demain.', public: true } });
  await stage.webhooksSent();
  await stage.zendesk.act(account, ticketId, { status: 'closed' });
  await answer(stage, reviewId, 'Toujours rien reçu.');
  await stage.run();
  const email = `${reviewId}@author.test`;
  await stage.db.review.update({ where: { id: reviewId }, data: { authorEmail: email } });
  const { eraseAuthor } = await import('@/lib/erasure/erase');
  const { eraseTicketsOf } = await import('@/lib/erasure/ticketPump');
  await eraseAuthor({ email, websiteId: null, source: 'author', at: new Date() });
  expect(await eraseTicketsOf(stage.connectionId, new AbortController().signal)).toBe(2);
  const bodies = (await ticketsOf(stage, reviewId)).flatMap(({ comments }) =>
    comments.map(({ body }) => body),
  );
  expect(bodies.length).toBeGreaterThanOrEqual(3);
  expect(bodies.filter(hasWords)).toEqual([]);
  expect(await stage.db.pastTicket.count({ where: { reviewId } })).toBe(0);
  const events = await stage.db.webhookEvent.findMany({ where: { ticketId: BigInt(ticketId) } });
  expect(events.map(({ body, idVente }) => body + String(idVente))).toEqual(['null']);
  expect(await stage.db.ticketLink.count({ where: { reviewId } })).toBe(0);
});

test('what is no work for an agent makes no new ticket', async () => {
  const { reviewId } = await answeredReview('closed');
  await stage.db.review.updateMany({
    where: { id: { not: reviewId }, status: 'in_moderation' },
    data: { submittedAt: new Date() },
  });
  await stage.transaction((tx) => publishReview(tx, { reviewId, actor: merchant, at: new Date() }));
  await stage.run();
  expect(await ticketsOf(stage, reviewId)).toHaveLength(1);
  const open = await stage.db.delivery.count({ where: { reviewId, state: { not: 'done' } } });
  expect(open).toBe(0);
  expect((await linkOf(stage, reviewId)).ticketStatus).toBe('closed');
});

test('closed tickets among many updates are followed up, each by one', { timeout: 120_000 }, async () => {
  const reviews = await Promise.all(Array.from({ length: 40 }, () => stage.review()));
  const ids = reviews.map(({ id }) => id);
  const countWaiting = async () =>
    (await stage.db.delivery.count({ where: { state: { not: 'done' } } })) +
    (await stage.db.reviewEvent.count({ where: { handledAt: null } }));
  const settle = async () => {
    for (let round = 0; round < 12 && (await countWaiting()) > 0; round++) {
      await stage.run();
      await stage.skipWaits();
    }
    expect(await countWaiting()).toBe(0);
  };
  await settle();
  const closed = ids.slice(0, 4);
  const links = await stage.db.ticketLink.findMany({ where: { reviewId: { in: closed } } });
  for (const { ticketId } of links) await stage.zendesk.act(account, Number(ticketId), { status: 'closed' });
  for (const reviewId of ids) {
    await reply(stage, reviewId, 'Bonjour.');
    await answer(stage, reviewId, 'Toujours rien.');
  }
  await settle();
  const tickets = (await stage.tickets()).map(({ externalId }) => externalId?.split(/[:/]/)[1]);
  expect(ids.map((id) => tickets.filter((of) => of === id).length)).toEqual(
    ids.map((id) => (closed.includes(id) ? 2 : 1)),
  );
});

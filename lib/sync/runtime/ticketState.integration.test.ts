import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { requestNewTicket } from '@/lib/sync/outbound/newTicket';
import { findTicketOfReview } from '@/lib/sync/queries';
import {
  answer,
  inZendesk,
  linkOf,
  repliesOf,
  reply,
  ticketsOf,
  writeInZendesk,
} from '@/lib/sync/testing/dialogue';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.zendesk.clearFaults(account));

async function reviewWithTicket() {
  const { id: reviewId } = await stage.review();
  await stage.run();
  const link = await linkOf(stage, reviewId);
  return { reviewId, ticketId: Number(link.ticketId) };
}
test('a deleted ticket is named on its review, and a new one is made when somebody asks, once', async () => {
  const { reviewId, ticketId } = await reviewWithTicket();
  const key = { reviewId, websiteId: stage.website.id };
  await writeInZendesk(stage, ticketId, 'Nous cherchons votre colis.');
  await stage.run();
  await expect(requestNewTicket(key)).rejects.toMatchObject({ code: 'conflict' });
  await inZendesk(stage, 'DELETE', `/tickets/${ticketId}`);
  await stage.skipWaits();
  await stage.run();
  expect(await findTicketOfReview(reviewId)).toMatchObject({ state: 'gone', url: null });
  // What happens meanwhile waits, and is told by the new one.
  await answer(stage, reviewId, 'Toujours rien reçu.');
  await stage.run();
  expect(await findTicketOfReview(reviewId)).toMatchObject({ state: 'gone' });
  expect(await ticketsOf(stage, reviewId)).toEqual([]);
  await Promise.all([requestNewTicket(key), requestNewTicket(key)]);
  await stage.run();
  await stage.run();
  const [made, ...more] = await ticketsOf(stage, reviewId);
  expect(more).toEqual([]);
  expect(made).toMatchObject({ externalId: `verified-reviews:${reviewId}/2`, followupSourceId: null });
  for (const words of [`remplace le ticket n° ${ticketId}`, 'Nous cherchons votre colis.', 'Toujours rien'])
    expect(made?.comments[0]?.body).toContain(words);
  expect(await findTicketOfReview(reviewId)).toMatchObject({ state: 'sent', ticketId: String(made?.id) });
  await writeInZendesk(stage, made?.id ?? 0, 'Il repart demain.');
  await stage.run();
  expect((await repliesOf(stage, reviewId)).sort()).toEqual([
    'Il repart demain.',
    'Nous cherchons votre colis.',
  ]);
  // The one that was deleted may come back: its review has another by now, and what is written there still counts.
  await inZendesk(stage, 'PUT', `/deleted_tickets/${ticketId}/restore`);
  await writeInZendesk(stage, ticketId, 'Écrit sur le premier.');
  await stage.run();
  expect(await repliesOf(stage, reviewId)).toHaveLength(3);
  expect(await findTicketOfReview(reviewId)).toMatchObject({ ticketId: String(made?.id) });
});

test('a deleted ticket that comes back is the review’s again, and is told what it missed', async () => {
  const { reviewId, ticketId } = await reviewWithTicket();
  await inZendesk(stage, 'DELETE', `/tickets/${ticketId}`);
  await reply(stage, reviewId, 'Nous cherchons.');
  await stage.run();
  expect(await findTicketOfReview(reviewId)).toMatchObject({ state: 'gone' });
  await inZendesk(stage, 'PUT', `/deleted_tickets/${ticketId}/restore`);
  for (let round = 0; round < 2; round++) {
    await stage.skipWaits();
    await stage.run();
  }
  expect(await findTicketOfReview(reviewId)).toMatchObject({ state: 'sent', ticketStatus: 'new' });
  const [ticket] = await ticketsOf(stage, reviewId);
  expect(ticket?.comments.at(-1)?.body).toContain('Nous cherchons.');
});

test('a foreign review’s ticket is as unknown as none', async () => {
  const { reviewId } = await reviewWithTicket();
  const websiteId = '0192f3a0-1111-7abc-8def-0123456789ab';
  await expect(requestNewTicket({ reviewId, websiteId })).rejects.toMatchObject({ code: 'not_found' });
});

test('of a ticket merged into a customer’s own, that one’s conversation never gets onto the review', async () => {
  const { reviewId, ticketId } = await reviewWithTicket();
  await reply(stage, reviewId, 'Nous cherchons.');
  await stage.run();
  const requester = { name: 'Alix', email: 'alix@author.test' };
  const comment = { body: 'Ma carte a été débitée deux fois.', public: true };
  const { ticket: own } = await inZendesk(stage, 'POST', '/tickets', { ticket: { requester, comment } });
  await inZendesk(stage, 'POST', `/tickets/${own.id}/merge`, { ids: [ticketId] });
  await writeInZendesk(stage, own.id, 'Votre numéro de carte est bien supprimé.');
  await stage.skipWaits();
  await stage.run();
  expect(await repliesOf(stage, reviewId)).toEqual(['Nous cherchons.']);
  const link = await linkOf(stage, reviewId);
  expect(link).toMatchObject({ ticketId: BigInt(ticketId), ticketStatus: 'closed' });
  await answer(stage, reviewId, 'Toujours rien reçu.');
  await stage.run();
  expect((await ticketsOf(stage, reviewId)).map(({ status }) => status)).toEqual(['closed', 'new']);
});

test('after a move to another account no ticket there is taken for the one of before', async () => {
  const { reviewId, ticketId } = await reviewWithTicket();
  await reply(stage, reviewId, 'Nous cherchons.');
  await stage.run();
  // As a move leaves it: the link still names the ticket of the account that was left.
  await stage.db.ticketLink.update({ where: { reviewId }, data: { subdomain: 'formerly-ours' } });
  const stranger = await stage.zendesk.tickets(account);
  const before = stranger.find(({ id }) => id === ticketId)?.comments.length;
  await reply(stage, reviewId, 'Encore un peu de patience.');
  await stage.run();
  const after = (await stage.zendesk.tickets(account)).find(({ id }) => id === ticketId);
  expect(after?.comments).toHaveLength(before ?? -1);
  await answer(stage, reviewId, 'Toujours rien reçu.');
  await stage.run();
  const made = (await ticketsOf(stage, reviewId)).at(-1);
  expect(made).toMatchObject({ externalId: `verified-reviews:${reviewId}/2`, followupSourceId: null });
  for (const words of ['Nous cherchons.', 'Encore un peu', 'Toujours rien'])
    expect(made?.comments[0]?.body).toContain(words);
  const link = await linkOf(stage, reviewId);
  expect(link).toMatchObject({ subdomain: account, ticketId: BigInt(made?.id ?? 0) });
});

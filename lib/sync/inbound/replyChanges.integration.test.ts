import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawReview } from '@/lib/reviews/service';
import { author, inZendesk, linkOf, writeInZendesk } from '@/lib/sync/testing/dialogue';
import { openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const secret = 'Appelez Alix Martin au 06 12 34 56 78.';

/** A review whose ticket holds an agent's reply, at home already. */
async function repliedReview(body = `Bonjour. ${secret}`) {
  const review = await stage.review();
  await stage.run();
  const ticketId = Number((await linkOf(stage, review.id)).ticketId);
  await writeInZendesk(stage, ticketId, body);
  await stage.run();
  const { zendeskCommentId } = await replyOf(review.id);
  return { reviewId: review.id, ticketId, commentId: Number(zendeskCommentId) };
}

const replyOf = (reviewId: string) => stage.db.exchange.findFirstOrThrow({ where: { reviewId } });
const changesOf = (reviewId: string) =>
  stage.db.reviewEvent.findMany({ where: { reviewId, type: 'reply_changed' }, orderBy: { seq: 'asc' } });

const redact = (place: { ticketId: number; commentId: number }, text: string) =>
  inZendesk(stage, 'PUT', `/tickets/${place.ticketId}/comments/${place.commentId}/redact`, { text });

async function readAgain() {
  await stage.skipWaits();
  await stage.db.ticketLink.updateMany({ data: { seenUpdatedAt: null } });
  await stage.run();
}

test('words redacted in Zendesk are black on the review, told in its history, and mailed to nobody', async () => {
  const place = await repliedReview();
  const mails = await stage.db.mail.count();
  await redact(place, secret);
  await readAgain();
  await readAgain();
  const { body, changedAt, id } = await replyOf(place.reviewId);
  expect(body).toMatch(/^Bonjour\. [▇ ]+$/);
  expect(changedAt).not.toBeNull();
  expect(await changesOf(place.reviewId)).toMatchObject([
    { data: { exchangeId: id, how: 'redacted' }, actorKind: 'zendesk' },
  ]);
  expect(await stage.db.mail.count()).toBe(mails);
  const [ticket] = (await stage.tickets()).filter(({ id: ticketId }) => ticketId === place.ticketId);
  expect(ticket?.comments).toHaveLength(2);
});

test('a reply that is black all over has no words left to show', async () => {
  const place = await repliedReview(secret);
  await redact(place, secret);
  await readAgain();
  expect((await replyOf(place.reviewId)).body).toBe('');
  const mail = await stage.db.mail.findFirstOrThrow({ where: { reviewId: place.reviewId } });
  const { authorReplied } = await import('@/lib/mail/sources/author');
  // The mail had not left yet: without words there is nothing to send.
  expect(await authorReplied(mail as never)).toBeNull();
});

test('a comment made internal afterwards takes its words off the review', async () => {
  const place = await repliedReview();
  await inZendesk(stage, 'PUT', `/tickets/${place.ticketId}/comments/${place.commentId}/make_private`, {});
  await readAgain();
  expect((await replyOf(place.reviewId)).body).toBe('');
  expect(await changesOf(place.reviewId)).toMatchObject([{ data: { how: 'made_internal' } }]);
});

test('a redaction reaches the reply of a review its author has withdrawn', async () => {
  const place = await repliedReview();
  const act = { reviewId: place.reviewId, actor: author, at: new Date() };
  await stage.transaction((tx) => withdrawReview(tx, act));
  await stage.run();
  await redact(place, secret);
  await readAgain();
  expect((await replyOf(place.reviewId)).body).not.toContain('Alix');
});

test('after an erasure nothing of what Zendesk still holds comes back', async () => {
  const place = await repliedReview();
  await stage.db.review.update({ where: { id: place.reviewId }, data: { erasedAt: new Date() } });
  await stage.db.exchange.updateMany({ where: { reviewId: place.reviewId }, data: { body: '[…]' } });
  await readAgain();
  expect((await replyOf(place.reviewId)).body).toBe('[…]');
});

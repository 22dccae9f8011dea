import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewReply } from '@/lib/mail/preview';
import { db, transaction } from '@/lib/platform/db/client';
import { maxReplies } from '@/lib/reviews/lifecycle';
import { queueReply, sendDueReplies, sendReplyNow, takeBackReply } from '@/lib/reviews/pendingReplies';
import { undoMs } from '@/lib/reviews/replyDelay';
import { withdrawReview } from '@/lib/reviews/service';
import type { Actor } from '@/lib/reviews/store';
import { codeOf } from '@/lib/reviews/testReviews';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

const at = new Date('2026-03-02T10:00:00Z');
const due = new Date(at.getTime() + undoMs);
const early = new Date(due.getTime() - 1);
const userId = randomUUID();
const actor: Actor = { kind: 'merchant', name: 'Claire', userId };
let websiteId: string;
let reviewId: string;

beforeEach(async () => {
  await db.pendingReply.deleteMany();
  websiteId = (await transaction((tx) => makeWebsite(tx))).id;
  reviewId = (await transaction((tx) => makeReview(tx, { websiteId, at, rating: 1 }))).id;
});

const queue = (body = 'Bonjour') =>
  transaction((tx) => queueReply(tx, { reviewId, websiteId, body, actor, at }));
const key = (pendingReplyId: string) => ({ pendingReplyId, reviewId, websiteId, userId });
const takeBack = (id: string) => transaction((tx) => takeBackReply(tx, key(id)));
const told = async () => ({
  exchanges: await db.exchange.count({ where: { reviewId } }),
  events: await db.reviewEvent.count({ where: { reviewId, type: 'replied' } }),
  mails: await db.mail.count({ where: { reviewId, kind: 'author_replied' } }),
});
const nothing = { exchanges: 0, events: 0, mails: 0 };
const once = { exchanges: 1, events: 1, mails: 1 };

describe('a reply of the portal', () => {
  it('is heard of by nobody before it is due, and then once, with the id it always had', async () => {
    const { pendingReplyId, dueAt } = await queue();
    expect(dueAt).toEqual(due);
    await sendDueReplies(early);
    expect(await told()).toEqual(nothing);
    await Promise.all([sendDueReplies(due), sendDueReplies(due), sendDueReplies(due)]);
    expect(await told()).toEqual(once);
    expect(await db.exchange.findUnique({ where: { id: pendingReplyId } })).toMatchObject({
      body: 'Bonjour',
      authorName: 'Claire',
      userId,
      source: 'portal',
      createdAt: due,
    });
    expect(await db.pendingReply.count()).toBe(0);
  });

  it('taken back leaves no trace and gives its text again', async () => {
    const { pendingReplyId } = await queue('Trop vite');
    expect(await takeBack(pendingReplyId)).toEqual({ body: 'Trop vite' });
    await sendDueReplies(due);
    expect(await told()).toEqual(nothing);
    expect(await codeOf(takeBack(pendingReplyId))).toBe('not_found');
  });

  it('is either sent or taken back, never both, however the two race', async () => {
    for (let round = 0; round < 8; round++) {
      const before = await told();
      const { pendingReplyId } = await queue();
      const [undone] = await Promise.all([codeOf(takeBack(pendingReplyId)), sendDueReplies(due)]);
      const after = await told();
      expect(['done', 'reply_already_sent']).toContain(undone);
      const sent = undone === 'done' ? 0 : 1;
      expect(after).toEqual({
        exchanges: before.exchanges + sent,
        events: before.events + sent,
        mails: before.mails + sent,
      });
    }
  });

  it('may be sent early by its writer, and by nobody else', async () => {
    const { pendingReplyId } = await queue();
    const other = { ...key(pendingReplyId), userId: randomUUID() };
    const foreign = { ...key(pendingReplyId), websiteId: randomUUID() };
    expect(await codeOf(transaction((tx) => sendReplyNow(tx, other, early)))).toBe('forbidden');
    expect(await codeOf(transaction((tx) => sendReplyNow(tx, foreign, early)))).toBe('not_found');
    await transaction((tx) => sendReplyNow(tx, key(pendingReplyId), early));
    expect(await told()).toEqual(once);
    expect(await codeOf(takeBack(pendingReplyId))).toBe('reply_already_sent');
  });

  it('refused when due is kept with the reason for its writer, and does not stop the next', async () => {
    const { pendingReplyId } = await queue();
    await transaction((tx) => withdrawReview(tx, { reviewId, actor: { kind: 'author', name: 'Alix' }, at }));
    const second = await transaction((tx) => makeReview(tx, { websiteId, at, rating: 1, orderRef: 'other' }));
    await transaction((tx) => queueReply(tx, { reviewId: second.id, body: 'Bonjour', actor, at }));
    expect(await sendDueReplies(due)).toBe(2);
    expect(await told()).toEqual(nothing);
    expect(await db.exchange.count({ where: { reviewId: second.id } })).toBe(1);
    expect(await db.pendingReply.findUnique({ where: { id: pendingReplyId } })).toMatchObject({
      refusedCode: 'review_withdrawn',
    });
    expect(await takeBack(pendingReplyId)).toEqual({ body: 'Bonjour' });
  });

  it('counts against the limit while it waits', async () => {
    for (let count = 0; count < maxReplies; count++) await queue();
    expect(await codeOf(queue())).toBe('reply_limit_reached');
  });
});

describe('the preview of a reply', () => {
  it('is the mail in the author’s language, without the link that opens the review as its author', async () => {
    const preview = await previewReply({ websiteId, reviewId, body: 'Un <vase> part demain.', at });
    expect(preview.html).toContain('Un &lt;vase&gt; part demain.');
    expect(preview.html).not.toContain('/r/');
    expect(preview.subject.length).toBeGreaterThan(5);
    expect(await told()).toEqual(nothing);
    expect(await codeOf(previewReply({ websiteId: randomUUID(), reviewId, body: 'Bonjour', at }))).toBe(
      'not_found',
    );
  });
});

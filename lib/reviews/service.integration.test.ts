import { beforeAll, describe, expect, it } from 'vitest';
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { parseEvent } from '@/lib/reviews/events';
import { fold } from '@/lib/reviews/fold';
import { decideReport, answerUpdateQuestion, reportReview } from '@/lib/reviews/reports';
import {
  answerReview,
  publishReview,
  replyToReview,
  setExchangesHidden,
  withdrawReview,
} from '@/lib/reviews/service';
import { toColumns, type Actor } from '@/lib/reviews/store';
import { modifyReview, submitReview } from '@/lib/reviews/submission';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

const start = new Date('2026-03-02T10:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
const merchant: Actor = { kind: 'merchant', name: 'Claire' };
const author: Actor = { kind: 'author', name: 'Alix' };
let moderator: Actor;

/** Each test has a website of its own, so that no queue is shared. */
async function website(): Promise<string> {
  const { id } = await transaction((tx) => makeWebsite(tx));
  await db.notificationSetting.create({
    data: { websiteId: id, addresses: ['shop@shop.test'], onNewReview: true },
  });
  return id;
}
const act = <T>(work: (tx: Tx) => Promise<T>) => transaction(work);
const submit = (websiteId: string, at: Date, rating = 1, more: object = {}) =>
  act((tx) => makeReview(tx, { websiteId, at, rating, orderRef: `O-${at.getTime()}-${rating}`, ...more }));
const mails = (reviewId: string) =>
  db.mail.findMany({ where: { reviewId }, orderBy: { id: 'asc' }, select: { kind: true, toAddress: true } });

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
}

/** Every stored column the state machine owns equals the fold of the stored events. */
async function expectFolded(reviewId: string): Promise<void> {
  const row = await db.review.findUniqueOrThrow({
    where: { id: reviewId },
    include: { events: { orderBy: { seq: 'asc' } } },
  });
  expect(row.events.map(({ seq }) => seq)).toEqual(row.events.map((_, index) => index + 1));
  expect(row).toMatchObject(toColumns(fold(row.events.map(parseEvent))));
}

beforeAll(async () => {
  const user = await transaction((tx) =>
    makeUser(tx, { email: 'team@team.test', name: 'Inès', password: 'long enough', isModerator: true }),
  );
  moderator = { kind: 'moderator', name: user.name, userId: user.id };
});

describe('submission', () => {
  it('writes review, version, causes with their passage, event and mail together', async () => {
    const websiteId = await website();
    await db.watchedWord.create({ data: { websiteId, word: 'retard', category: 'delivery' } });
    const result = await submit(websiteId, start, 5, { comment: 'Livré avec du RETARD 😀' });
    expect(result).toMatchObject({
      status: 'in_moderation',
      isNew: true,
      causes: [{ kind: 'watched_word', category: 'delivery', matchedText: 'RETARD' }],
    });
    const row = await db.review.findUniqueOrThrow({
      where: { id: result.id },
      include: { versions: true, causes: true, events: true },
    });
    expect(row.versions).toMatchObject([{ number: 1, comment: 'Livré avec du RETARD 😀' }]);
    expect(row.comment.slice(row.causes[0]?.start ?? 0, row.causes[0]?.end ?? 0)).toBe('RETARD');
    expect(row.events).toMatchObject([{ type: 'submitted', seq: 1, actorKind: 'shop' }]);
    expect(await mails(result.id)).toEqual([{ kind: 'merchant_to_handle', toAddress: 'shop@shop.test' }]);
    await expectFolded(result.id);
  });

  it('tells the merchant of a plain new review in other words', async () => {
    const { id, status } = await submit(await website(), start, 5);
    expect(status).toBe('pending');
    expect((await mails(id)).map(({ kind }) => kind)).toEqual(['merchant_new_review']);
  });

  it('answers a repeat with the first and changes nothing', async () => {
    const websiteId = await website();
    const first = await submit(websiteId, start, 1, { orderRef: 'SAME' });
    const again = await submit(websiteId, hours(1), 5, { orderRef: 'SAME', comment: 'Other words' });
    expect(again).toEqual({ ...first, isNew: false });
    expect(await db.reviewEvent.count({ where: { reviewId: first.id } })).toBe(1);
  });

  it('makes one review of many submissions at the same moment', async () => {
    const websiteId = await website();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => submit(websiteId, start, 1, { orderRef: 'RACE' })),
    );
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('refuses a date to come, and keeps an earlier one', async () => {
    const websiteId = await website();
    expect(await codeOf(submit(websiteId, start, 5, { submittedAt: hours(2) }))).toBe('invalid_input');
    const { id } = await submit(websiteId, start, 5, { submittedAt: hours(-200) });
    expect(await db.review.findUniqueOrThrow({ where: { id } })).toMatchObject({
      submittedAt: hours(-200),
      publishDueAt: hours(168),
    });
  });
});

describe('queue', () => {
  it('lets nobody publish past an older review in moderation, and frees what was held', async () => {
    const websiteId = await website();
    const older = await submit(websiteId, start);
    const newer = await submit(websiteId, hours(1));
    expect(
      await codeOf(act((tx) => publishReview(tx, { reviewId: newer.id, actor: merchant, at: hours(2) }))),
    ).toBe('held_by_queue');
    await act((tx) => publishReview(tx, { reviewId: older.id, actor: merchant, at: hours(3) }));
    await act((tx) => publishReview(tx, { reviewId: newer.id, actor: merchant, at: hours(4) }));
    await expectFolded(newer.id);
  });

  it('keeps brand and product apart', async () => {
    const websiteId = await website();
    await submit(websiteId, start);
    const product = await submit(websiteId, hours(1), 1, { type: 'product' });
    expect(
      await codeOf(act((tx) => publishReview(tx, { reviewId: product.id, actor: merchant, at: hours(2) }))),
    ).toBe('done');
  });

  it('holds under sixteen merchants at once: published in order, each once', async () => {
    const websiteId = await website();
    const ids: string[] = [];
    for (let index = 0; index < 8; index++) ids.push((await submit(websiteId, hours(index))).id);
    const publishAll = async () => {
      for (const reviewId of ids)
        await codeOf(
          act((tx) => publishReview(tx, { reviewId, websiteId, actor: merchant, at: new Date() })),
        );
    };
    await Promise.all(Array.from({ length: 16 }, publishAll));
    const events = await db.reviewEvent.findMany({
      where: { websiteId, type: 'published' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ reviewId }) => reviewId)).toEqual(ids);
  });

  it('answers alike for an unknown review and one of another website', async () => {
    const { id } = await submit(await website(), start);
    const foreign = { reviewId: id, websiteId: await website(), actor: merchant, at: hours(1) };
    expect(await codeOf(act((tx) => publishReview(tx, foreign)))).toBe('not_found');
    expect(await codeOf(act((tx) => publishReview(tx, { ...foreign, reviewId: foreign.websiteId })))).toBe(
      'not_found',
    );
  });
});

describe('dialogue', () => {
  it('mails the author once per reply', async () => {
    const { id } = await submit(await website(), start);
    await act((tx) =>
      replyToReview(tx, { reviewId: id, body: 'Pardon', source: 'portal', actor: merchant, at: hours(1) }),
    );
    const kinds = (await mails(id)).map(({ kind }) => kind);
    expect(kinds).toEqual(['merchant_to_handle', 'author_replied']);
    await expectFolded(id);
  });

  it('takes a comment of Zendesk once, also when it comes twice at the same moment', async () => {
    const { id } = await submit(await website(), start);
    const reply = {
      reviewId: id,
      body: 'Bonjour',
      source: 'zendesk' as const,
      zendesk: { subdomain: 'boutique', commentId: Date.now() },
      actor: merchant,
      at: hours(1),
    };
    const results = await Promise.all(Array.from({ length: 6 }, () => act((tx) => replyToReview(tx, reply))));
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(results.map(({ exchangeId }) => exchangeId)).size).toBe(1);
    expect((await mails(id)).filter(({ kind }) => kind === 'author_replied')).toHaveLength(1);
  });

  it('brings a public review back to moderation when the author answers, with the cause noted', async () => {
    const { id } = await submit(await website(), start);
    const key = { reviewId: id, at: hours(1) };
    await act((tx) => publishReview(tx, { ...key, actor: merchant }));
    expect(await codeOf(act((tx) => answerReview(tx, { ...key, body: 'Merci', actor: author })))).toBe(
      'reply_required',
    );
    await act((tx) => replyToReview(tx, { ...key, body: 'Bonjour', source: 'portal', actor: merchant }));
    await act((tx) => answerReview(tx, { ...key, body: 'Merci', actor: author }));
    const row = await db.review.findUniqueOrThrow({
      where: { id },
      include: { causes: true, exchanges: true },
    });
    expect(row.status).toBe('in_moderation');
    expect(row.causes.map(({ kind }) => kind)).toEqual(['rating', 'author_answer']);
    expect(row.exchanges).toHaveLength(2);
    await expectFolded(id);
  });

  it('hides and shows exchanges', async () => {
    const { id } = await submit(await website(), start, 5);
    const hide = (hidden: boolean) =>
      act((tx) => setExchangesHidden(tx, { reviewId: id, hidden, actor: merchant, at: hours(1) }));
    expect(await hide(true)).toEqual({ exchangesHidden: true });
    expect(await hide(true)).toEqual({ exchangesHidden: true });
    expect(await hide(false)).toEqual({ exchangesHidden: false });
    expect(await db.reviewEvent.count({ where: { reviewId: id } })).toBe(3);
  });
});

describe('reports', () => {
  async function reported() {
    const { id } = await submit(await website(), start);
    await act((tx) =>
      replyToReview(tx, { reviewId: id, body: 'Bonjour', source: 'portal', actor: merchant, at: hours(1) }),
    );
    await act((tx) =>
      reportReview(tx, {
        reviewId: id,
        reason: 'off_topic',
        source: 'portal',
        actor: merchant,
        at: hours(2),
      }),
    );
    return id;
  }
  const decide = (reviewId: string, outcome: 'accepted' | 'rejected') =>
    act((tx) =>
      decideReport(tx, { reviewId, outcome, statement: 'Parce que.', actor: moderator, at: hours(20) }),
    );

  it('pauses the clock and is due in 48 hours', async () => {
    const id = await reported();
    const row = await db.review.findUniqueOrThrow({ where: { id }, include: { reports: true } });
    expect(row).toMatchObject({
      status: 'in_moderation',
      reportedAt: hours(2),
      publishDueAt: null,
      clockLeftMs: 166n * 3_600_000n,
    });
    expect(row.reports).toMatchObject([{ state: 'open', dueAt: hours(50) }]);
    await expectFolded(id);
  });

  it('accepted: refused, the author is told why; a new text begins again', async () => {
    const id = await reported();
    expect(await decide(id, 'accepted')).toEqual({ status: 'refused' });
    expect((await mails(id)).map(({ kind }) => kind)).toContain('author_refused');
    await expectFolded(id);
    const rewritten = {
      reviewId: id,
      rating: 4,
      comment: 'Mieux que je ne disais.',
      actor: author,
      at: hours(30),
    };
    expect(await act((tx) => modifyReview(tx, rewritten))).toMatchObject({ status: 'pending' });
    const row = await db.review.findUniqueOrThrow({
      where: { id },
      include: { versions: { orderBy: { number: 'asc' } } },
    });
    expect(row).toMatchObject({ comment: rewritten.comment, rating: 4, textVersion: 2 });
    expect(row.versions.map(({ comment }) => comment)).toEqual(['Rien à redire.', rewritten.comment]);
    await expectFolded(id);
  });

  it('rejected: published, the merchant is told', async () => {
    const id = await reported();
    expect(await decide(id, 'rejected')).toEqual({ status: 'published' });
    expect((await mails(id)).map(({ kind }) => kind)).toContain('merchant_report_rejected');
    await expectFolded(id);
  });

  it('is decided once when two moderators click at the same moment', async () => {
    const id = await reported();
    const outcomes = await Promise.all([codeOf(decide(id, 'accepted')), codeOf(decide(id, 'rejected'))]);
    expect(outcomes.sort()).toEqual(['done', 'report_not_open']);
    await expectFolded(id);
  });

  it('closes with the withdrawal of the review', async () => {
    const id = await reported();
    await act((tx) => withdrawReview(tx, { reviewId: id, actor: author, at: hours(5) }));
    expect(await db.report.findMany({ where: { reviewId: id } })).toMatchObject([{ state: 'closed' }]);
    expect(await codeOf(decide(id, 'accepted'))).toBe('review_withdrawn');
    await expectFolded(id);
  });

  it('asks the author when the dispute is settled', async () => {
    const { id } = await submit(await website(), start);
    const key = { reviewId: id, actor: merchant, at: hours(1) };
    await act((tx) => replyToReview(tx, { ...key, body: 'Réglé', source: 'portal' }));
    await act((tx) => publishReview(tx, key));
    expect(
      await act((tx) => reportReview(tx, { ...key, reason: 'dispute_handled', source: 'portal' })),
    ).toMatchObject({ status: 'published' });
    expect((await mails(id)).map(({ kind }) => kind)).toContain('author_update_asked');
    expect(
      await act((tx) =>
        answerUpdateQuestion(tx, { reviewId: id, wantsUpdate: true, actor: author, at: hours(9) }),
      ),
    ).toEqual({ status: 'refused' });
    await expectFolded(id);
  });
});

it('leaves nothing behind when a later step of the same transaction fails', async () => {
  const websiteId = await website();
  const work = act(async (tx) => {
    await submitReview(tx, {
      websiteId,
      type: 'brand',
      orderRef: 'ROLLBACK',
      rating: 1,
      author: { firstName: 'A', lastName: 'B', email: 'a@b.test' },
      actor: author,
      at: start,
    });
    throw new AppError('conflict');
  });
  expect(await codeOf(work)).toBe('conflict');
  expect(await db.review.count({ where: { websiteId } })).toBe(0);
  expect(await db.mail.count({ where: { websiteId } })).toBe(0);
});

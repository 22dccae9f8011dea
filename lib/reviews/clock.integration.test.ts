import { describe, expect, it } from 'vitest';
import { db, transaction } from '@/lib/platform/db/client';
import { closeUnanswered, ringClocks, runDaily } from '@/lib/reviews/clock';
import { reportReview } from '@/lib/reviews/reports';
import { publishReview, replyToReview } from '@/lib/reviews/service';
import type { Actor } from '@/lib/reviews/store';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

const merchant: Actor = { kind: 'merchant', name: 'Claire' };
/** Paris, winter: the runs are at 08:00 UTC. */
const at = (text: string) => new Date(`2026-02-${text}:00Z`);

async function website(timeZone = 'Europe/Paris'): Promise<string> {
  const { id } = await transaction((tx) => makeWebsite(tx, { timeZone }));
  await db.website.update({ where: { id }, data: { dailyRunAt: at('01T00:00') } });
  return id;
}
let order = 0;
const submit = async (websiteId: string, time: Date, rating = 5, type: 'brand' | 'product' = 'brand') =>
  (await transaction((tx) => makeReview(tx, { websiteId, type, at: time, rating, orderRef: `C-${++order}` })))
    .id;
const publish = (reviewId: string, time: Date) =>
  transaction((tx) => publishReview(tx, { reviewId, actor: merchant, at: time }));
const statuses = async (...ids: string[]) =>
  Promise.all(ids.map(async (id) => (await db.review.findUniqueOrThrow({ where: { id } })).status));

async function drain(time: Date): Promise<void> {
  while ((await ringClocks(time)) > 0);
}

describe('daily run', () => {
  it('publishes what waited when nine has struck in the website’s own time zone', async () => {
    const [paris, newYork] = [await website(), await website('America/New_York')];
    const ids = [await submit(paris, at('02T15:00')), await submit(newYork, at('02T15:00'))];
    await runDaily(at('03T07:59'));
    expect(await statuses(...ids)).toEqual(['pending', 'pending']);
    await runDaily(at('03T08:00'));
    expect(await statuses(...ids)).toEqual(['published', 'pending']);
    await runDaily(at('03T14:00'));
    expect(await statuses(...ids)).toEqual(['published', 'published']);
  });

  it('stops at a review in moderation, per type, and goes on with the run after it has left', async () => {
    const id = await website();
    const before = await submit(id, at('02T10:00'));
    const holder = await submit(id, at('02T11:00'), 1);
    const behind = await submit(id, at('02T12:00'));
    const product = await submit(id, at('02T12:00'), 5, 'product');
    await runDaily(at('03T09:00'));
    expect(await statuses(before, holder, behind, product)).toEqual([
      'published',
      'in_moderation',
      'pending',
      'published',
    ]);
    await publish(holder, at('03T10:00'));
    await runDaily(at('03T10:05'));
    expect(await statuses(behind)).toEqual(['pending']);
    await runDaily(at('04T08:00'));
    expect(await statuses(behind)).toEqual(['published']);
  });

  it('is held by a reported review too', async () => {
    const id = await website();
    const holder = await submit(id, at('02T10:00'), 1);
    const behind = await submit(id, at('02T11:00'));
    const act = { reviewId: holder, actor: merchant, source: 'portal' as const, at: at('02T12:00') };
    await transaction((tx) => replyToReview(tx, { ...act, body: 'Bonjour' }));
    await transaction((tx) => reportReview(tx, { ...act, reason: 'off_topic' }));
    await runDaily(at('03T08:00'));
    expect(await statuses(behind)).toEqual(['pending']);
    await drain(at('09T11:00'));
    expect(await statuses(holder, behind)).toEqual(['in_moderation', 'published']);
  });

  it('goes through more reviews than one batch, in order, and is done once', async () => {
    const id = await website();
    const ids: string[] = [];
    await transaction(async (tx) => {
      for (let index = 0; index < 120; index++) {
        const time = new Date(at('02T10:00').getTime() + index);
        ids.push((await makeReview(tx, { websiteId: id, at: time, orderRef: `B-${index}` })).id);
      }
    });
    await Promise.all([runDaily(at('03T08:00')), runDaily(at('03T08:00'))]);
    const events = await db.reviewEvent.findMany({
      where: { websiteId: id, type: 'published' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ reviewId }) => reviewId)).toEqual(ids);
    expect(await runDaily(at('03T20:00'))).toBe(0);
  });

  it('picks an interrupted run up again', async () => {
    const id = await website();
    const review = await submit(id, at('02T10:00'));
    const stop = new AbortController();
    stop.abort();
    await runDaily(at('03T08:00'), stop.signal);
    expect(await statuses(review)).toEqual(['pending']);
    await runDaily(at('03T15:00'));
    expect(await statuses(review)).toEqual(['published']);
  });
});

describe('seven-day clock', () => {
  it('publishes what nobody handled, held or not, and leaves reported reviews alone', async () => {
    const id = await website();
    const ids = [await submit(id, at('02T10:00'), 1), await submit(id, at('02T11:00'))];
    await drain(at('09T09:59'));
    expect(await statuses(...ids)).toEqual(['in_moderation', 'pending']);
    await drain(at('09T10:00'));
    expect(await statuses(...ids)).toEqual(['published', 'pending']);
    await drain(at('09T11:00'));
    expect(await statuses(...ids)).toEqual(['published', 'published']);
  });

  it('publishes each review once under several workers', async () => {
    const id = await website();
    for (let index = 0; index < 10; index++) await submit(id, new Date(at('02T10:00').getTime() + index), 1);
    await Promise.all(Array.from({ length: 4 }, () => drain(at('10T10:00'))));
    expect(await db.reviewEvent.count({ where: { websiteId: id, type: 'published' } })).toBe(10);
  });
});

it('ends the question to an author who did not answer in 14 days', async () => {
  const id = await submit(await website(), at('02T10:00'), 1);
  const act = { reviewId: id, actor: merchant, source: 'portal' as const, at: at('02T12:00') };
  await transaction((tx) => replyToReview(tx, { ...act, body: 'Bonjour' }));
  await publish(id, at('02T12:00'));
  await transaction((tx) => reportReview(tx, { ...act, reason: 'dispute_handled' }));
  await closeUnanswered(at('16T11:59'));
  expect(await db.report.findMany({ where: { reviewId: id } })).toMatchObject([{ state: 'author_asked' }]);
  await closeUnanswered(at('16T12:00'));
  expect(await db.report.findMany({ where: { reviewId: id } })).toMatchObject([{ state: 'closed' }]);
  expect(await statuses(id)).toEqual(['published']);
});

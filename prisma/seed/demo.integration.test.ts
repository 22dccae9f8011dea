import { expect, it } from 'vitest';
import { verifyPassword } from '@/lib/platform/auth/passwords';
import { now } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db/client';
import { parseEvent } from '@/lib/reviews/events';
import { findDrift, getScore } from '@/lib/certificate/shown';
import { reviewOrigins } from '@/lib/reviews/proof';
import { fold } from '@/lib/reviews/fold';
import { getQueue } from '@/lib/reviews/queueQueries';
import { toColumns } from '@/lib/reviews/store';
import { demoPassword, demoWebsites } from './accounts';
import { seedDemo } from './demo';

const counts = () =>
  db.$queryRaw<
    object[]
  >`SELECT (SELECT count(*)::int FROM review) AS reviews, (SELECT count(*)::int FROM review_event) AS events,
    (SELECT count(*)::int FROM mail) AS mails, (SELECT count(*)::int FROM user_account) AS users, (SELECT count(*)::int FROM invitation) AS invitations`;

it('fills every state the screens can show, once, and everything folds', { timeout: 120_000 }, async () => {
  expect((await Promise.all([seedDemo(), seedDemo()])).sort()).toEqual(['present', 'seeded']);
  const first = await counts();
  expect(await seedDemo()).toBe('present');
  expect(await counts()).toEqual(first);

  const rows = await db.review.findMany({ include: { events: { orderBy: { seq: 'asc' } } } });
  for (const row of rows) expect(row).toMatchObject(toColumns(fold(row.events.map(parseEvent))));
  expect(new Set(rows.map(({ status }) => status))).toEqual(
    new Set(['pending', 'in_moderation', 'published', 'refused', 'withdrawn']),
  );
  expect(rows.some(({ reportedAt }) => reportedAt)).toBe(true);
  expect(rows.some(({ exchangesHidden }) => exchangesHidden)).toBe(true);
  expect(rows.some(({ isAnonymous }) => isAnonymous)).toBe(true);
  expect(new Set(rows.map(({ origin }) => origin))).toEqual(new Set(reviewOrigins));
  const score = await getScore({ websiteId: demoWebsites.fr.id }, now());
  expect(score.average).toBeGreaterThan(3);
  expect(score.recentCount).toBeGreaterThan(20);
  expect(score.othersCount).toBeGreaterThan(1);
  expect(await findDrift()).toEqual([]);
  const kinds = await db.reviewCause.findMany({ distinct: ['kind'], select: { kind: true } });
  expect(kinds).toHaveLength(7);
  const appeals = await db.appeal.findMany({ select: { state: true } });
  expect(appeals.map(({ state }) => state).sort()).toEqual(['accepted', 'open', 'open', 'rejected']);
  expect(await db.report.count({ where: { state: 'open', dueAt: { lt: now() } } })).toBe(1);

  const [blocked, free, empty] = await Promise.all([
    getQueue(demoWebsites.fr.id, 'product', now()),
    getQueue(demoWebsites.fr.id, 'brand', now()),
    getQueue(demoWebsites.en.id, 'brand', now()),
  ]);
  expect(blocked).toMatchObject({
    holder: { rating: 1, isReported: false },
    waiting: 5,
    frees: 3,
    inModeration: 3,
    ready: 0,
  });
  expect(free).toMatchObject({ holder: null, waiting: 0, ready: 2 });
  expect(empty).toMatchObject({ holder: null, waiting: 0, ready: 0, inModeration: 0 });

  for (const email of ['merchant@demo.test', 'agent@demo.test', 'moderator@demo.test']) {
    const user = await db.user.findUniqueOrThrow({ where: { email } });
    expect(await verifyPassword(user.passwordHash, demoPassword)).toBe(true);
  }
  expect(await db.mail.count({ where: { state: 'waiting' } })).toBe(0);
});

/**
 * Sixty-four people and machines on fifty reviews at once, each on a connection of its own and without the retry that would
 * hide a deadlock. Time runs fast, so that clocks ring and daily runs come in between.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { db, transaction } from '@/lib/platform/db/client';
import { PrismaClient } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import { env } from '@/lib/platform/env';
import { ringClocks, runDaily } from '@/lib/reviews/clock';
import { parseEvent } from '@/lib/reviews/events';
import { evolve, fold, type ReviewState } from '@/lib/reviews/fold';
import { sendDueReplies } from '@/lib/reviews/pendingReplies';
import { compareInQueue } from '@/lib/reviews/queue';
import { toColumns } from '@/lib/reviews/store';
import { deedsOver } from '@/lib/reviews/testDeeds';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

const actorCount = 64;
const reviewCount = 50;
const lastsMs = 30_000;
/** Six hours a second: the run spans a week. */
const speed = 21_600;

const connections = new pg.Pool({ connectionString: env.databaseUrl, max: actorCount });
const wide = new PrismaClient({ adapter: new PrismaPg(connections) });
afterAll(async () => {
  await wide.$disconnect();
  if (!connections.ended) await connections.end();
});

const { deeds, rareDeed } = deedsOver(wide);
const start = new Date('2026-03-20T07:30:00Z');

/** A small generator of its own: the same choices on every machine, whatever their order turns out to be. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4_294_967_296;
  };
}

/** A broken rule is an answer; anything else (a deadlock, a lost row) is a fault. */
async function isDone(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

async function deadlocks(): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()`;
  return row?.count ?? 0;
}

/** Replays the whole log in the order it was written: nobody passed an older review that was in moderation. */
async function expectOrderKept(websiteId: string): Promise<void> {
  const rows = await db.review.findMany({ where: { websiteId }, select: { id: true, type: true } });
  const types = new Map(rows.map(({ id, type }) => [id, type]));
  const states = new Map<string, ReviewState>();
  for (const row of await db.reviewEvent.findMany({ where: { websiteId }, orderBy: { id: 'asc' } })) {
    const event = parseEvent(row);
    const isOrdered = event.type === 'published' && (event.by === 'merchant' || event.by === 'daily_run');
    const before = states.get(row.reviewId);
    if (isOrdered && before) {
      const place = { id: row.reviewId, submittedAt: before.submittedAt };
      const older = [...states].filter(
        ([id, state]) =>
          types.get(id) === types.get(row.reviewId) &&
          state.status === 'in_moderation' &&
          compareInQueue({ id, submittedAt: state.submittedAt }, place) < 0,
      );
      expect(older.map(([id]) => id)).toEqual([]);
    }
    states.set(row.reviewId, evolve(before ?? null, event));
  }
}

it(
  'sixty-four actors on fifty reviews for half a minute: no deadlock, no lost event, every promise kept',
  { timeout: 180_000 },
  async () => {
    const { id: websiteId } = await transaction((tx) => makeWebsite(tx));
    await db.website.update({ where: { id: websiteId }, data: { dailyRunAt: start } });
    const user = (email: string, isModerator: boolean) =>
      transaction((tx) => makeUser(tx, { email, name: 'Inès', password: 'long enough', isModerator }));
    const merchant = {
      kind: 'merchant' as const,
      name: 'Claire',
      userId: (await user('m@crowd.test', false)).id,
    };
    const moderator = {
      kind: 'moderator' as const,
      name: 'Inès',
      userId: (await user('t@crowd.test', true)).id,
    };
    const ids: string[] = [];
    for (let index = 0; index < reviewCount; index++) {
      const type = index % 2 ? ('product' as const) : ('brand' as const);
      const at = new Date(start.getTime() - (reviewCount - index) * 60_000);
      const review = { websiteId, at, type, rating: index % 3 ? 1 : 5, orderRef: `C-${index}` };
      ids.push((await transaction((tx) => makeReview(tx, review))).id);
    }
    const deadlocksBefore = await deadlocks();
    const began = performance.now();
    const now = () => new Date(start.getTime() + Math.round((performance.now() - began) * speed));
    const isOver = () => performance.now() - began > lastsMs;
    const done: Record<string, number> = {};
    const names = Object.keys(deeds);

    async function act(seed: number): Promise<void> {
      const random = seeded(seed);
      while (!isOver()) {
        const reviewId = ids[Math.floor(random() * ids.length)] ?? '';
        const name = names[Math.floor(random() * names.length)] ?? '';
        const place = { reviewId, at: now(), merchant, moderator };
        if (random() < 0.0005) await isDone(rareDeed(place));
        else if (await isDone(deeds[name]?.run(place) ?? Promise.resolve()))
          done[name] = (done[name] ?? 0) + 1;
      }
    }
    async function keepTime(): Promise<void> {
      while (!isOver()) {
        await ringClocks(now());
        await runDaily(now());
        await sendDueReplies(now());
      }
    }
    await Promise.all([
      ...Array.from({ length: actorCount - 2 }, (_, seed) => act(seed + 1)),
      keepTime(),
      keepTime(),
    ]);

    expect(await deadlocks()).toBe(deadlocksBefore);
    const rows = await db.review.findMany({
      where: { websiteId },
      include: {
        events: { orderBy: { seq: 'asc' } },
        versions: { orderBy: { number: 'asc' } },
        exchanges: true,
      },
    });
    const events = rows.flatMap((row) => row.events);
    const count = (type: string, by?: string) =>
      events.filter((event) => event.type === type && (!by || (event.data as { by?: string }).by === by))
        .length;
    for (const [name, { event }] of Object.entries(deeds)) {
      if (!event || name === 'reply') continue;
      expect([name, count(event, name === 'publish' ? 'merchant' : undefined)]).toEqual([
        name,
        done[name] ?? 0,
      ]);
    }
    const replies = rows.flatMap((row) => row.exchanges).filter(({ origin }) => origin === 'merchant');
    expect(replies.filter(({ source }) => source === 'api')).toHaveLength(done.reply ?? 0);
    expect(count('replied')).toBe(replies.length);
    const mails = await db.mail.count({ where: { websiteId, kind: 'author_replied' } });
    expect(mails).toBe(replies.length);
    for (const row of rows) {
      expect(row.events.map(({ seq }) => seq)).toEqual(row.events.map((_, index) => index + 1));
      expect(row).toMatchObject(toColumns(fold(row.events.map(parseEvent))));
      expect(row.versions.map(({ number }) => number)).toEqual(row.versions.map((_, index) => index + 1));
    }
    await expectOrderKept(websiteId);
    // A crowd that did nothing would prove nothing.
    for (const name of ['reply', 'publish', 'report', 'accept', 'reject', 'answer', 'modify'])
      expect([name, (done[name] ?? 0) > 0]).toEqual([name, true]);
  },
);

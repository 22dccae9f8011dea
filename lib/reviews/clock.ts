/**
 * What time does to reviews: the seven-day clock, the daily run at 09:00 of each website's time zone, and the end of the
 * author's time to answer. Each step is one transaction that finds its work anew, so a killed worker loses and doubles
 * nothing, and several workers may run it at once.
 */
import type { Prisma } from '@/lib/platform/db/generated/client';
import { now } from '@/lib/platform/clock';
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import type { Pump } from '@/lib/platform/jobs/pump';
import { lastRunAt } from '@/lib/reviews/calendar';
import { reviewTypes, type ReviewType } from '@/lib/reviews/events';
import { updateAnswerDays } from '@/lib/reviews/reportRules';
import { answerUpdateQuestion } from '@/lib/reviews/reports';
import {
  decideOrThrow,
  lockQueue,
  lockReview,
  lockReviewInQueue,
  saveDecision,
  toState,
  type Actor,
} from '@/lib/reviews/store';

/** Reviews per transaction: short enough that a merchant's click never waits long behind it. */
const batchSize = 50;
const dayMs = 86_400_000;
const clock: Actor = { kind: 'system', name: '' };

/** Publishes what the caller found due, one after the other, in the caller's transaction. */
export async function publishByTime(
  tx: Tx,
  ids: readonly string[],
  kind: 'ring_clock' | 'run_daily',
  at: Date,
): Promise<void> {
  for (const reviewId of ids) {
    const row = await lockReview(tx, { reviewId });
    const decision = decideOrThrow(toState(row), { kind }, { at });
    await saveDecision(tx, { reviewId, websiteId: row.websiteId, decision, actor: clock, at });
  }
}

/** Publishes reviews whose seven days are over, oldest clock first. @returns how many. */
export async function ringClocks(at: Date, limit = batchSize): Promise<number> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM review WHERE publish_due_at <= ${at} ORDER BY publish_due_at, submitted_at, id
      LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
    await publishByTime(
      tx,
      due.map(({ id }) => id),
      'ring_clock',
      at,
    );
    return due.length;
  });
}

/** Publishes what nothing holds in one queue, as of the run. @returns how many; fewer than the limit means all. */
async function runQueue(
  websiteId: string,
  type: ReviewType,
  { runAt, at }: { runAt: Date; at: Date },
): Promise<number> {
  return transaction(async (tx) => {
    await lockQueue(tx, websiteId, type);
    const free = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM review r
      WHERE website_id = ${websiteId}::uuid AND type = ${type}::review_type AND status = 'pending' AND submitted_at <= ${runAt}
        AND NOT EXISTS (
          SELECT 1 FROM review o WHERE o.website_id = r.website_id AND o.type = r.type AND o.status = 'in_moderation'
            AND (o.submitted_at, o.id) < (r.submitted_at, r.id)
        )
      ORDER BY submitted_at, id LIMIT ${batchSize} FOR UPDATE OF r`;
    await publishByTime(
      tx,
      free.map(({ id }) => id),
      'run_daily',
      at,
    );
    return free.length;
  });
}

async function runWebsite(
  websiteId: string,
  runAt: Date,
  { at, signal }: { at: Date; signal?: AbortSignal | undefined },
): Promise<void> {
  for (const type of reviewTypes) {
    while (!signal?.aborted && (await runQueue(websiteId, type, { runAt, at })) === batchSize);
  }
  if (signal?.aborted) return;
  // Only now: a run that was cut off is found again and goes on where it stopped.
  await db.website.updateMany({
    where: { id: websiteId, dailyRunAt: { lt: runAt } },
    data: { dailyRunAt: runAt },
  });
}

/** Runs every website whose 09:00 has passed since its last run. @returns how many websites ran. */
export async function runDaily(at: Date, signal?: AbortSignal): Promise<number> {
  const zones = await db.website.findMany({ distinct: ['timeZone'], select: { timeZone: true } });
  const due: Prisma.WebsiteWhereInput[] = zones.map(({ timeZone }) => ({
    timeZone,
    dailyRunAt: { lt: lastRunAt(at, timeZone) },
  }));
  if (due.length === 0) return 0;
  const websites = await db.website.findMany({
    where: { OR: due },
    select: { id: true, timeZone: true },
    take: batchSize,
  });
  for (const { id, timeZone } of websites) await runWebsite(id, lastRunAt(at, timeZone), { at, signal });
  return websites.length;
}

/** Ends questions to authors that nobody answered in 14 days: the review stays as it is. @returns how many. */
export async function closeUnanswered(at: Date): Promise<number> {
  const before = new Date(at.getTime() - updateAnswerDays * dayMs);
  const open = await db.report.findMany({
    where: { state: 'author_asked', createdAt: { lte: before } },
    select: { id: true, reviewId: true },
    take: batchSize,
  });
  for (const { id, reviewId } of open) {
    await transaction(async (tx) => {
      await lockReviewInQueue(tx, { reviewId });
      // Another worker, or the author at the last minute, may have been first.
      const report = await tx.report.findUnique({ where: { id }, select: { state: true } });
      if (report?.state === 'author_asked') {
        await answerUpdateQuestion(tx, { reviewId, wantsUpdate: false, by: 'time', actor: clock, at });
      }
    });
  }
  return open.length;
}

export const reviewClockPump: Pump = {
  name: 'review-clock',
  wakes: [],
  everyMs: 15_000,
  async run(signal) {
    const at = now();
    const rung = await ringClocks(at);
    const ran = await runDaily(at, signal);
    const closed = await closeUnanswered(at);
    return rung === batchSize || ran === batchSize || closed === batchSize ? 'more' : 'idle';
  },
};

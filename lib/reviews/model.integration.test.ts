/** Random lives of a website's reviews against the real service and database; the promises are checked after each step. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reportReasonCodes, reportReasons, type ReportReason } from '@/lib/moderation/reasons';
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { addMonths } from '@/lib/reviews/calendar';
import { closeUnanswered, ringClocks, runDaily } from '@/lib/reviews/clock';
import { parseEvent, type RecordedEvent } from '@/lib/reviews/events';
import { fold } from '@/lib/reviews/fold';
import { compareInQueue } from '@/lib/reviews/queue';
import { answerUpdateQuestion, decideReport, reportReview } from '@/lib/reviews/reports';
import { answerReview, publishReview, replyToReview, withdrawReview } from '@/lib/reviews/service';
import { toColumns, type Actor } from '@/lib/reviews/store';
import { modifyReview } from '@/lib/reviews/submission';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

const merchant: Actor = { kind: 'merchant', name: 'Claire' };
const zendeskAgent: Actor = { kind: 'zendesk', name: 'Sam' };
const author: Actor = { kind: 'author', name: 'Alix' };
const proof = {
  fileName: 'p.pdf',
  mediaType: 'application/pdf',
  content: Buffer.from('%PDF-1.7\n'),
  bytes: 9,
  sha256: Uint8Array.from([1]),
};
const zones = ['Europe/Paris', 'America/New_York', 'Pacific/Auckland'];

type World = { websiteId: string; ids: string[]; at: Date; moderator: Actor };
type Step = { describe: string; hours: number; run: (world: World) => Promise<unknown> };

const on = (world: World, pick: number, work: (tx: Tx, reviewId: string) => Promise<unknown>) => {
  const reviewId = world.ids[pick % Math.max(1, world.ids.length)];
  return reviewId ? transaction((tx) => work(tx, reviewId)) : Promise.resolve();
};

async function submit(world: World, rating: number, type: 'brand' | 'product'): Promise<void> {
  const orderRef = `M-${world.ids.length}`;
  const { id } = await transaction((tx) =>
    makeReview(tx, { websiteId: world.websiteId, at: world.at, orderRef, rating, type }),
  );
  world.ids.push(id);
}

const pick = fc.nat({ max: 12 });
/** Mostly little, or the clock empties every queue before two reviews can meet in it. */
const hours = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 5 }) },
  { weight: 2, arbitrary: fc.nat({ max: 60 }) },
  { weight: 1, arbitrary: fc.constant(24 * 21) },
);
const step = (describe: string, run: Step['run'], after: number): Step => ({ describe, hours: after, run });
const named = (name: string, act: (tx: Tx, reviewId: string, world: World) => Promise<unknown>) =>
  fc
    .tuple(pick, hours)
    .map(([which, after]) => step(name, (world) => on(world, which, (tx, id) => act(tx, id, world)), after));

const submissions = fc
  .tuple(
    fc.constantFrom(1, 2, 4, 5),
    fc.constantFrom('brand' as const, 'brand' as const, 'product' as const),
    hours,
  )
  .map(([rating, type, after]) =>
    step(`submit ${rating} ${type}`, (world) => submit(world, rating, type), after),
  );
const reports = fc
  .tuple(
    pick,
    hours,
    fc.constantFrom(...reportReasonCodes),
    fc.boolean(),
    fc.constantFrom('portal' as const, 'zendesk' as const),
  )
  .map(([which, after, reason, hasProof, source]) => {
    const act = (world: World) => (tx: Tx, reviewId: string) =>
      reportReview(tx, {
        reviewId,
        reason,
        source,
        attachments: hasProof ? [{ ...proof }] : [],
        actor: source === 'portal' ? merchant : zendeskAgent,
        at: world.at,
      });
    return step(`report ${reason}`, (world) => on(world, which, act(world)), after);
  });
const zoneChange = fc
  .tuple(fc.constantFrom(...zones), hours)
  .map(([timeZone, after]) =>
    step(
      timeZone,
      ({ websiteId }) => db.website.update({ where: { id: websiteId }, data: { timeZone } }),
      after,
    ),
  );

const steps = fc.oneof(
  { weight: 5, arbitrary: submissions },
  {
    weight: 3,
    arbitrary: named('publish', (tx, reviewId, { at }) =>
      publishReview(tx, { reviewId, actor: merchant, at }),
    ),
  },
  {
    weight: 4,
    arbitrary: named('reply', (tx, reviewId, { at }) =>
      replyToReview(tx, { reviewId, body: 'Bonjour', source: 'portal', actor: merchant, at }),
    ),
  },
  { weight: 3, arbitrary: reports },
  named('accept', (tx, reviewId, { at, moderator }) =>
    decideReport(tx, { reviewId, outcome: 'accepted', statement: 'Oui.', actor: moderator, at }),
  ),
  named('reject', (tx, reviewId, { at, moderator }) =>
    decideReport(tx, { reviewId, outcome: 'rejected', statement: 'Non.', actor: moderator, at }),
  ),
  named('answer', (tx, reviewId, { at }) => answerReview(tx, { reviewId, body: 'Merci', actor: author, at })),
  named('modify', (tx, reviewId, { at }) =>
    modifyReview(tx, { reviewId, rating: 3, comment: `Texte du ${at.toISOString()}`, actor: author, at }),
  ),
  named('update yes', (tx, reviewId, { at }) =>
    answerUpdateQuestion(tx, { reviewId, wantsUpdate: true, actor: author, at }),
  ),
  named('withdraw', (tx, reviewId, { at }) => withdrawReview(tx, { reviewId, actor: author, at })),
  zoneChange,
);

async function letTimePass({ at }: World): Promise<void> {
  while ((await ringClocks(at)) > 0);
  await runDaily(at);
  await closeUnanswered(at);
}

function readWorld(websiteId: string) {
  return db.review.findMany({
    where: { websiteId },
    include: {
      events: { orderBy: { seq: 'asc' } },
      versions: { orderBy: { number: 'asc' } },
      reports: { include: { attachments: true } },
    },
  });
}
type Rows = Awaited<ReturnType<typeof readWorld>>;

/** No merchant and no run publishes a review while an older one of its queue is in moderation. */
function promiseOrder(rows: Rows, fresh: (event: { id: bigint }) => boolean): void {
  for (const row of rows) {
    for (const event of row.events.filter((each) => fresh(each) && each.type === 'published')) {
      const { by } = event.data as { by: string };
      if (by !== 'merchant' && by !== 'daily_run') continue;
      const older = rows.filter(
        (other) =>
          other.type === row.type && other.status === 'in_moderation' && compareInQueue(other, row) < 0,
      );
      expect(
        older.map(({ id }) => id),
        `${by} passed an older review`,
      ).toEqual([]);
    }
  }
}

function promiseReports(rows: Rows, events: Map<string, RecordedEvent[]>): void {
  for (const row of rows) {
    for (const report of row.reports) {
      const rule = reportReasons[report.reason as ReportReason];
      const before = events.get(row.id)?.filter(({ at }) => at <= report.createdAt) ?? [];
      expect(before.some(({ type }) => type === 'replied')).toBe(true);
      expect(rule.appliesTo).toContain(row.type);
      if (rule.proof === 'required') expect(report.attachments).not.toEqual([]);
      const text = before.filter(({ type }) => type === 'submitted' || type === 'modified').at(-1);
      if (report.actorName === zendeskAgent.name)
        expect(report.createdAt <= addMonths(text?.at ?? new Date(0), 3)).toBe(true);
    }
  }
}

function promiseAll(rows: Rows, { at }: World, fresh: (event: { id: bigint }) => boolean): void {
  const events = new Map(rows.map((row) => [row.id, row.events.map(parseEvent)]));
  promiseOrder(rows, fresh);
  promiseReports(rows, events);
  for (const row of rows) {
    const log = events.get(row.id) ?? [];
    expect(row).toMatchObject(toColumns(fold(log)));
    expect(row.versions.map(({ number }) => number)).toEqual(row.versions.map((_, index) => index + 1));
    expect(row.versions.at(-1)).toMatchObject({
      number: row.textVersion,
      comment: row.comment,
      rating: row.rating,
    });
    if (row.publishDueAt) expect(row.publishDueAt > at, 'stays unpublished past its clock').toBe(true);
    const isWaiting = row.status === 'pending' || row.status === 'in_moderation';
    if (isWaiting && !row.publishDueAt) expect(row.reportedAt).not.toBeNull();
    const refusals = log.filter(({ type }) => type === 'refused').length;
    expect(log.filter(({ type }) => type === 'report_accepted')).toHaveLength(refusals);
  }
}

it(
  'keeps every promise through random lives, clock jumps and changes of time zone',
  { timeout: 300_000 },
  async () => {
    const user = await transaction((tx) =>
      makeUser(tx, { email: 'model@team.test', name: 'Inès', password: 'long enough', isModerator: true }),
    );
    const moderator: Actor = { kind: 'moderator', name: user.name, userId: user.id };
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 20, maxLength: 40, size: 'max' }), async (list) => {
        const { id: websiteId } = await transaction((tx) => makeWebsite(tx));
        const world: World = { websiteId, ids: [], at: new Date('2026-03-20T07:30:00Z'), moderator };
        await db.website.update({ where: { id: websiteId }, data: { dailyRunAt: world.at } });
        let seen = 0n;
        for (const { hours: after, run } of list) {
          await run(world).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
          });
          const fresh = ({ id }: { id: bigint }) => id > seen;
          promiseOrder(await readWorld(websiteId), fresh);
          seen = (await db.reviewEvent.aggregate({ where: { websiteId }, _max: { id: true } }))._max.id ?? 0n;
          world.at = new Date(world.at.getTime() + after * 3_600_000);
          await letTimePass(world);
          promiseAll(await readWorld(websiteId), world, fresh);
          seen = (await db.reviewEvent.aggregate({ where: { websiteId }, _max: { id: true } }))._max.id ?? 0n;
        }
      }),
      { numRuns: 10 },
    );
  },
);

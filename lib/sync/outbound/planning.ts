/**
 * Turns waiting events into deliveries, page by page: what has just happened first, then the oldest of what waits. The next page is
 * read while the notes of this one are made. A page is written in one statement, so a process killed anywhere leaves reviews either planned or waiting, never both.
 */
import { setImmediate } from 'node:timers/promises';
import { now } from '@/lib/platform/clock';
import { toPlainArray } from '@/lib/platform/db/bulkValues';
import { pool } from '@/lib/platform/db/client';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import { isFree, isWaiting, type PlannedReview } from '@/lib/sync/outbound/planStore';
import { planReview, type WaitingEvent } from '@/lib/sync/outbound/plan';
import { fitPlan, toPayload, writePayload } from '@/lib/sync/outbound/payload';
import { readSnapshots, type Snapshot } from '@/lib/sync/outbound/snapshot';
import { bulkFrom, fewFresh } from '@/lib/sync/outbound/taking';
import { keepUnplanned, toUnplanned, type Unplanned } from '@/lib/sync/outbound/unplanned';
import { maxBulkItems } from '@/lib/zendesk/resources/jobs';

/** Up to here everything that waits is of the moment; beyond, it is a backlog. */
const freshReviews = 40;
const freshForMs = 300_000;
/** Writing notes is work for the processor: other connections of this process get a turn after so many. */
const notesPerTurn = 25;

type EventRow = WaitingEvent & { reviewId: string };

const waiting = (order: 'ASC' | 'DESC') => `
  WITH page AS MATERIALIZED (
    SELECT e.review_id FROM review_event e
    WHERE e.website_id = $1 AND e.handled_at IS NULL AND e.review_id <> ALL ($3::uuid[]) AND ${isFree}
    ORDER BY e.id ${order} LIMIT $2)
  SELECT e.review_id::text AS "reviewId", e.seq, e.type, e.data, e.at, e.actor_name AS "actorName"
  FROM review_event e
  WHERE e.review_id IN (SELECT review_id FROM page) AND ${isWaiting}
  ORDER BY e.review_id, e.seq`;

/** All that waits of the reviews of one page, by review: a review is planned with everything that happened to it or not at all. */
async function readWaiting(
  websiteId: string,
  { order, limit, except }: { order: 'ASC' | 'DESC'; limit: number; except: ReadonlySet<string> },
): Promise<Map<string, EventRow[]>> {
  const { rows } = await pool.query<EventRow>(waiting(order), [websiteId, limit, toPlainArray([...except])]);
  const byReview = new Map<string, EventRow[]>();
  for (const row of rows) {
    const events = byReview.get(row.reviewId);
    if (events) events.push(row);
    else byReview.set(row.reviewId, [row]);
  }
  return byReview;
}

/** The reviews to be planned next. */
export type Page = {
  waitingOf: ReadonlyMap<string, EventRow[]>;
  /** Those that are gone are missing. */
  snapshots: ReadonlyMap<string, Snapshot>;
  /** Reviews of which something has just happened: they go before the others. */
  fresh: ReadonlySet<string>;
  /** Calls taken for batches. */
  freeJobs: number;
  /** A backlog goes on behind it. */
  hasMore: boolean;
};

/**
 * Reads what waits on a website, as much as can be sent now.
 * @param writing reviews that are being planned or written at this moment.
 * @param take takes calls for batches from the account's budget, as many as are free, and says how many.
 */
export async function readPage(
  { websiteId }: Pick<EngineConnection, 'websiteId'>,
  { writing, take }: { writing: ReadonlySet<string>; take: () => number },
): Promise<Page> {
  const newest = await readWaiting(websiteId, { order: 'DESC', limit: freshReviews, except: writing });
  const isMuch = newest.size >= bulkFrom;
  const freeJobs = isMuch ? take() : 0;
  // Without a free call only a few, which go by themselves, are planned: the others' notes would be thrown away.
  const canGo = (reviews: number) => freeJobs > 0 || reviews < bulkFrom;
  if (newest.size < freshReviews) {
    const all = canGo(newest.size) ? newest : new Map<string, EventRow[]>();
    return { ...(await look(all)), fresh: new Set(all.keys()), freeJobs, hasMore: isMuch };
  }
  const freshSince = now().getTime() - freshForMs;
  const fresh = new Map(
    [...newest].filter(([, events]) => events.some((event) => event.at.getTime() > freshSince)),
  );
  const limit = freeJobs * maxBulkItems - fresh.size;
  const oldest = limit > 0 ? await readWaiting(websiteId, { order: 'ASC', limit, except: writing }) : [];
  const isHeld = freeJobs === 0 && fresh.size > fewFresh;
  const all = isHeld ? new Map<string, EventRow[]>() : new Map([...fresh, ...oldest]);
  return { ...(await look(all)), fresh: new Set(fresh.keys()), freeJobs, hasMore: true };
}

async function look(waitingOf: Map<string, EventRow[]>): Promise<Pick<Page, 'waitingOf' | 'snapshots'>> {
  if (waitingOf.size === 0) return { waitingOf, snapshots: new Map() };
  const withWords = [...waitingOf].flatMap(([id, events]) =>
    events.some(({ type }) => type !== 'submitted') ? id : [],
  );
  return { waitingOf, snapshots: await readSnapshots([...waitingOf.keys()], withWords) };
}

/** What the tickets of a page's reviews are to be told. What cannot be planned is kept aside. */
export async function planPage(
  connection: EngineConnection,
  { waitingOf, snapshots, fresh }: Page,
): Promise<PlannedReview[]> {
  const planned: PlannedReview[] = [];
  const unplanned: Unplanned[] = [];
  let written = 0;
  for (const [reviewId, events] of waitingOf) {
    const snapshot = snapshots.get(reviewId);
    if (!snapshot) continue;
    try {
      planned.push(planOne(connection, snapshot, events, fresh.has(reviewId) ? 0 : 1));
    } catch (error) {
      unplanned.push(toUnplanned(snapshot, events, error));
    }
    if ((written += 1) % notesPerTurn === 0) await setImmediate();
  }
  await keepUnplanned(connection.id, unplanned);
  return planned;
}

function planOne(
  connection: EngineConnection,
  snapshot: Snapshot,
  events: EventRow[],
  lane: 0 | 1,
): PlannedReview {
  if (snapshot.isErased) return { reviewId: snapshot.id, toSeq: events.at(-1)?.seq ?? 0, delivery: null };
  const { scope, connectedAt } = connection;
  const whole = planReview({ review: snapshot, events, hasTicket: snapshot.hasTicket, scope, connectedAt });
  const reviewId = snapshot.id;
  if (whole.action === 'none') return { reviewId, toSeq: whole.toSeq, delivery: null };
  const plan = fitPlan(connection, snapshot, whole);
  const kind = plan.action === 'create' ? 'create_ticket' : 'update_ticket';
  const payloadJson = writePayload(toPayload(connection, snapshot, plan));
  return {
    reviewId,
    toSeq: plan.toSeq,
    delivery: { kind, fromSeq: plan.fromSeq, payloadJson, lane },
  };
}

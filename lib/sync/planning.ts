/**
 * Turns waiting events into deliveries, page by page: what has just happened first, then the oldest of what waits. Each page is
 * written in one statement, so a process killed anywhere leaves reviews either planned or waiting, never both.
 */
import { setImmediate } from 'node:timers/promises';
import { now } from '@/lib/platform/clock';
import { pool } from '@/lib/platform/db/client';
import { log } from '@/lib/platform/log';
import type { EngineConnection } from '@/lib/sync/connection';
import { isWaiting, writePlans, type PlannedReview } from '@/lib/sync/planStore';
import { planReview, type WaitingEvent } from '@/lib/sync/plan';
import { toPayload } from '@/lib/sync/payload';
import { readSnapshots, type Snapshot } from '@/lib/sync/snapshot';

/** Up to here everything that waits is of the moment; beyond, it is a backlog. */
const freshReviews = 40;
const freshForMs = 300_000;
export const backlogPage = 500;
/** Writing notes is work for the processor: other connections of this process get a turn after so many. */
const notesPerTurn = 25;

type EventRow = WaitingEvent & { reviewId: string };

const waiting = (order: 'ASC' | 'DESC') => `
  WITH page AS MATERIALIZED (
    SELECT e.review_id FROM review_event e
    WHERE e.website_id = $1 AND e.handled_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.review_id = e.review_id AND d.state <> 'done')
    ORDER BY e.id ${order} LIMIT $2)
  SELECT e.review_id::text AS "reviewId", e.seq, e.type, e.data, e.at, e.actor_name AS "actorName"
  FROM review_event e
  WHERE e.review_id IN (SELECT review_id FROM page) AND ${isWaiting}
  ORDER BY e.review_id, e.seq`;

/** All that waits of the reviews of one page, by review: a review is planned with everything that happened to it or not at all. */
async function readWaiting(
  websiteId: string,
  order: 'ASC' | 'DESC',
  limit: number,
): Promise<Map<string, EventRow[]>> {
  const { rows } = await pool.query<EventRow>(waiting(order), [websiteId, limit]);
  const byReview = new Map<string, EventRow[]>();
  for (const row of rows) {
    const events = byReview.get(row.reviewId);
    if (events) events.push(row);
    else byReview.set(row.reviewId, [row]);
  }
  return byReview;
}

/**
 * Plans what waits on a website.
 * @param backlogRoom how many reviews of a backlog may be planned ahead of their sending.
 * @returns how many reviews were taken; `hasMore` when a backlog goes on behind them.
 */
export async function planWaiting(
  connection: EngineConnection,
  backlogRoom: number,
): Promise<{ taken: number; hasMore: boolean }> {
  const { websiteId } = connection;
  const newest = await readWaiting(websiteId, 'DESC', freshReviews);
  if (newest.size === 0) return { taken: 0, hasMore: false };
  if (newest.size < freshReviews) {
    const older = await planPage(connection, newest, 0);
    return { taken: older, hasMore: older > 0 };
  }
  const freshSince = now().getTime() - freshForMs;
  const fresh = new Map(
    [...newest].filter(([, events]) => events.some((event) => event.at.getTime() > freshSince)),
  );
  const taken = await planPage(connection, fresh, 0);
  if (backlogRoom <= 0) return { taken, hasMore: true };
  const oldest = await readWaiting(websiteId, 'ASC', Math.min(backlogRoom, backlogPage));
  return { taken: taken + (await planPage(connection, oldest, 1)), hasMore: true };
}

async function planPage(
  connection: EngineConnection,
  waitingOf: Map<string, EventRow[]>,
  lane: 0 | 1,
): Promise<number> {
  if (waitingOf.size === 0) return 0;
  const snapshots = await readSnapshots([...waitingOf.keys()]);
  const planned: PlannedReview[] = [];
  let written = 0;
  let failed = 0;
  for (const [reviewId, events] of waitingOf) {
    const snapshot = snapshots.get(reviewId);
    const plan = snapshot && tryPlan(connection, snapshot, events);
    if (plan) planned.push(plan);
    else if (plan === null) failed += 1;
    if ((written += 1) % notesPerTurn === 0) await setImmediate();
  }
  await writePlans(connection, planned, { lane });
  return waitingOf.size - failed;
}

/** Null for a review our own code stumbles over: its events wait until that is mended, and hold up nobody else. */
function tryPlan(connection: EngineConnection, snapshot: Snapshot, events: EventRow[]): PlannedReview | null {
  try {
    return planOne(connection, snapshot, events);
  } catch (error) {
    log().error({ err: error, connectionId: connection.id, reviewId: snapshot.id }, 'review not planned');
    return null;
  }
}

function planOne(connection: EngineConnection, snapshot: Snapshot, events: EventRow[]): PlannedReview {
  const { scope, connectedAt } = connection;
  const plan = planReview({ review: snapshot, events, hasTicket: snapshot.hasTicket, scope, connectedAt });
  const reviewId = snapshot.id;
  if (plan.action === 'none') return { reviewId, toSeq: plan.toSeq, delivery: null };
  const kind = plan.action === 'create' ? 'create_ticket' : 'update_ticket';
  const payload = toPayload(connection, snapshot, plan);
  return { reviewId, toSeq: plan.toSeq, delivery: { kind, fromSeq: plan.fromSeq, payload } };
}

/**
 * Filling up with history, page by page: reviews of the chosen time and statuses that have no ticket yet, newest first. A page's
 * deliveries and the place reached are one transaction, so a killed process neither skips nor repeats. Tickets of reviews that are
 * no longer in moderation are created solved, with one internal note: nobody is mailed.
 */
import { pool } from '@/lib/platform/db/client';
import { onClient } from '@/lib/platform/db/onClient';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import { toPayload, writePayload } from '@/lib/sync/outbound/payload';
import { nothingTaken, writePlans, type PlannedReview, type Taken } from '@/lib/sync/outbound/planStore';
import { leaveTickets } from '@/lib/sync/outbound/leftAccount';
import { isWorthTelling, type WaitingEvent } from '@/lib/sync/outbound/plan';
import { readSnapshots, type Snapshot } from '@/lib/sync/outbound/snapshot';
import { keepUnplanned, toUnplanned, unplannedCode, type Unplanned } from '@/lib/sync/outbound/unplanned';
import { maxBulkItems } from '@/lib/zendesk/resources/jobs';

const reviewsPerPage = 200;

type Running = {
  id: string;
  since: Date;
  until: Date;
  statuses: string[];
  cursorAt: string | null;
  cursorId: string | null;
};
type Candidate = { id: string; at: string; hasTicket: boolean; isElsewhere: boolean };
type HistoryEvent = WaitingEvent & { reviewId: string };

// The place keeps its microseconds as text: rounded to milliseconds it would step over its neighbours.
const running = `
  SELECT id::text, since, until, statuses::text[], cursor_at::text AS "cursorAt", cursor_id::text AS "cursorId"
  FROM backfill WHERE connection_id = $1 AND state = 'running'`;

const page = `
  SELECT r.id::text, r.submitted_at::text AS at, t.review_id IS NOT NULL AND NOT coalesce(t.subdomain <> $8, false) AS "hasTicket",
    coalesce(t.subdomain <> $8, false) AS "isElsewhere"
  FROM review r LEFT JOIN ticket_link t ON t.review_id = r.id
  WHERE r.website_id = $1 AND r.submitted_at >= $2 AND r.submitted_at < $3 AND r.status::text = ANY($4::text[])
    AND (r.submitted_at, r.id) < (coalesce($5::timestamptz, 'infinity'), coalesce($6::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  ORDER BY r.submitted_at DESC, r.id DESC LIMIT $7`;

const events = `
  SELECT e.review_id::text AS "reviewId", e.seq, e.type, e.data, e.at, e.actor_name AS "actorName"
  FROM review_event e WHERE e.review_id = ANY($1::uuid[]) ORDER BY e.review_id, e.seq`;

const nothing = { ...nothingTaken, looked: 0, hasMore: false };

/**
 * Plans the next page of a running backfill, as much as can be sent now, and writes it.
 * @param take takes calls for batches from the account's budget, as many as are free, and says how many.
 */
export async function planBackfill(
  connection: EngineConnection,
  { inHand, take }: { inHand: Set<string>; take: () => number },
): Promise<Taken & { looked: number; hasMore: boolean }> {
  const { rows } = await pool.query<Running>(running, [connection.id]);
  const [backfill] = rows;
  if (!backfill) return nothing;
  const freeJobs = take();
  if (freeJobs === 0) return { ...nothing, hasMore: true };
  const { since, until, statuses, cursorAt, cursorId } = backfill;
  const limit = Math.min(freeJobs * maxBulkItems, reviewsPerPage);
  const values = [
    connection.websiteId,
    since,
    until,
    statuses,
    cursorAt,
    cursorId,
    limit,
    connection.subdomain,
  ];
  const { rows: candidates } = await pool.query<Candidate>(page, values);
  if (candidates.length === 0) {
    // The last of its deliveries to arrive asks again.
    await finish(backfill.id);
    return nothing;
  }
  const ids = candidates.filter((candidate) => !candidate.hasTicket).map(({ id }) => id);
  const elsewhere = new Set(candidates.filter(({ isElsewhere }) => isElsewhere).map(({ id }) => id));
  const history = await planHistory(connection, ids, elsewhere);
  const taken = await writePage(connection, backfill, candidates, {
    ...history,
    ...{ elsewhere, freeJobs, inHand },
  });
  return { ...taken, looked: candidates.length, hasMore: true };
}

type History = { planned: PlannedReview[]; unplanned: Unplanned[] };

/**
 * Tickets for reviews that have none, with all that happened to them.
 * @param elsewhere those whose ticket lies in an account that was left.
 */
async function planHistory(
  connection: EngineConnection,
  ids: string[],
  elsewhere: ReadonlySet<string> = new Set(),
): Promise<History> {
  const [snapshots, { rows }] = await Promise.all([
    readSnapshots(ids),
    pool.query<HistoryEvent>(events, [ids]),
  ]);
  const byReview = new Map<string, HistoryEvent[]>();
  for (const row of rows) byReview.set(row.reviewId, [...(byReview.get(row.reviewId) ?? []), row]);
  const history: History = { planned: [], unplanned: [] };
  for (const id of ids) {
    const snapshot = snapshots.get(id);
    const isElsewhere = elsewhere.has(id);
    if (!snapshot || (snapshot.hasTicket && !isElsewhere) || snapshot.isErased) continue;
    const waiting = byReview.get(id) ?? [];
    try {
      history.planned.push(planOne(connection, snapshot, { waiting, isElsewhere }));
    } catch (error) {
      history.unplanned.push(toUnplanned(snapshot, waiting, error));
    }
  }
  return history;
}

function planOne(
  connection: EngineConnection,
  snapshot: Snapshot,
  { waiting: history, isElsewhere }: { waiting: WaitingEvent[]; isElsewhere: boolean },
): PlannedReview {
  const toSeq = history.at(-1)?.seq ?? 0;
  const ticketStatus = snapshot.status === 'in_moderation' ? null : ('solved' as const);
  const plan = {
    action: 'create' as const,
    fromSeq: history[0]?.seq ?? 0,
    toSeq,
    // What agents wrote on a ticket that was left behind is on no ticket here.
    told: history.filter((event) => isWorthTelling(event) || (isElsewhere && event.type === 'replied')),
    ticketStatus,
  };
  const payloadJson = writePayload(toPayload(connection, snapshot, plan));
  return {
    reviewId: snapshot.id,
    toSeq,
    delivery: { kind: 'create_ticket', fromSeq: plan.fromSeq, payloadJson, lane: 1 },
  };
}

type WrittenPage = History & { elsewhere: ReadonlySet<string>; freeJobs: number; inHand: Set<string> };

async function writePage(
  connection: EngineConnection,
  backfill: Running,
  candidates: Candidate[],
  { planned, unplanned, elsewhere, ...options }: WrittenPage,
): Promise<Taken> {
  const last = candidates.at(-1);
  return onClient(async (client) => {
    // Locks the row: stopped or paused meanwhile, the page is not written.
    const { rowCount } = await client.query(
      `UPDATE backfill SET looked = looked + $2, skipped = skipped + $3, cursor_at = $4, cursor_id = $5
       WHERE id = $1 AND state = 'running' AND cursor_id IS NOT DISTINCT FROM $6::uuid`,
      [
        backfill.id,
        candidates.length,
        candidates.length - planned.length - unplanned.length,
        last?.at,
        last?.id,
        backfill.cursorId,
      ],
    );
    if (rowCount !== 1) return nothingTaken;
    const place = { backfillId: backfill.id, on: client };
    await keepUnplanned(connection.id, unplanned, place);
    const left = planned.map(({ reviewId }) => reviewId).filter((id) => elsewhere.has(id));
    await leaveTickets(client, connection, left);
    return writePlans(connection, planned, { ...options, ...place });
  });
}

/** Everything is looked at: it ends with its last delivery. */
async function finish(backfillId: string): Promise<void> {
  await pool.query(
    `UPDATE backfill SET state = 'done', finished_at = now() WHERE id = $1 AND state = 'running'
       AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.backfill_id = $1 AND d.state IN ('waiting', 'sending'))`,
    [backfillId],
  );
}

const takeOut = `DELETE FROM delivery WHERE id = $1 AND last_error_code = $2 AND state <> 'done' RETURNING backfill_id::text AS "backfillId"`;

/**
 * Somebody asked for another try of a review that could not be planned: its row goes, and its events wait again. One of a history,
 * whose place is passed, is planned here.
 */
export async function planAgain(
  connection: EngineConnection,
  { id, reviewId }: { id: string; reviewId: string },
): Promise<void> {
  await onClient(async (client) => {
    const { rows } = await client.query<{ backfillId: string | null }>(takeOut, [id, unplannedCode]);
    const backfillId = rows[0]?.backfillId ?? null;
    if (backfillId === null) return;
    const { planned, unplanned } = await planHistory(connection, [reviewId]);
    const place = { backfillId, on: client };
    // Found as sent by nobody, it is sent after a look whether it is there.
    await writePlans(connection, planned, { freeJobs: 0, inHand: new Set(), ...place });
    await keepUnplanned(connection.id, unplanned, place);
  });
}

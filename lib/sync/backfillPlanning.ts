/**
 * Filling up with history, page by page: reviews of the chosen time and statuses that have no ticket yet, newest first. A page's
 * deliveries and the place reached are one transaction, so a killed process neither skips nor repeats. Tickets of reviews that are
 * no longer in moderation are created solved, with one internal note: nobody is mailed.
 */
import { pool } from '@/lib/platform/db/client';
import type { EngineConnection } from '@/lib/sync/connection';
import { toPayload } from '@/lib/sync/payload';
import { nothingTaken, writePlans, type PlannedReview, type Taken } from '@/lib/sync/planStore';
import { isWorthTelling, type WaitingEvent } from '@/lib/sync/plan';
import { readSnapshots, type Snapshot } from '@/lib/sync/snapshot';
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
type Candidate = { id: string; at: string; hasTicket: boolean };
type HistoryEvent = WaitingEvent & { reviewId: string };

// The place keeps its microseconds as text: rounded to milliseconds it would step over its neighbours.
const running = `
  SELECT id::text, since, until, statuses::text[], cursor_at::text AS "cursorAt", cursor_id::text AS "cursorId"
  FROM backfill WHERE connection_id = $1 AND state = 'running'`;

const page = `
  SELECT r.id::text, r.submitted_at::text AS at, EXISTS (SELECT 1 FROM ticket_link t WHERE t.review_id = r.id) AS "hasTicket"
  FROM review r
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
  const values = [connection.websiteId, since, until, statuses, cursorAt, cursorId, limit];
  const { rows: candidates } = await pool.query<Candidate>(page, values);
  if (candidates.length === 0) {
    // The last of its deliveries to arrive asks again.
    await finish(backfill.id);
    return nothing;
  }
  const planned = await planPage(connection, candidates);
  const taken = await writePage(connection, backfill, candidates, { planned, freeJobs, inHand });
  return { ...taken, looked: candidates.length, hasMore: true };
}

async function planPage(connection: EngineConnection, candidates: Candidate[]): Promise<PlannedReview[]> {
  const ids = candidates.filter((candidate) => !candidate.hasTicket).map(({ id }) => id);
  const [snapshots, { rows }] = await Promise.all([
    readSnapshots(ids),
    pool.query<HistoryEvent>(events, [ids]),
  ]);
  const byReview = new Map<string, HistoryEvent[]>();
  for (const row of rows) byReview.set(row.reviewId, [...(byReview.get(row.reviewId) ?? []), row]);
  return ids.flatMap((id) => {
    const snapshot = snapshots.get(id);
    return snapshot && !snapshot.hasTicket ? [planOne(connection, snapshot, byReview.get(id) ?? [])] : [];
  });
}

function planOne(connection: EngineConnection, snapshot: Snapshot, history: WaitingEvent[]): PlannedReview {
  const toSeq = history.at(-1)?.seq ?? 0;
  const ticketStatus = snapshot.status === 'in_moderation' ? null : ('solved' as const);
  const plan = {
    action: 'create' as const,
    fromSeq: history[0]?.seq ?? 0,
    toSeq,
    told: history.filter(isWorthTelling),
    ticketStatus,
  };
  const payloadText = JSON.stringify(toPayload(connection, snapshot, plan));
  return {
    reviewId: snapshot.id,
    toSeq,
    delivery: { kind: 'create_ticket', fromSeq: plan.fromSeq, payloadText, lane: 1 },
  };
}

async function writePage(
  connection: EngineConnection,
  backfill: Running,
  candidates: Candidate[],
  { planned, ...options }: { planned: PlannedReview[]; freeJobs: number; inHand: Set<string> },
): Promise<Taken> {
  let taken = nothingTaken;
  const client = await pool.connect();
  const last = candidates.at(-1);
  try {
    await client.query('BEGIN');
    // Locks the row: stopped or paused meanwhile, the page is not written.
    const { rowCount } = await client.query(
      `UPDATE backfill SET looked = looked + $2, skipped = skipped + $3, cursor_at = $4, cursor_id = $5
       WHERE id = $1 AND state = 'running' AND cursor_id IS NOT DISTINCT FROM $6::uuid`,
      [
        backfill.id,
        candidates.length,
        candidates.length - planned.length,
        last?.at,
        last?.id,
        backfill.cursorId,
      ],
    );
    if (rowCount === 1) {
      taken = await writePlans(connection, planned, { ...options, backfillId: backfill.id, on: client });
    }
    await client.query('COMMIT');
    return taken;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Everything is looked at: it ends with its last delivery. */
async function finish(backfillId: string): Promise<void> {
  await pool.query(
    `UPDATE backfill SET state = 'done', finished_at = now() WHERE id = $1 AND state = 'running'
       AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.backfill_id = $1 AND d.state IN ('waiting', 'sending'))`,
    [backfillId],
  );
}

/**
 * Writes what was planned: deliveries, the links of tickets to come, the jobs they travel in, and which events are dealt with, in one
 * statement, whole or not at all. Should another process have planned one of the reviews meanwhile, or one have been erased, nothing is
 * written: an erasure locks its reviews before it looks for their tickets, so it comes wholly before this statement or wholly after.
 */
import type pg from 'pg';
import { pool } from '@/lib/platform/db/client';
import { toJsonArray, toPlainArray } from '@/lib/platform/db/bulkValues';
import { isOneOf } from '@/lib/platform/db/isOneOf';
import { quietMs } from '@/lib/sync/outbound/bulkStore';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import { deliveryIdsAt } from '@/lib/sync/runtime/deliveryId';
import type { DueDelivery } from '@/lib/sync/outbound/ledger';
import { readPayload, ticketOf } from '@/lib/sync/outbound/payload';
import { chooseWays } from '@/lib/sync/outbound/taking';
import { externalIdPrefix } from '@/lib/zendesk/ticketTags';

export type PlannedReview = {
  reviewId: string;
  /** Last event dealt with. */
  toSeq: number;
  /** Null when the ticket need not be told. */
  delivery: {
    kind: 'create_ticket' | 'update_ticket';
    fromSeq: number;
    /** A `Payload`, written (`writePayload`). */
    payloadJson: Buffer;
    lane: 0 | 1;
  } | null;
};

/** A job that is written down and not yet sent, with its tickets as JSON in UTF-8, in the order of its deliveries. */
export type TakenJob = { id: string; tickets: Buffer[] };

/** What was written down as sent, for the process that wrote it to send at once. */
export type Taken = {
  singles: DueDelivery[];
  jobs: TakenJob[];
  /** Some of them wait as deliveries. */
  hasLater: boolean;
};

export const nothingTaken: Taken = { singles: [], jobs: [], hasLater: false };

/**
 * An event `e` that waits, where a few reviews' events are wanted. Written as `handled_at IS NULL` it would let the planner read the whole
 * index of waiting events once for each review: with a backlog of 10,000 that was 1.3 ms a review.
 */
export const isWaiting = `coalesce(e.handled_at, 'infinity') = 'infinity'`;

/** That no delivery of the review of an event `e` is open; as NOT EXISTS it may be answered by reading all that are, for each event. */
export const isFree = `(SELECT d.review_id FROM delivery d WHERE d.review_id = e.review_id AND d.state <> 'done') IS NULL`;

const open = `
  WITH planned AS MATERIALIZED (
    SELECT * FROM ROWS FROM (
      unnest($3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::int[], $8::json[], $9::int[], $10::uuid[], $11::boolean[]))
      WITH ORDINALITY AS p(id, review_id, kind, from_seq, to_seq, payload, lane, job_id, is_taken, place)),
  live AS MATERIALIZED (
    SELECT r.id FROM review r WHERE ${isOneOf('r.id', 'SELECT review_id FROM planned')} AND r.erased_at IS NULL FOR KEY SHARE),
  whole AS MATERIALIZED (SELECT 1 FROM live HAVING count(*) = (SELECT count(*) FROM planned)),
  links AS (
    INSERT INTO ticket_link (review_id, connection_id, subdomain, external_id)
    SELECT review_id, $1, $2, $14 || review_id FROM planned, whole WHERE kind = 'create_ticket'),
  jobs AS (
    INSERT INTO bulk_job (id, connection_id, kind, delivery_ids, check_at)
    SELECT job_id, $1, 'create_ticket', array_agg(id ORDER BY place), now() + $13 * interval '1 millisecond'
    FROM planned, whole WHERE job_id IS NOT NULL GROUP BY job_id),
  opened AS (
    INSERT INTO delivery (id, connection_id, review_id, kind, state, attempts, first_sent_at, from_seq, to_seq, payload, lane, backfill_id,
      bulk_job_id)
    SELECT id, $1, review_id, kind::delivery_kind, (CASE WHEN is_taken THEN 'sending' ELSE 'waiting' END)::delivery_state,
      CASE WHEN is_taken THEN 1 ELSE 0 END, CASE WHEN is_taken THEN now() END, from_seq, to_seq, payload, lane, $12, job_id
    FROM planned, whole),
  dealt AS (
    UPDATE review_event e SET handled_at = now() FROM planned p, whole
    WHERE ${isOneOf('e.review_id', 'SELECT review_id FROM planned')} AND e.review_id = p.review_id AND e.seq <= p.to_seq AND ${isWaiting})
  SELECT 1 FROM whole`;

/** A review was erased after it was read: nothing may be written of what it said. */
class ErasedMeanwhile extends Error {}

/**
 * Something of a page is no longer as it was read: by `unique_violation`, a review has a link or an open delivery of another process, or
 * it was erased. Nothing of the page is written; it is to be read anew.
 */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof ErasedMeanwhile || (error as { code?: unknown } | null)?.code === '23505';

const dealWith = `
  UPDATE review_event e SET handled_at = now() FROM unnest($1::uuid[], $2::int[]) AS n(review_id, to_seq)
  WHERE ${isOneOf('e.review_id', 'SELECT unnest($1::uuid[])')} AND e.review_id = n.review_id AND e.seq <= n.to_seq AND ${isWaiting}`;

type Told = { reviewId: string; toSeq: number } & NonNullable<PlannedReview['delivery']>;
type NewDelivery = { id: string; jobId: string | null; isTaken: boolean; row: Told };
type Options = {
  /** Calls taken for batches. */
  freeJobs: number;
  /** Takes in the deliveries that go one by one, before they are written: nobody in this process may find them waiting. */
  inHand: Set<string>;
  backfillId?: string;
  /** A client inside a transaction, where more belongs to the same step: nothing may be sent before that is committed. */
  on?: Pick<pg.Pool, 'query'>;
};

/**
 * @returns what this process is to send now. Deliveries that found no way now are left out and stay events.
 * @throws what `isOvertaken` knows when another process has planned one of the reviews, or one was erased.
 */
export async function writePlans(
  connection: Pick<EngineConnection, 'id' | 'subdomain'>,
  planned: PlannedReview[],
  { freeJobs, inHand, backfillId, on = pool }: Options,
): Promise<Taken> {
  const silent = planned.filter(({ delivery }) => delivery === null);
  if (silent.length > 0) {
    const values = [silent.map(({ reviewId }) => reviewId), silent.map(({ toSeq }) => toSeq)];
    await on.query(dealWith, values);
  }
  const nextId = deliveryIdsAt(Date.now());
  const rows = planned.flatMap(({ reviewId, toSeq, delivery }): Told[] =>
    delivery ? [{ reviewId, toSeq, ...delivery }] : [],
  );
  const { alone, jobs, later, left } = chooseWays(rows, freeJobs);
  const number = (row: Told, isTaken: boolean, jobId: string | null): NewDelivery => ({
    id: nextId(),
    jobId,
    isTaken,
    row,
  });
  const told = [
    ...alone.map((row) => number(row, true, null)),
    ...jobs.flatMap((batch) => {
      const jobId = nextId();
      return batch.map((row) => number(row, true, jobId));
    }),
    // A history's page is passed for good: what has no call now waits as a delivery.
    ...[...later, ...(backfillId ? left : [])].map((row) => number(row, false, null)),
  ];
  if (told.length === 0) return nothingTaken;
  const singles = told.filter(({ isTaken, jobId }) => isTaken && jobId === null).map(({ id }) => id);
  for (const id of singles) inHand.add(id);
  try {
    const { rowCount } = await on.query(open, toValues(connection, told, backfillId ?? null));
    if (rowCount !== 1) throw new ErasedMeanwhile();
    return toTaken(connection.id, told);
  } catch (error) {
    for (const id of singles) inHand.delete(id);
    throw error;
  }
}

function toValues(
  { id, subdomain }: Pick<EngineConnection, 'id' | 'subdomain'>,
  told: NewDelivery[],
  backfillId: string | null,
): unknown[] {
  return [
    id,
    subdomain,
    toPlainArray(told.map((each) => each.id)),
    toPlainArray(told.map(({ row }) => row.reviewId)),
    toPlainArray(told.map(({ row }) => row.kind)),
    toPlainArray(told.map(({ row }) => row.fromSeq)),
    toPlainArray(told.map(({ row }) => row.toSeq)),
    toJsonArray(told.map(({ row }) => row.payloadJson)),
    toPlainArray(told.map(({ row }) => row.lane)),
    toPlainArray(told.map((each) => each.jobId)),
    toPlainArray(told.map((each) => each.isTaken)),
    backfillId,
    quietMs,
    externalIdPrefix,
  ];
}

/** As it was before it was taken. */
const untried = {
  isTaken: true,
  state: 'waiting',
  attempts: 0,
  firstSentAt: null,
  lastErrorCode: null,
  failures: 0,
  isOutcomeUnknown: false,
} as const;

function toTaken(connectionId: string, told: NewDelivery[]): Taken {
  const singles: DueDelivery[] = [];
  const jobs = new Map<string, Buffer[]>();
  for (const { id, jobId, isTaken, row } of told) {
    if (!isTaken) continue;
    const { reviewId, kind, fromSeq, toSeq, payloadJson, lane } = row;
    if (jobId === null) {
      const payload = readPayload(payloadJson);
      singles.push({ id, connectionId, reviewId, kind, fromSeq, toSeq, payload, lane, ...untried });
      continue;
    }
    const tickets = jobs.get(jobId);
    if (tickets) tickets.push(ticketOf(payloadJson));
    else jobs.set(jobId, [ticketOf(payloadJson)]);
  }
  return {
    singles,
    jobs: [...jobs].map(([id, tickets]) => ({ id, tickets })),
    hasLater: told.some(({ isTaken }) => !isTaken),
  };
}

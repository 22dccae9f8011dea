/**
 * The ledger: what waits for a ticket, what is on its way, what arrived. Every step is one transaction; a process killed between
 * two of them leaves rows that say exactly what is known.
 */
import { db, pool } from '@/lib/platform/db/client';
import { toPlainArray, toTextArray } from '@/lib/platform/db/bulkValues';
import { isOneOf } from '@/lib/platform/db/isOneOf';
import { unhurried } from '@/lib/platform/db/unhurried';
import type { Delivery } from '@/lib/platform/db/generated/client';
import { deliveryLagSeconds, deliveryOutcomes } from '@/lib/platform/workMetrics';
import { outageKinds } from '@/lib/sync/outbound/failurePolicy';
import type { Fix } from '@/lib/zendesk/fixes';

const due = `
  SELECT id::text, connection_id::text AS "connectionId", review_id::text AS "reviewId", kind::text, state::text,
    from_seq AS "fromSeq", to_seq AS "toSeq", payload, attempts, first_sent_at AS "firstSentAt",
    last_error_code AS "lastErrorCode", lane, failures, is_outcome_unknown AS "isOutcomeUnknown"
  FROM delivery
  WHERE connection_id = $1 AND state IN ('waiting', 'sending', 'needs_merchant') AND bulk_job_id IS NULL AND not_before <= now()
    AND id <> ALL ($3::uuid[])
  ORDER BY lane, not_before, id LIMIT $2`;

export type DueDelivery = Pick<
  Delivery,
  | 'id'
  | 'connectionId'
  | 'reviewId'
  | 'kind'
  | 'state'
  | 'fromSeq'
  | 'toSeq'
  | 'payload'
  | 'attempts'
  | 'firstSentAt'
  | 'lastErrorCode'
  | 'lane'
  | 'failures'
  | 'isOutcomeUnknown'
> & {
  /** Written down as sent when it was planned, and in this process's hands since: its state is the one before that. */
  isTaken?: true;
};

/**
 * Deliveries whose time has come: what happens now before a backlog, each oldest first. Among them are the ones a process died
 * over; those that travel in a bulk job are left to it.
 * @param inHand deliveries this process is sending at this moment.
 */
export async function listDue(connectionId: string, limit: number, inHand: string[]): Promise<DueDelivery[]> {
  const { rows } = await pool.query<DueDelivery>(due, [connectionId, limit, inHand]);
  return rows;
}

/** Deliveries that were taken and then not sent, for sure: they wait as if they had only been planned. */
export async function giveBack(deliveryIds: string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  await pool.query(
    `UPDATE delivery SET state = 'waiting', attempts = attempts - 1, first_sent_at = NULL
     WHERE id = ANY($1::uuid[]) AND state = 'sending' AND attempts = 1`,
    [deliveryIds],
  );
}

export type Held = { delivery: DueDelivery; waitMs: number };

/** Deliveries that Zendesk could not be asked for now: nothing looks at them again before it can. */
export async function holdBack(held: Held[]): Promise<void> {
  if (held.length === 0) return;
  await giveBack(held.flatMap(({ delivery }) => (delivery.isTaken ? delivery.id : [])));
  await pool.query(
    `UPDATE delivery d SET not_before = now() + n.wait_ms * interval '1 millisecond'
     FROM unnest($1::uuid[], $2::float8[]) AS n(id, wait_ms) WHERE d.id = n.id AND d.state <> 'done'`,
    [held.map(({ delivery }) => delivery.id), held.map(({ waitMs }) => waitMs)],
  );
}

const sending = `
  UPDATE delivery SET state = 'sending', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, now())
  WHERE id = $1 AND state <> 'done'`;

/**
 * Written before the call leaves: from here on a crash means that the outcome is unknown.
 * @returns false for one that has arrived since it was listed.
 */
export async function markSending(delivery: Pick<Delivery, 'id'>): Promise<boolean> {
  const { rowCount } = await pool.query(sending, [delivery.id]);
  return rowCount === 1;
}

export type Arrival = {
  ticketId: bigint;
  ticketStatus: string | null;
  /** A job made it: for a ticket of history that is all that need be known (`madeInBulk`). */
  isOfJob?: boolean;
  requestId?: string;
};

/**
 * Every new ticket is read once: Zendesk's stamps are of whole seconds, and an answer within the second of making must not be missed.
 * Those of a history that is filled in are made solved and wait for nobody; as long as their stamps are those of their making they
 * are left alone, because reading them all would cost two calls each. Stored as their link's `seen_updated_at`.
 */
export const madeInBulk = new Date(0);

/**
 * The state is compared as text, of which PostgreSQL knows nothing: of a state it knows that nearly every delivery is done, and would
 * expect one row where there are six hundred, and go through all of them for each.
 */
const arrived = `
  WITH a AS (
    SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::boolean[], $5::text[])
      AS a(id, ticket_id, status, is_of_job, request_id)),
  ended AS (DELETE FROM bulk_job WHERE id = ANY($7::uuid[])),
  done AS (
    UPDATE delivery d SET state = 'done', done_at = now(), ticket_id = a.ticket_id, bulk_job_id = NULL,
      last_error_code = NULL, last_error_detail = NULL, failures = 0, is_outcome_unknown = false, fix_code = NULL, fix_subject = NULL,
      zendesk_request_id = coalesce(a.request_id, d.zendesk_request_id)
    FROM a, ${unhurried} WHERE d.id = a.id AND d.state::text <> 'done'
    RETURNING d.review_id, d.kind, d.to_seq, d.created_at, a.ticket_id, a.status,
      CASE WHEN a.is_of_job AND d.backfill_id IS NOT NULL THEN $6::timestamptz END AS seen_at),
  told AS (
    UPDATE ticket_link t SET ticket_id = done.ticket_id, synced_seq = done.to_seq, checked_at = now(),
      ticket_status = coalesce(done.status, t.ticket_status),
      seen_updated_at = coalesce(t.seen_updated_at, done.seen_at)
    FROM done WHERE ${isOneOf('t.review_id', 'SELECT review_id FROM done')} AND t.review_id = done.review_id
    RETURNING done.created_at)
  SELECT extract(epoch FROM now() - created_at)::float AS lag, count(*)::int AS tickets FROM told GROUP BY created_at`;

/**
 * The tickets tell their reviews up to the deliveries' last events: both rows of all of them in one statement. Should the database
 * forget it by falling over, they stand as sent, and are looked for.
 * @param endedJobs bulk jobs all of whose deliveries have arrived with this.
 */
export async function markArrived(
  arrivals: (Arrival & { deliveryId: string })[],
  endedJobs: readonly string[] = [],
): Promise<void> {
  const values = [
    toPlainArray(arrivals.map(({ deliveryId }) => deliveryId)),
    toPlainArray(arrivals.map(({ ticketId }) => String(ticketId))),
    toTextArray(arrivals.map(({ ticketStatus }) => ticketStatus)),
    toPlainArray(arrivals.map(({ isOfJob }) => isOfJob === true)),
    toTextArray(arrivals.map(({ requestId }) => requestId ?? null)),
    madeInBulk,
    toPlainArray(endedJobs),
  ];
  const { rows } = await pool.query<{ lag: number; tickets: number }>(arrived, values);
  for (const { lag, tickets } of rows) {
    for (let ticket = 0; ticket < tickets; ticket++) deliveryLagSeconds.observe(lag);
    deliveryOutcomes.inc({ outcome: 'done' }, tickets);
  }
}

export type Fault = { code: string; detail: string; status?: number; requestId?: string };

/** What judging a failure needs of its delivery. */
export type FailedDelivery = Pick<
  DueDelivery,
  'id' | 'connectionId' | 'reviewId' | 'failures' | 'lastErrorCode'
>;

/** What a failure leaves behind. */
export type Failed = {
  /** `sending` while the outcome is unknown, `waiting` when Zendesk certainly did nothing. */
  state: 'waiting' | 'sending' | 'needs_merchant' | 'poisoned';
  notBefore: Date;
  failures: number;
  isOutcomeUnknown: boolean;
  fix?: Fix;
};

export async function markFailed(
  delivery: Pick<Delivery, 'id'>,
  fault: Fault,
  { fix, ...next }: Failed,
): Promise<void> {
  const isOver = next.state === 'needs_merchant' || next.state === 'poisoned';
  deliveryOutcomes.inc({ outcome: isOver ? next.state : 'retry' });
  await db.delivery.updateMany({
    where: { id: delivery.id, state: { not: 'done' } },
    data: {
      ...next,
      bulkJobId: null,
      lastErrorCode: fault.code,
      lastErrorDetail: fault.detail.slice(0, 500),
      lastStatus: fault.status ?? null,
      zendeskRequestId: fault.requestId ?? null,
      fixCode: fix?.code ?? null,
      fixSubject: fix?.subject ?? null,
    },
  });
}

const endWaits = `
  WITH events AS (
    UPDATE webhook_event SET not_before = now()
    WHERE connection_id = $1 AND handled_at IS NULL AND not_before > now() AND split_part(last_error, ':', 1) = ANY($2))
  UPDATE delivery SET not_before = now(), failures = 0
  WHERE connection_id = $1 AND state IN ('waiting', 'sending') AND bulk_job_id IS NULL AND failures > 0 AND last_error_code = ANY($2)`;

/** The account answers again: what waited for that is due now, with a clean count. */
export async function endOutage(connectionId: string): Promise<void> {
  await pool.query(endWaits, [connectionId, outageKinds]);
}

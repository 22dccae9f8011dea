/** The rows of bulk jobs. A job's row and the state of its deliveries change in one statement each time. */
import { db, pool } from '@/lib/platform/db/client';
import { unhurried } from '@/lib/platform/db/unhurried';
import type { BulkJob, DeliveryKind } from '@/lib/platform/db/generated/client';
import type { FailedDelivery } from '@/lib/sync/outbound/ledger';
import { groupCommit } from '@/lib/platform/db/groupCommit';
import { newDeliveryId } from '@/lib/sync/runtime/deliveryId';

/** How long after its sending a job may still come to be at Zendesk: only then looking for its tickets proves anything. */
export const quietMs = 60_000;

const open = `
  WITH taken AS (
    UPDATE delivery d SET state = 'sending', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, now()), bulk_job_id = $1
    WHERE d.id = ANY($4::uuid[]) AND d.state <> 'done' AND d.bulk_job_id IS NULL RETURNING d.id)
  INSERT INTO bulk_job (id, connection_id, kind, delivery_ids, check_at)
  SELECT $1, $2, $3::delivery_kind, array_agg(id ORDER BY array_position($4::uuid[], id)), now() + $5 * interval '1 millisecond'
  FROM taken HAVING count(*) > 0 RETURNING array_to_string(delivery_ids, ',') AS list`;

/**
 * Written before the call leaves: from here on a crash means that nobody knows whether the job exists.
 * @returns which of the deliveries travel in it, in the same order: what another process has taken meanwhile is left to that.
 */
export async function openJob(
  connectionId: string,
  kind: DeliveryKind,
  deliveryIds: string[],
): Promise<{ id: string; deliveryIds: Set<string> }> {
  const id = newDeliveryId();
  const values = [id, connectionId, kind, deliveryIds, quietMs];
  const { rows } = await pool.query<{ list: string }>(open, values);
  return { id, deliveryIds: new Set(rows[0]?.list.split(',') ?? []) };
}

const running = `
  UPDATE bulk_job j SET state = 'running', zendesk_job_id = n.name, check_at = n.check_at
  FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS n(id, name, check_at), ${unhurried} WHERE j.id = n.id`;

/**
 * Zendesk named the job: it can be asked for from now on, whoever asks. Should the database forget the name by falling over, the job is
 * lost, and its tickets are looked for.
 */
export const markRunning = groupCommit(
  async (jobs: { id: string; zendeskJobId: string; checkAt: Date }[]) => {
    await pool.query(running, [
      jobs.map(({ id }) => id),
      jobs.map(({ zendeskJobId }) => zendeskJobId),
      jobs.map(({ checkAt }) => checkAt),
    ]);
    return jobs.map(() => undefined);
  },
);

/** Zendesk's name for the job is unknown, or forgotten there. */
export async function markLost(jobId: string, checkAt: Date): Promise<void> {
  await db.bulkJob.updateMany({ where: { id: jobId }, data: { state: 'lost', checkAt } });
}

/** A job without its deliveries: looking whether it is over needs only their number. */
export type JobRow = Pick<BulkJob, 'id' | 'kind' | 'state' | 'zendeskJobId' | 'createdAt' | 'checkAt'> & {
  size: number;
};

const jobRows = `
  SELECT id::text, kind::text, state::text, cardinality(delivery_ids) AS size, zendesk_job_id AS "zendeskJobId",
    created_at AS "createdAt", check_at AS "checkAt"
  FROM bulk_job WHERE connection_id = $1 ORDER BY created_at`;

export async function listJobRows(connectionId: string): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(jobRows, [connectionId]);
  return rows;
}

/** The deliveries of jobs, in the order they were sent. As one text each: arrays are read character by character. */
export async function readDeliveryIds(jobIds: string[]): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ id: string; list: string }>(
    `SELECT id::text, array_to_string(delivery_ids, ',') AS list FROM bulk_job WHERE id = ANY($1::uuid[])`,
    [jobIds],
  );
  return new Map(rows.map(({ id, list }) => [id, list.split(',')]));
}

/** When the next job is to be looked at; null without jobs. */
export async function readNext(connectionId: string): Promise<Date | null> {
  const { rows } = await pool.query<{ checkAt: Date | null }>(
    `SELECT min(check_at) AS "checkAt" FROM bulk_job WHERE connection_id = $1`,
    [connectionId],
  );
  return rows[0]?.checkAt ?? null;
}

/** Ends jobs all of whose deliveries have arrived. */
export async function endJobs(jobIds: string[]): Promise<void> {
  if (jobIds.length > 0) await pool.query('DELETE FROM bulk_job WHERE id = ANY($1::uuid[])', [jobIds]);
}

export async function postpone(jobs: Pick<JobRow, 'id'>[], checkAt: Date): Promise<void> {
  await db.bulkJob.updateMany({ where: { id: { in: jobs.map(({ id }) => id) } }, data: { checkAt } });
}

/**
 * Ends a job. Deliveries that nothing has settled stay `sending` without a job: each is looked for before it is sent again.
 * @param refused true when Zendesk certainly did nothing: they simply wait again, until `notBefore`.
 */
export async function endJob(
  jobId: string,
  refused?: { notBefore: Date; errorCode: string; detail: string },
): Promise<void> {
  const values = [
    jobId,
    refused?.notBefore ?? null,
    refused?.errorCode ?? null,
    refused?.detail.slice(0, 500) ?? null,
  ];
  await pool.query(
    `WITH gone AS (DELETE FROM bulk_job WHERE id = $1 RETURNING id, delivery_ids)
     UPDATE delivery d SET bulk_job_id = NULL, not_before = coalesce($2::timestamptz, now()),
       state = CASE WHEN $2::timestamptz IS NULL THEN d.state ELSE 'waiting' END,
       attempts = CASE WHEN $3 = 'rate_limited' THEN d.attempts - 1 ELSE d.attempts END,
       last_error_code = coalesce($3, d.last_error_code), last_error_detail = coalesce($4, d.last_error_detail)
     FROM gone WHERE d.id = ANY(gone.delivery_ids) AND d.bulk_job_id = gone.id AND d.state = 'sending'`,
    values,
  );
}

export type OpenOfJob = FailedDelivery & { ticketId: string | null; fixCode: string | null };

/** What settling needs of a job's deliveries; their payloads have been sent and stay where they are. */
export async function listOfJob(jobId: string, deliveryIds: string[]): Promise<OpenOfJob[]> {
  const { rows } = await pool.query<OpenOfJob>(
    `SELECT d.id::text, d.connection_id::text AS "connectionId", d.review_id::text AS "reviewId", d.failures,
       d.last_error_code AS "lastErrorCode", d.fix_code AS "fixCode", t.ticket_id::text AS "ticketId"
     FROM delivery d LEFT JOIN ticket_link t ON t.review_id = d.review_id
     WHERE d.id = ANY($1::uuid[]) AND d.bulk_job_id = $2`,
    [deliveryIds, jobId],
  );
  return rows;
}

/** Its job refused it: it waits again, `alone` to be sent by itself now, or as it stood for the merchant. */
export async function leaveJob(
  delivery: Pick<OpenOfJob, 'id'>,
  next: { state: 'waiting' | 'needs_merchant'; notBefore: Date; errorCode: string; detail: string },
): Promise<void> {
  const { state, notBefore, errorCode, detail } = next;
  await db.delivery.updateMany({
    where: { id: delivery.id, state: { not: 'done' } },
    data: {
      state,
      notBefore,
      bulkJobId: null,
      lastErrorCode: errorCode,
      lastErrorDetail: detail.slice(0, 500),
    },
  });
}

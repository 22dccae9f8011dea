/**
 * After a website has moved to another Zendesk account. What an agent must act on gets its ticket there; what waited to be made in the
 * account that was left is planned anew, because its field, group and form are none of the new one's. The rest stays where it lies, and
 * goes up with a history that somebody asks for. Done twice it is the same as once: each opening of a connection does it.
 */
import type pg from 'pg';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { askForUpdates, takeUpTickets, type Unsettled } from '@/lib/sync/outbound/returnedAccount';
import type { EngineConnection } from '@/lib/sync/runtime/connection';

type Here = Pick<EngineConnection, 'id' | 'websiteId' | 'subdomain'>;

/** Creates that have not arrived: their links go, and their events wait again. Those of a history may be asked for again. */
async function takeBackCreates(tx: Tx, { id, subdomain }: Here): Promise<void> {
  await tx.$executeRaw`
    WITH taken AS (
      UPDATE delivery d SET state = 'done', done_at = now(), bulk_job_id = NULL, last_error_code = 'ticket_moved', last_error_detail = NULL
      FROM ticket_link t
      WHERE d.connection_id = ${id}::uuid AND d.state <> 'done' AND d.kind = 'create_ticket'
        AND t.review_id = d.review_id AND t.ticket_id IS NULL AND t.subdomain <> ${subdomain}
      RETURNING d.review_id, d.from_seq, d.to_seq, d.backfill_id),
    gone AS (DELETE FROM ticket_link t USING taken WHERE t.review_id = taken.review_id)
    UPDATE review_event e SET handled_at = NULL FROM taken JOIN review r ON r.id = taken.review_id
    WHERE e.review_id = taken.review_id AND e.seq BETWEEN taken.from_seq AND taken.to_seq
      AND (taken.backfill_id IS NULL OR r.status = 'in_moderation')`;
}

const listElsewhere = (tx: Tx, { websiteId, subdomain }: Here) => tx.$queryRaw<Unsettled[]>`
  SELECT t.review_id::text AS "reviewId", d.id::text AS "openId", true AS "isWork",
    greatest(t.synced_seq, (SELECT max(e.seq) FROM review_event e WHERE e.review_id = r.id AND e.handled_at IS NOT NULL)) AS "toSeq"
  FROM review r JOIN ticket_link t ON t.review_id = r.id
    LEFT JOIN delivery d ON d.review_id = r.id AND d.state <> 'done'
  WHERE r.website_id = ${websiteId}::uuid AND r.status = 'in_moderation' AND r.erased_at IS NULL
    AND t.subdomain <> ${subdomain} AND t.ticket_id IS NOT NULL
    AND (d.id IS NULL OR (coalesce(d.payload->>'reason', '') <> 'moved' AND coalesce(d.payload->>'ticketStatus', '') <> 'open'))
  FOR UPDATE OF t`;

/** @returns how many reviews are to get a ticket in place of one that was left behind, or their own ticket here again. */
export function leaveFormerAccount(connection: Here): Promise<number> {
  return transaction(async (tx) => {
    const returned = await takeUpTickets(tx, connection);
    await takeBackCreates(tx, connection);
    const elsewhere = await listElsewhere(tx, connection);
    await askForUpdates(tx, connection, elsewhere);
    return returned + elsewhere.length;
  });
}

/**
 * For a history that is asked for: the tickets that were left become the past, so that the new account's can be made like any others.
 * @param reviewIds whose links are to go, in the transaction that makes the new ones.
 */
export async function leaveTickets(
  on: Pick<pg.Pool, 'query'>,
  { subdomain }: Here,
  reviewIds: string[],
): Promise<void> {
  if (reviewIds.length === 0) return;
  await on.query(
    `WITH gone AS (
       DELETE FROM ticket_link t WHERE t.review_id = ANY($1::uuid[]) AND t.subdomain <> $2
       RETURNING review_id, connection_id, subdomain, external_id, ticket_id, synced_seq)
     INSERT INTO past_ticket (id, review_id, connection_id, subdomain, external_id, ticket_id, synced_seq, reason)
     SELECT gen_random_uuid(), review_id, connection_id, subdomain, external_id, ticket_id, synced_seq, 'moved'
     FROM gone WHERE ticket_id IS NOT NULL ON CONFLICT DO NOTHING`,
    [reviewIds, subdomain],
  );
}

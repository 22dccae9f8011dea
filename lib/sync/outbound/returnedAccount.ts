/**
 * After a website has come back to an account it had left. Its tickets there are taken up again, so that nothing is made twice: they
 * become their reviews' tickets, and are told what has happened meanwhile. What a colleague did to them in between is found as for
 * any ticket: a closed one is followed up where there is work, a deleted one is named on its review.
 */
import { db, type Tx } from '@/lib/platform/db/client';
import type { TicketLink } from '@/lib/platform/db/generated/client';
import type { DueDelivery } from '@/lib/sync/outbound/ledger';
import { toPayload, updatePayloadSchema, type UpdatePayload } from '@/lib/sync/outbound/payload';
import { isWorthTelling, ticketStatusAfter, type WaitingEvent } from '@/lib/sync/outbound/plan';
import { readEvents } from '@/lib/sync/outbound/replacement';
import { readSnapshots } from '@/lib/sync/outbound/snapshot';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import { newDeliveryId } from '@/lib/sync/runtime/deliveryId';

type Here = Pick<EngineConnection, 'id' | 'websiteId' | 'subdomain'>;

/** A review whose ticket has to be told, or replaced (`settleElsewhere`), once the account can be asked. */
export type Unsettled = { reviewId: string; toSeq: number; openId: string | null; isWork: boolean };

/** Without words: what they are is known when it goes out (`writeMeanwhile`), and of a ticket elsewhere they are not needed. */
const unwritten = (isWork: boolean) => ({
  ...{ note: '', isHtml: true, seq: 0, tags: [], ticketStatus: isWork ? 'open' : null },
});
export const isUnwritten = ({ note }: UpdatePayload): boolean => note === '';

const swap = (tx: Tx, { id, websiteId, subdomain }: Here) => tx.$queryRaw<{ reviewId: string }[]>`
  WITH back AS MATERIALIZED (
    SELECT DISTINCT ON (t.review_id) p.id AS past_id, t.*
    FROM past_ticket p JOIN ticket_link t ON t.review_id = p.review_id JOIN review r ON r.id = t.review_id
    WHERE p.subdomain = ${subdomain} AND p.reason = 'moved' AND t.subdomain <> ${subdomain}
      AND r.website_id = ${websiteId}::uuid AND r.erased_at IS NULL
    ORDER BY t.review_id, p.ended_at DESC),
  gone AS (
    DELETE FROM past_ticket p USING back WHERE p.id = back.past_id
    RETURNING p.review_id, p.external_id, p.ticket_id, p.synced_seq),
  past AS (
    INSERT INTO past_ticket (id, review_id, connection_id, subdomain, external_id, ticket_id, synced_seq, reason)
    SELECT gen_random_uuid(), review_id, connection_id, subdomain, external_id, ticket_id, synced_seq, 'moved'
    FROM back WHERE ticket_id IS NOT NULL ON CONFLICT DO NOTHING)
  UPDATE ticket_link t SET connection_id = ${id}::uuid, subdomain = ${subdomain}, external_id = gone.external_id,
    ticket_id = gone.ticket_id, synced_seq = gone.synced_seq, read_due_at = now(), last_comment_id = NULL, ticket_status = NULL,
    seen_updated_at = NULL, agent_replies = NULL, refused_replies = NULL, left_out = NULL, listed_at = NULL, read_at = NULL
  FROM gone WHERE t.review_id = gone.review_id
  RETURNING t.review_id::text AS "reviewId"`;

/**
 * What these tickets were not told. Among them those whose review was to get a ticket in the account that is left again, and still
 * has its own: a second one is not needed.
 */
const listUntold = (tx: Tx, { id, subdomain }: Here, swapped: string[]) => tx.$queryRaw<Unsettled[]>`
  WITH candidate AS MATERIALIZED (
    SELECT unnest(${swapped}::uuid[]) AS id
    UNION
    SELECT review_id FROM delivery
    WHERE connection_id = ${id}::uuid AND state <> 'done' AND kind = 'replace_ticket' AND payload->>'reason' = 'moved')
  SELECT t.review_id::text AS "reviewId", d.id::text AS "openId", r.status = 'in_moderation' AS "isWork", known.seq AS "toSeq"
  FROM candidate JOIN review r ON r.id = candidate.id JOIN ticket_link t ON t.review_id = r.id
    CROSS JOIN LATERAL (
      SELECT greatest(t.synced_seq, max(e.seq)) AS seq FROM review_event e
      WHERE e.review_id = r.id AND e.handled_at IS NOT NULL) known
    LEFT JOIN delivery d ON d.review_id = r.id AND d.state <> 'done'
  WHERE r.erased_at IS NULL AND t.subdomain = ${subdomain} AND t.ticket_id IS NOT NULL
    AND (d.id IS NOT NULL OR r.status = 'in_moderation' OR known.seq > t.synced_seq)
  FOR UPDATE OF t`;

/** Makes each one's open delivery such an update, or opens one. */
export async function askForUpdates(
  tx: Tx,
  connection: Pick<Here, 'id'>,
  unsettled: Unsettled[],
): Promise<void> {
  for (const isWork of [true, false]) {
    const open = unsettled.flatMap((each) => (each.isWork === isWork ? (each.openId ?? []) : []));
    if (open.length === 0) continue;
    await tx.delivery.updateMany({
      where: { id: { in: open } },
      data: {
        ...{ kind: 'update_ticket', payload: unwritten(isWork), state: 'waiting', notBefore: new Date() },
        ...{ attempts: 0, firstSentAt: null, failures: 0, isOutcomeUnknown: false, bulkJobId: null },
        ...{ fixCode: null, fixSubject: null, lastErrorCode: null, lastErrorDetail: null },
      },
    });
  }
  await tx.delivery.createMany({
    data: unsettled.flatMap(({ reviewId, toSeq, openId, isWork }) =>
      openId === null
        ? {
            ...{ id: newDeliveryId(), connectionId: connection.id, reviewId },
            ...{ kind: 'update_ticket' as const, fromSeq: toSeq, toSeq, payload: unwritten(isWork) },
          }
        : [],
    ),
  });
}

/** @returns how many tickets are to be told something. */
export async function takeUpTickets(tx: Tx, connection: Here): Promise<number> {
  const swapped = await swap(tx, connection);
  const untold = await listUntold(
    tx,
    connection,
    swapped.map(({ reviewId }) => reviewId),
  );
  await askForUpdates(tx, connection, untold);
  return untold.length;
}

/** Replies from Zendesk are told as well, but for those that were written on this very ticket. */
async function readMeanwhile({ toSeq }: DueDelivery, link: TicketLink): Promise<WaitingEvent[]> {
  const { reviewId, syncedSeq, subdomain, ticketId } = link;
  const [events, written] = await Promise.all([
    readEvents(reviewId, { afterSeq: syncedSeq, toSeq }),
    db.exchange.findMany({
      where: { reviewId, zendeskSubdomain: subdomain, zendeskTicketId: ticketId },
      select: { id: true },
    }),
  ]);
  const isHere = new Set<unknown>(written.map(({ id }) => id));
  return events.filter((event) =>
    event.type === 'replied' ? !isHere.has(event.data.exchangeId) : isWorthTelling(event),
  );
}

/**
 * Writes an unwritten update down before it is sent: from then on it is one like any other.
 * @returns null where there is nothing to say, and for a review that was erased meanwhile.
 */
export async function writeMeanwhile(
  connection: EngineConnection,
  delivery: DueDelivery,
  link: TicketLink,
): Promise<UpdatePayload | null> {
  const { reviewId, toSeq } = delivery;
  const [told, snapshots] = await Promise.all([readMeanwhile(delivery, link), readSnapshots([reviewId])]);
  const snapshot = snapshots.get(reviewId);
  if (!snapshot || snapshot.isErased) return null;
  const ticketStatus = snapshot.status === 'in_moderation' ? 'open' : ticketStatusAfter(told);
  if (told.length === 0 && ticketStatus === null) {
    await db.delivery.updateMany({ where: { id: delivery.id }, data: { state: 'done', doneAt: new Date() } });
    return null;
  }
  const change = { action: 'update' as const, fromSeq: link.syncedSeq + 1, toSeq, told, ticketStatus };
  const payload = updatePayloadSchema.parse(toPayload(connection, snapshot, change));
  await db.delivery.updateMany({ where: { id: delivery.id, state: { not: 'done' } }, data: { payload } });
  return payload;
}

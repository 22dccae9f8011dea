/**
 * A ticket in the place of another: where an agent must act and the review's ticket is closed or lies in an account the website has
 * left, or where the merchant asks for one because it was deleted. The delivery that could not arrive becomes the new ticket's, so the review still has one delivery open at
 * most; the review's link moves in the transaction that notes its arrival, and until then the old ticket is the review's.
 */
import { randomUUID } from 'node:crypto';
import { db, transaction } from '@/lib/platform/db/client';
import type { TicketLink } from '@/lib/platform/db/generated/client';
import { deliveryOutcomes } from '@/lib/platform/workMetrics';
import type { Engine, EngineConnection } from '@/lib/sync/runtime/connection';
import { markSending, type DueDelivery } from '@/lib/sync/outbound/ledger';
import { makeTicket } from '@/lib/sync/outbound/createTicket';
import { replacementPayloadSchema, toReplacementPayload } from '@/lib/sync/outbound/payload';
import { isWorthTelling, type WaitingEvent } from '@/lib/sync/outbound/plan';
import { readSnapshots } from '@/lib/sync/outbound/snapshot';
import type { ReplacementReason } from '@/lib/zendesk/replacementTicket';
import type { Ticket } from '@/lib/zendesk/resources/tickets';
import { readExternalId } from '@/lib/zendesk/ticketTags';

type Told = { afterSeq: number; toSeq: number };

/** What happened to a review after one event and up to another, in order. */
export async function readEvents(reviewId: string, { afterSeq, toSeq }: Told): Promise<WaitingEvent[]> {
  const rows = await db.reviewEvent.findMany({
    where: { reviewId, seq: { gt: afterSeq, lte: toSeq } },
    orderBy: { seq: 'asc' },
    select: { seq: true, type: true, data: true, at: true, actorName: true },
  });
  return rows.map((row) => ({ ...row, data: row.data as WaitingEvent['data'] }));
}

/** What the new ticket says. A closed one keeps its words and is linked to; of any other nothing can be read, so all is told again. */
export async function writeReplacement(
  connection: EngineConnection,
  link: Pick<TicketLink, 'reviewId' | 'ticketId' | 'externalId' | 'syncedSeq'>,
  { reason, toSeq }: { reason: ReplacementReason; toSeq: number },
) {
  const { reviewId, ticketId, externalId, syncedSeq } = link;
  const snapshot = (await readSnapshots([reviewId])).get(reviewId);
  // An erasure has just taken the review: its deliveries are closed, and there is nothing to make.
  if (!snapshot) return null;
  const events = await readEvents(reviewId, { afterSeq: reason === 'closed' ? syncedSeq : 0, toSeq });
  const isTold = (event: WaitingEvent) =>
    isWorthTelling(event) || (reason !== 'closed' && event.type === 'replied');
  const place = (readExternalId(externalId)?.place ?? 1) + 1;
  const replaced = { ticketId: Number(ticketId), reason, place };
  return toReplacementPayload(connection, snapshot, { told: events.filter(isTold), toSeq }, replaced);
}

/**
 * For a ticket that takes no more changes: Zendesk refuses each of a closed one. What an agent must act on gets a ticket of its own
 * at once; the rest is told by the next one, because a ticket made only to say that all is done would be work for nobody.
 */
export async function settleElsewhere(
  engine: Engine,
  delivery: DueDelivery,
  link: TicketLink,
  { reason, isWork }: { reason: 'closed' | 'moved'; isWork: boolean },
): Promise<void> {
  if (!isWork) return markUntold(delivery, reason);
  const { toSeq } = delivery;
  const payload = await writeReplacement(engine.connection, link, { reason, toSeq });
  if (!payload) return;
  // Before anything is sent: its Idempotency-Key is this delivery's id, which an update never used.
  const { count } = await db.delivery.updateMany({
    where: { id: delivery.id, kind: 'update_ticket', state: { not: 'done' } },
    data: {
      kind: 'replace_ticket',
      payload,
      state: 'waiting',
      attempts: 0,
      firstSentAt: null,
      isOutcomeUnknown: false,
      failures: 0,
      fixCode: null,
      fixSubject: null,
    },
  });
  if (count === 0) return;
  const opened: DueDelivery = { ...delivery, kind: 'replace_ticket', payload, lastErrorCode: null };
  await markSending(opened);
  await sendReplacement(engine, opened);
}

/** Done without being told: `synced_seq` stays, and what comes after it goes into the next ticket. */
async function markUntold({ id, reviewId }: DueDelivery, reason: 'closed' | 'moved'): Promise<void> {
  await transaction(async (tx) => {
    await tx.delivery.updateMany({
      where: { id },
      data: { state: 'done', doneAt: new Date(), lastErrorCode: `ticket_${reason}`, lastErrorDetail: null },
    });
    if (reason === 'closed')
      await tx.ticketLink.updateMany({ where: { reviewId }, data: { ticketStatus: 'closed' } });
  });
  deliveryOutcomes.inc({ outcome: 'done' });
}

/** Looks before it makes, always: it is rare, and after an older state of the database was restored the ticket may be there. */
export async function sendReplacement(engine: Engine, delivery: DueDelivery): Promise<void> {
  const { ticket: wanted, reason } = replacementPayloadSchema.parse(delivery.payload);
  const made = await makeTicket(engine, delivery, wanted, true);
  const { subdomain } = engine.connection;
  await markReplaced(delivery, { subdomain, externalId: wanted.external_id, reason, made });
}

type Replacement = { subdomain: string; externalId: string; reason: ReplacementReason; made: Ticket };

/** Link, history and delivery in one transaction. The conversation of the new ticket counts as unread. */
async function markReplaced(
  { id, reviewId, toSeq }: DueDelivery,
  { subdomain, externalId, reason, made }: Replacement,
): Promise<void> {
  const ticketId = BigInt(made.id);
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM ticket_link WHERE review_id = ${reviewId}::uuid FOR UPDATE`;
    await tx.$executeRaw`
      INSERT INTO past_ticket (id, review_id, connection_id, subdomain, external_id, ticket_id, synced_seq, reason)
      SELECT ${randomUUID()}::uuid, review_id, connection_id, subdomain, external_id, ticket_id, synced_seq, ${reason}
      FROM ticket_link WHERE review_id = ${reviewId}::uuid AND (subdomain, ticket_id) <> (${subdomain}, ${ticketId})
      ON CONFLICT DO NOTHING`;
    await tx.delivery.updateMany({
      where: { id },
      data: { state: 'done', doneAt: new Date(), ticketId, lastErrorCode: null, lastErrorDetail: null },
    });
    await tx.ticketLink.updateMany({
      where: { reviewId },
      data: {
        subdomain,
        ticketId,
        externalId,
        ticketStatus: made.status ?? null,
        syncedSeq: toSeq,
        seenUpdatedAt: null,
        lastCommentId: null,
        agentReplies: null,
        checkedAt: new Date(),
      },
    });
  });
  deliveryOutcomes.inc({ outcome: 'done' });
}

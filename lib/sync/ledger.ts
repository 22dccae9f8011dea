/**
 * The ledger: what waits for a ticket, what is on its way, what arrived. Every step is one transaction; a process killed between
 * two of them leaves rows that say exactly what is known.
 */
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import type { Delivery } from '@/lib/platform/db/generated/client';
import type { EngineConnection } from '@/lib/sync/connection';
import { planReview, type Plan, type WaitingEvent } from '@/lib/sync/plan';
import { toPayload, type Payload } from '@/lib/sync/payload';
import { readSnapshot } from '@/lib/sync/snapshot';
import { externalIdOf } from '@/lib/zendesk/ticketTags';

const eventsPerRound = 500;

type EventRow = WaitingEvent & { id: bigint; reviewId: string };

/** Oldest waiting events of a website, leaving out reviews whose last delivery is still under way. */
async function listWaitingEvents(websiteId: string): Promise<EventRow[]> {
  return db.$queryRaw<EventRow[]>`
    SELECT e.id, e.review_id::text AS "reviewId", e.seq, e.type, e.data, e.at, e.actor_name AS "actorName"
    FROM review_event e
    WHERE e.website_id = ${websiteId}::uuid AND e.handled_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.review_id = e.review_id AND d.state <> 'done')
    ORDER BY e.id LIMIT ${eventsPerRound}`;
}

/**
 * Turns a website's waiting events into deliveries.
 * @returns how many events were taken; a full round means that more may wait.
 */
export async function planWaiting(connection: EngineConnection): Promise<{ taken: number; isFull: boolean }> {
  const rows = await listWaitingEvents(connection.websiteId);
  const byReview = new Map<string, EventRow[]>();
  for (const row of rows) byReview.set(row.reviewId, [...(byReview.get(row.reviewId) ?? []), row]);
  for (const [reviewId, events] of byReview)
    await transaction((tx) => planOne(tx, connection, reviewId, events));
  return { taken: rows.length, isFull: rows.length === eventsPerRound };
}

async function planOne(
  tx: Tx,
  connection: EngineConnection,
  reviewId: string,
  events: EventRow[],
): Promise<void> {
  const snapshot = await readSnapshot(tx, reviewId);
  const link = await tx.ticketLink.findUnique({ where: { reviewId } });
  const plan = planReview({ review: snapshot, events, hasTicket: link !== null, scope: connection.scope });
  if (plan.action !== 'none')
    await openDelivery(tx, connection, snapshot.id, plan, toPayload(connection, snapshot, plan));
  await tx.reviewEvent.updateMany({
    where: { reviewId, seq: { lte: plan.toSeq }, handledAt: null },
    data: { handledAt: new Date() },
  });
}

async function openDelivery(
  tx: Tx,
  connection: EngineConnection,
  reviewId: string,
  plan: Exclude<Plan, { action: 'none' }>,
  payload: Payload,
): Promise<void> {
  const { id: connectionId, subdomain } = connection;
  if (plan.action === 'create') {
    const externalId = externalIdOf(reviewId);
    await tx.ticketLink.create({ data: { reviewId, connectionId, subdomain, externalId } });
  }
  await tx.delivery.create({
    data: {
      connectionId,
      reviewId,
      kind: plan.action === 'create' ? 'create_ticket' : 'update_ticket',
      fromSeq: plan.fromSeq,
      toSeq: plan.toSeq,
      payload: payload,
    },
  });
}

/** Deliveries whose time has come, oldest first: the ones that wait, and the ones a process died over. */
export function listDue(connectionId: string, limit: number): Promise<Delivery[]> {
  return db.delivery.findMany({
    where: {
      connectionId,
      state: { in: ['waiting', 'sending', 'needs_merchant'] },
      notBefore: { lte: new Date() },
    },
    orderBy: [{ notBefore: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** Written before the call leaves: from here on a crash means that the outcome is unknown. */
export async function markSending(delivery: Delivery): Promise<void> {
  await db.delivery.update({
    where: { id: delivery.id },
    data: { state: 'sending', attempts: { increment: 1 }, firstSentAt: delivery.firstSentAt ?? new Date() },
  });
}

export type Arrival = { ticketId: bigint; ticketStatus: string | null; requestId?: string };

/** The ticket tells the review up to the delivery's last event. */
export async function markArrived(delivery: Delivery, arrival: Arrival): Promise<void> {
  const { ticketId, ticketStatus } = arrival;
  await transaction(async (tx) => {
    await tx.ticketLink.update({
      where: { reviewId: delivery.reviewId },
      data: { ticketId, syncedSeq: delivery.toSeq, ticketStatus, checkedAt: new Date() },
    });
    await tx.delivery.update({
      where: { id: delivery.id },
      data: { state: 'done', doneAt: new Date(), ticketId, lastErrorCode: null, lastErrorDetail: null },
    });
  });
}

export type Fault = { code: string; detail: string; status?: number; requestId?: string };

/** @param state `sending` while the outcome is unknown, `waiting` when Zendesk certainly did nothing. */
export async function markFailed(
  delivery: Delivery,
  fault: Fault,
  next: { state: 'waiting' | 'sending' | 'needs_merchant'; notBefore: Date },
): Promise<void> {
  await db.delivery.update({
    where: { id: delivery.id },
    data: {
      ...next,
      lastErrorCode: fault.code,
      lastErrorDetail: fault.detail.slice(0, 500),
      lastStatus: fault.status ?? null,
      zendeskRequestId: fault.requestId ?? null,
    },
  });
}

/**
 * Carries one delivery to Zendesk. Whatever happens, the delivery's row afterwards says what is known: done, certainly not done,
 * or unknown; the unknown is settled by looking before doing (docs/sync.md).
 */
import { db } from '@/lib/platform/db/client';
import { withSpan } from '@/lib/platform/tracing';
import { backoffMs } from '@/lib/sync/backoff';
import type { Engine } from '@/lib/sync/connection';
import { judgeFailure } from '@/lib/sync/failure';
import { markArrived, markFailed, markSending, type Arrival, type DueDelivery } from '@/lib/sync/ledger';
import { makeTicket } from '@/lib/sync/makeTicket';
import { createPayloadSchema, updatePayloadSchema } from '@/lib/sync/payload';
import { sendReplacement, settleClosed } from '@/lib/sync/replacement';
import { markGone } from '@/lib/sync/ticketFate';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import { listComments } from '@/lib/zendesk/resources/comments';
import { getTicket, updateTicket, type Ticket } from '@/lib/zendesk/resources/tickets';
import { mergeTags } from '@/lib/zendesk/ticketTags';
import { findReference } from '@/lib/zendesk/ticketText';

/** How often a delivery that only the merchant can free is looked at again, in case they did. */
const merchantRetryMs = 3_600_000;

/** `stop`: nothing more can go out for this connection now (credentials, rate limit, outage). */
export type DeliveryResult = 'done' | 'failed' | 'stop';

/** Never throws for what Zendesk does; a fault of our own (database, bug) passes through to the pump. */
export function deliver(engine: Engine, delivery: DueDelivery): Promise<DeliveryResult> {
  const facts = {
    story: delivery.reviewId,
    'delivery.id': delivery.id,
    'delivery.attempts': delivery.attempts,
  };
  return withSpan(`deliver ${delivery.kind}`, facts, () => attempt(engine, delivery));
}

async function attempt(engine: Engine, delivery: DueDelivery): Promise<DeliveryResult> {
  const isOutcomeUnknown = delivery.state === 'sending';
  await markSending(delivery);
  try {
    const arrival = await ways[delivery.kind](engine, delivery, isOutcomeUnknown);
    if (arrival) await markArrived([{ deliveryId: delivery.id, ...arrival }]);
    return 'done';
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    return noteFailure(delivery, error, isOutcomeUnknown);
  }
}

/** A limit of this endpoint or this ticket says nothing about other calls. */
const isOwnAffair = ({ kind, format }: ZendeskError) =>
  kind === 'conflict' || kind === 'idempotency_mismatch' || (kind === 'rate_limited' && format === 'json');

/**
 * Writes what a failed call means for its delivery.
 * @param wasUnknown an earlier try of the same delivery may have been done.
 */
export async function noteFailure(
  delivery: Pick<DueDelivery, 'id' | 'attempts'>,
  error: ZendeskError,
  wasUnknown: boolean,
): Promise<DeliveryResult> {
  const verdict = judgeFailure(error);
  const fault = { code: error.kind, detail: error.words, status: error.status, requestId: error.requestId };
  if (verdict.kind === 'merchant') {
    const notBefore = new Date(Date.now() + merchantRetryMs);
    await markFailed(delivery, fault, { state: 'needs_merchant', notBefore });
    // A refusal of rights pauses the connection: the others would be refused too.
    return error.kind === 'forbidden' ? 'stop' : 'failed';
  }
  const isUnknown = wasUnknown || error.outcome === 'unknown';
  const waitMs =
    verdict.kind === 'retry' ? backoffMs(delivery.attempts + 1, Math.random(), verdict.retryAfterMs) : 0;
  const notBefore = new Date(Date.now() + waitMs);
  await markFailed(delivery, fault, { state: isUnknown ? 'sending' : 'waiting', notBefore });
  return isOwnAffair(error) ? 'failed' : 'stop';
}

function toArrival(ticket: Ticket): Arrival {
  return { ticketId: BigInt(ticket.id), ticketStatus: ticket.status ?? null };
}

/** Null where the delivery is settled already, by another way than arriving at the ticket it was meant for. */
type Way = (engine: Engine, delivery: DueDelivery, isOutcomeUnknown: boolean) => Promise<Arrival | null>;

const ways: Record<DueDelivery['kind'], Way> = {
  create_ticket: async (engine, delivery, isOutcomeUnknown) => {
    const { ticket } = createPayloadSchema.parse(delivery.payload);
    return toArrival(await makeTicket(engine, delivery, ticket, isOutcomeUnknown));
  },
  update_ticket: update,
  replace_ticket: async (engine, delivery, isOutcomeUnknown) => {
    await sendReplacement(engine, delivery, isOutcomeUnknown);
    return null;
  },
};

async function update(
  engine: Engine,
  delivery: DueDelivery,
  isOutcomeUnknown: boolean,
): Promise<Arrival | null> {
  const { client, signal } = engine;
  const payload = updatePayloadSchema.parse(delivery.payload);
  const link = await db.ticketLink.findUniqueOrThrow({ where: { reviewId: delivery.reviewId } });
  const ticketId = Number(link.ticketId);
  const ticket = await readTicket(engine, ticketId);
  if (isOutcomeUnknown) {
    const { comments } = await listComments(client, ticketId, { signal });
    const isToldAlready = comments.some((comment) => {
      const reference = findReference(comment.plain_body ?? comment.body ?? '');
      return reference?.reviewId === delivery.reviewId && reference.seq === payload.seq;
    });
    if (isToldAlready) return toArrival(ticket);
  }
  if (ticket.status === 'closed') {
    await settleClosed(engine, delivery, link, payload.ticketStatus === 'open');
    return null;
  }
  const changes = {
    comment: { body: payload.note, public: false },
    tags: mergeTags(ticket.tags ?? [], payload.tags),
    ...(payload.ticketStatus ? { status: payload.ticketStatus } : {}),
  };
  // The stamp keeps an agent's tags: a ticket changed since it was read ends in a conflict, and the next try reads it anew.
  const updatedStamp = ticket.updated_at ?? undefined;
  return toArrival(await updateTicket(client, ticketId, changes, { updatedStamp, signal }));
}

/** @throws ZendeskError `not_found` for a deleted ticket, which is then named on its review. */
async function readTicket({ client, connection, signal }: Engine, ticketId: number): Promise<Ticket> {
  try {
    return await getTicket(client, ticketId, { signal });
  } catch (error) {
    if (isZendeskError(error) && error.kind === 'not_found') await markGone(connection, ticketId);
    throw error;
  }
}

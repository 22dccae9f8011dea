/**
 * Carries one delivery to Zendesk. Whatever happens, the delivery's row afterwards says what is known: done, certainly not done,
 * or unknown; the unknown is settled by looking before doing (docs/sync.md).
 */
import { db } from '@/lib/platform/db/client';
import { withSpan } from '@/lib/platform/tracing';
import { planAgain } from '@/lib/sync/outbound/historyPlanning';
import type { Engine } from '@/lib/sync/runtime/connection';
import { noteCrash, noteFailure, type DeliveryResult } from '@/lib/sync/outbound/recordFailure';
import { outageKinds } from '@/lib/sync/outbound/failurePolicy';
import {
  endOutage,
  markArrived,
  markSending,
  type Arrival,
  type DueDelivery,
} from '@/lib/sync/outbound/ledger';
import { makeTicket } from '@/lib/sync/outbound/createTicket';
import { commentOf, createPayloadSchema, updatePayloadSchema } from '@/lib/sync/outbound/payload';
import { isUnwritten, writeMeanwhile } from '@/lib/sync/outbound/returnedAccount';
import { sendReplacement, settleElsewhere } from '@/lib/sync/outbound/replacement';
import { markGone } from '@/lib/sync/runtime/ticketState';
import { unplannedCode } from '@/lib/sync/outbound/unplanned';
import { wholeTextOf } from '@/lib/zendesk/comment/reading';
import { isZendeskError } from '@/lib/zendesk/errors';
import { listComments } from '@/lib/zendesk/resources/comments';
import { changeTags, getTicket, updateTicket, type Ticket } from '@/lib/zendesk/resources/tickets';
import { toTagChanges } from '@/lib/zendesk/ticketTags';
import { findReference } from '@/lib/zendesk/ticketText';

/** Never throws for what Zendesk does, nor for a fault of our own that can be written down. */
export function deliver(engine: Engine, delivery: DueDelivery): Promise<DeliveryResult> {
  const facts = {
    story: delivery.reviewId,
    'delivery.id': delivery.id,
    'delivery.attempts': delivery.attempts,
  };
  return withSpan(`deliver ${delivery.kind}`, facts, () => attempt(engine, delivery));
}

async function attempt(engine: Engine, delivery: DueDelivery): Promise<DeliveryResult> {
  if (delivery.lastErrorCode === unplannedCode) {
    await planAgain(engine.connection, delivery);
    return 'done';
  }
  const isOutcomeUnknown = delivery.state === 'sending' || delivery.isOutcomeUnknown;
  if (!delivery.isTaken && !(await markSending(delivery))) return 'done';
  try {
    const arrival = await ways[delivery.kind](engine, delivery, isOutcomeUnknown);
    if (arrival) await markArrived([{ deliveryId: delivery.id, ...arrival }]);
    if (outageKinds.includes(delivery.lastErrorCode ?? '')) await endOutage(delivery.connectionId);
    return 'done';
  } catch (error) {
    if (isZendeskError(error)) return noteFailure(delivery, error, isOutcomeUnknown);
    if (engine.signal.aborted) throw error;
    return noteCrash(delivery, error);
  }
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
  replace_ticket: async (engine, delivery) => {
    await sendReplacement(engine, delivery);
    return null;
  },
};

async function update(
  engine: Engine,
  delivery: DueDelivery,
  isOutcomeUnknown: boolean,
): Promise<Arrival | null> {
  const { client, connection, signal } = engine;
  const stored = updatePayloadSchema.parse(delivery.payload);
  const link = await db.ticketLink.findUniqueOrThrow({ where: { reviewId: delivery.reviewId } });
  const ticketId = Number(link.ticketId);
  // In another account the same number is a stranger's ticket.
  if (link.subdomain !== connection.subdomain) {
    await settleElsewhere(engine, delivery, link, {
      reason: 'moved',
      isWork: stored.ticketStatus === 'open',
    });
    return null;
  }
  const payload = isUnwritten(stored) ? await writeMeanwhile(connection, delivery, link) : stored;
  if (!payload) return null;
  const isWork = payload.ticketStatus === 'open';
  const ticket = await readTicket(engine, ticketId);
  if (isOutcomeUnknown) {
    const { comments } = await listComments(client, ticketId, { signal });
    const isToldAlready = comments.some((comment) => {
      const reference = findReference(wholeTextOf(comment));
      return reference?.reviewId === delivery.reviewId && reference.seq === payload.seq;
    });
    if (isToldAlready) return toArrival(ticket);
  }
  if (ticket.status === 'closed') {
    await settleElsewhere(engine, delivery, link, { reason: 'closed', isWork });
    return null;
  }
  const changes = {
    comment: commentOf(payload),
    ...(payload.ticketStatus ? { status: payload.ticketStatus } : {}),
  };
  try {
    // Ahead of the note: once that is there, nothing is done again.
    await changeTags(client, ticketId, toTagChanges(ticket.tags ?? [], payload.tags), { signal });
    return toArrival(await updateTicket(client, ticketId, changes, { signal }));
  } catch (error) {
    if (!isZendeskError(error) || error.kind !== 'validation') throw error;
    // Closed in between, it answers as it does to what is wrong with the change.
    if ((await readTicket(engine, ticketId)).status !== 'closed') throw error;
    await settleElsewhere(engine, delivery, link, { reason: 'closed', isWork });
    return null;
  }
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

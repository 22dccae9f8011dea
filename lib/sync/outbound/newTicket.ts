/**
 * A new ticket for a review whose ticket was deleted. Only a person asks for it: whoever deleted the ticket may have had a reason, and
 * a review needs no ticket to be answered. Asking twice makes one.
 */
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import type { TicketLink } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import { toEngineConnection, type EngineConnection } from '@/lib/sync/runtime/connection';
import { newDeliveryId } from '@/lib/sync/runtime/deliveryId';
import { writeReplacement } from '@/lib/sync/outbound/replacement';
import { goneStatus } from '@/lib/sync/runtime/ticketState';

async function getConnection(id: string): Promise<EngineConnection> {
  const row = await db.zendeskConnection.findUnique({
    where: { id },
    include: { objects: true, website: { select: { name: true, locale: true, timeZone: true } } },
  });
  if (!row || row.state === 'disconnected' || !row.objects?.idCustomField)
    throw new AppError('connection_missing');
  return toEngineConnection(row);
}

/** What came from the deleted ticket itself was never told to it, so `synced_seq` does not know of it; its words are gone with it. */
async function readLastDealtWith(tx: Tx, reviewId: string): Promise<number> {
  const { _max } = await tx.reviewEvent.aggregate({
    _max: { seq: true },
    where: { reviewId, handledAt: { not: null } },
  });
  return _max.seq ?? 0;
}

/** The link's row is locked: two people who ask at once come one after the other. */
async function lockGoneLink(tx: Tx, reviewId: string): Promise<TicketLink> {
  await tx.$executeRaw`SELECT 1 FROM ticket_link WHERE review_id = ${reviewId}::uuid FOR UPDATE`;
  const link = await tx.ticketLink.findUniqueOrThrow({ where: { reviewId } });
  if (link.ticketId === null || link.ticketStatus !== goneStatus)
    throw new AppError('conflict', { detail: 'The review has a ticket that Zendesk shows.' });
  return link;
}

/** @throws AppError `not_found`, `conflict` while there is a ticket, `connection_missing`. */
export async function requestNewTicket(key: { reviewId: string; websiteId: string }): Promise<void> {
  const { reviewId, websiteId } = key;
  const known = await db.ticketLink.findFirst({ where: { reviewId, review: { websiteId, erasedAt: null } } });
  if (!known) throw new AppError('not_found', { detail: 'There is no ticket of such a review.' });
  const connection = await getConnection(known.connectionId);
  await transaction(async (tx) => {
    const link = await lockGoneLink(tx, reviewId);
    const open = await tx.delivery.findFirst({ where: { reviewId, state: { not: 'done' } } });
    if (open && open.kind !== 'update_ticket') return;
    const toSeq = Math.max(open?.toSeq ?? link.syncedSeq, await readLastDealtWith(tx, reviewId));
    const payload = await writeReplacement(connection, link, { reason: 'deleted', toSeq });
    if (!payload) throw new AppError('not_found', { detail: 'There is no such review.' });
    const { id: connectionId } = connection;
    // What could not arrive stands in the new ticket, whose key is its own: what went out under the old one was another body.
    if (open)
      await tx.delivery.update({ where: { id: open.id }, data: { state: 'done', doneAt: new Date() } });
    const id = newDeliveryId();
    const row = { id, connectionId, reviewId, fromSeq: 1, toSeq, payload };
    await tx.delivery.create({ data: { ...row, kind: 'replace_ticket' } });
  });
}

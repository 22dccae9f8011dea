/** Mends the one break of the chain that needs no decision: a ticket of ours whose field has lost, or never had, its order. */
import { audit, type Caller } from '@/lib/platform/audit';
import { openClient } from '@/lib/connection/connections';
import { AppError } from '@/lib/platform/errors';
import { db, transaction } from '@/lib/platform/db/client';
import { traceTicket, type Trace } from '@/lib/ticketTrace/trace';
import { updateTicket } from '@/lib/zendesk/resources/tickets';

/**
 * Writes the review's order into the ticket's field and walks the chain again. Running it twice changes nothing more.
 * @throws AppError `conflict` when the chain is not broken there; ZendeskError when Zendesk refuses the change.
 */
export async function repairTicket(caller: Caller, ticket: string | number): Promise<Trace> {
  const { websiteId, merchantId } = caller;
  const before = await traceTicket({ websiteId, merchantId, ticket });
  if (before.fix !== 'write_order' || !before.review || before.ticketId === null) {
    if (before.brokenAt === null) return before;
    throw new AppError('conflict', { detail: 'Nothing in this chain can be mended by writing the order.' });
  }
  const connection = await db.zendeskConnection.findUniqueOrThrow({
    where: { websiteId },
    include: { objects: true },
  });
  const fieldId = Number(connection.objects?.idCustomField);
  const { orderRef, id: reviewId } = before.review;
  const client = await openClient(connection.id);
  await updateTicket(client, before.ticketId, { custom_fields: [{ id: fieldId, value: orderRef }] });
  const ticketId = before.ticketId;
  await transaction((tx) => audit(tx, caller, 'zendesk.ticket_repaired', { ticketId, reviewId, orderRef }));
  return traceTicket({ websiteId, merchantId, ticket });
}

/**
 * What webhooks missed: every few minutes the tickets of a connection are compared by their `updated_at`, a hundred a call; one
 * that changed since its comments were last read is read again. Needs no administrator, unlike the incremental export.
 */
import { db } from '@/lib/platform/db/client';
import type { Engine } from '@/lib/sync/connection';
import { takeTicket } from '@/lib/sync/inbound';
import { isZendeskError } from '@/lib/zendesk/errors';
import { listTickets } from '@/lib/zendesk/resources/tickets';

/** A ticket is looked at this often … */
export const reconcileEveryMs = 120_000;
const ticketsPerCall = 100;
/** … for as long as anything can still happen to it: closed tickets take no comments. */
const finalStatus = 'closed';

export async function reconcile(engine: Engine): Promise<'done' | 'stop'> {
  const { connection, client, signal } = engine;
  const links = await db.ticketLink.findMany({
    where: {
      connectionId: connection.id,
      ticketId: { not: null },
      OR: [{ ticketStatus: null }, { ticketStatus: { not: finalStatus } }],
      AND: { OR: [{ checkedAt: null }, { checkedAt: { lt: new Date(Date.now() - reconcileEveryMs) } }] },
    },
    orderBy: { checkedAt: { sort: 'asc', nulls: 'first' } },
    take: ticketsPerCall,
  });
  if (links.length === 0) return 'done';
  try {
    const tickets = new Map(
      (
        await listTickets(
          client,
          links.map((link) => Number(link.ticketId)),
        )
      ).map((row) => [row.id, row]),
    );
    for (const link of links) {
      const ticket = tickets.get(Number(link.ticketId));
      const isSeen =
        ticket?.updated_at && link.seenUpdatedAt?.getTime() === new Date(ticket.updated_at).getTime();
      if (ticket && !isSeen && !signal.aborted) await takeTicket(engine, ticket.id);
      const ticketStatus = ticket?.status ?? link.ticketStatus;
      await db.ticketLink.update({
        where: { reviewId: link.reviewId },
        data: { checkedAt: new Date(), ticketStatus },
      });
    }
    return 'done';
  } catch (error) {
    if (isZendeskError(error)) return 'stop';
    throw error;
  }
}

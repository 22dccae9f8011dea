/**
 * What webhooks missed: every few minutes the tickets of a connection are compared by their `updated_at`, a hundred a call; one
 * that changed since its comments were last read is read again. Needs no administrator, unlike the incremental export.
 */
import { db } from '@/lib/platform/db/client';
import type { Engine } from '@/lib/sync/connection';
import { takeTicket } from '@/lib/sync/inbound';
import { madeInBulk } from '@/lib/sync/ledger';
import { isZendeskError } from '@/lib/zendesk/errors';
import { listTickets, type Ticket } from '@/lib/zendesk/resources/tickets';

/** A ticket is looked at this often … */
export const reconcileEveryMs = 120_000;
const ticketsPerCall = 100;
/** … for as long as anything can still happen to it: closed tickets take no comments. */
const finalStatus = 'closed';

/** Nothing has happened to the ticket since its conversation was read, or since a job made it. */
function isAsSeen({ created_at: createdAt, updated_at: updatedAt }: Ticket, seenAt: Date | null): boolean {
  if (!updatedAt || !seenAt) return false;
  if (seenAt.getTime() === madeInBulk.getTime()) return createdAt === updatedAt;
  return seenAt.getTime() === new Date(updatedAt).getTime();
}

export async function reconcile(engine: Engine): Promise<'done' | 'stop'> {
  const { connection, signal, budget } = engine;
  const client = engine.clients.background;
  // Comparing takes only calls nobody else needs now.
  if (budget.waitMs({ lane: 'background', endpoint: null }) > 0) return 'done';
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
      const isSeen = ticket !== undefined && isAsSeen(ticket, link.seenUpdatedAt);
      if (ticket && !isSeen && !signal.aborted) await takeTicket({ ...engine, client }, ticket.id);
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

/** What is known of a ticket itself, apart from what it says. */
import { db } from '@/lib/platform/db/client';
import type { EngineConnection } from '@/lib/sync/runtime/connection';

/** Stands where Zendesk's own status stood, for as long as Zendesk does not show us the ticket. */
export const goneStatus = 'deleted';

/** The ticket was deleted, or hidden from our user. One that comes back is known by the next look at it. */
export async function markGone(
  { id, subdomain }: Pick<EngineConnection, 'id' | 'subdomain'>,
  ticketId: number,
): Promise<void> {
  await db.ticketLink.updateMany({
    where: { connectionId: id, subdomain, ticketId: BigInt(ticketId) },
    data: { ticketStatus: goneStatus, checkedAt: new Date() },
  });
}

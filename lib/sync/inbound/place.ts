/** Whose ticket it is. */
import { db } from '@/lib/platform/db/client';
import type { Engine } from '@/lib/sync/runtime/connection';
import type { Ticket } from '@/lib/zendesk/resources/tickets';
import { followedTicketOf } from '@/lib/zendesk/resources/via';
import { findReviewId } from '@/lib/zendesk/ticketTags';

/** `isPast` when it is not the review's own ticket by now, and nothing but words can come from it. */
export type Place = { reviewId: string; isPast: boolean; leftOut: Record<string, number> };

type Owner = { reviewId: string; connectionId: string; externalId: string };

async function findOwner(subdomain: string, ticketId: number) {
  const where = { subdomain_ticketId: { subdomain, ticketId: BigInt(ticketId) } };
  const link = await db.ticketLink.findUnique({ where });
  if (link) return { owner: link as Owner, isPast: false, leftOut: (link.leftOut ?? {}) as Place['leftOut'] };
  const past = await db.pastTicket.findUnique({ where });
  return past && { owner: past as Owner, isPast: true, leftOut: {} };
}

/**
 * A ticket that Zendesk opened because somebody answered a closed one of ours: it has that one's tags and field, and no external id of
 * ours. From then on it is one of the review's earlier tickets, as the closed one is.
 */
async function adoptFollowUp(subdomain: string, ticket: Ticket): Promise<Owner | null> {
  const followed = followedTicketOf(ticket.via);
  if (followed === null || findReviewId(ticket.external_id) !== null) return null;
  const found = await findOwner(subdomain, followed);
  if (!found) return null;
  const { reviewId, connectionId, externalId } = found.owner;
  await db.pastTicket.createMany({
    data: [
      { reviewId, connectionId, subdomain, externalId, ticketId: BigInt(ticket.id), reason: 'follow_up' },
    ],
    skipDuplicates: true,
  });
  return found.owner;
}

/**
 * The review of a ticket of this connection: by the ticket's id, by that of one that was closed or deleted since, for a create whose
 * answer was lost by its external id, and for a follow-up by the ticket it follows.
 */
export async function findPlace(
  { connection }: Pick<Engine, 'connection'>,
  ticket: Ticket,
): Promise<Place | 'not_a_review' | 'other_website'> {
  const { subdomain, id: connectionId } = connection;
  const own = (owner: Owner, isPast: boolean, leftOut: Place['leftOut'] = {}) =>
    owner.connectionId === connectionId
      ? { reviewId: owner.reviewId, isPast, leftOut }
      : ('other_website' as const);
  const known = await findOwner(subdomain, ticket.id);
  if (known) return own(known.owner, known.isPast, known.leftOut);
  if (ticket.external_id) {
    const where = { subdomain_externalId: { subdomain, externalId: ticket.external_id } };
    const byExternalId = await db.ticketLink.findUnique({ where });
    if (byExternalId?.ticketId === null) return own(byExternalId, false);
  }
  const followed = await adoptFollowUp(subdomain, ticket);
  return followed ? own(followed, true) : 'not_a_review';
}

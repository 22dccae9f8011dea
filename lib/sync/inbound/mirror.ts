/**
 * What agents write in Zendesk comes back: the webhook only says that something happened to a ticket; the ticket's conversation
 * says what. Each public comment by one of the account's agents becomes the merchant's reply exactly once (its comment id);
 * internal notes never leave Zendesk, and words taken away there are taken away here.
 */
import { now } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { replyToReview } from '@/lib/reviews/service';
import type { Engine } from '@/lib/sync/runtime/connection';
import { isAgentsReply, isOfUnknownPerson, textOf, timesOf } from '@/lib/sync/inbound/replies';
import { takeChanges } from '@/lib/sync/inbound/replyChanges';
import { markGone } from '@/lib/sync/runtime/ticketState';
import { isZendeskError } from '@/lib/zendesk/errors';
import { listComments, type Comment } from '@/lib/zendesk/resources/comments';
import { getTicket, type Ticket } from '@/lib/zendesk/resources/tickets';

/** What became of a webhook, as the activity shows it. */
export type InboundOutcome =
  | 'replied'
  | 'changed'
  | 'nothing_new'
  | 'unknown_writer'
  | 'not_a_review'
  | 'other_website'
  | 'ticket_gone'
  | `refused_${string}`;

/** Whose ticket it is; `isPast` when another has taken its place, and only late words can come from it. */
type Place = { reviewId: string; connectionId: string; isPast: boolean };

/**
 * The review of a ticket of this connection: by the ticket's id, by that of one that was closed or deleted since, or, for a create
 * whose answer was lost, by its external id.
 */
async function findPlace({ connection }: Engine, ticket: Ticket): Promise<Place | InboundOutcome> {
  const { subdomain, id: connectionId } = connection;
  const where = { subdomain_ticketId: { subdomain, ticketId: BigInt(ticket.id) } };
  const own = (place: Place) => (place.connectionId === connectionId ? place : 'other_website');
  const byId = await db.ticketLink.findUnique({ where });
  if (byId) return own({ ...byId, isPast: false });
  const past = await db.pastTicket.findUnique({ where });
  if (past) return own({ ...past, isPast: true });
  if (!ticket.external_id) return 'not_a_review';
  const externalId = ticket.external_id;
  const byExternalId = await db.ticketLink.findUnique({
    where: { subdomain_externalId: { subdomain, externalId } },
  });
  return byExternalId?.ticketId === null ? own({ ...byExternalId, isPast: false }) : 'not_a_review';
}

async function takeReply(
  { connection }: Engine,
  { reviewId, ticketId }: { reviewId: string; ticketId: number },
  { comment, agentName, at }: { comment: Comment; agentName: string; at: Date },
): Promise<boolean> {
  const { subdomain, websiteId } = connection;
  const { isNew } = await transaction((tx) =>
    replyToReview(tx, {
      reviewId,
      websiteId,
      body: textOf(comment),
      source: 'zendesk',
      zendesk: { subdomain, commentId: BigInt(comment.id), ticketId },
      actor: { kind: 'zendesk', name: agentName },
      at,
    }),
  );
  return isNew;
}

async function findTicket({ client, connection, signal }: Engine, ticketId: number): Promise<Ticket | null> {
  try {
    return await getTicket(client, ticketId, { signal });
  } catch (error) {
    if (!isZendeskError(error) || error.kind !== 'not_found') throw error;
    await markGone(connection, ticketId);
    return null;
  }
}

/**
 * Brings the replies of one ticket home. Running it again changes nothing.
 * @throws ZendeskError when the ticket cannot be read; the caller tries again.
 */
export async function takeTicket(engine: Engine, ticketId: number): Promise<InboundOutcome> {
  const { client, connection, signal } = engine;
  const ticket = await findTicket(engine, ticketId);
  if (!ticket) return 'ticket_gone';
  const place = await findPlace(engine, ticket);
  if (typeof place === 'string') return place;
  const { reviewId } = place;
  const conversation = await listComments(client, ticketId, { signal });
  const replies = conversation.comments.filter((comment) => isAgentsReply(comment, conversation));
  const isSomeonesUnknown = conversation.comments.some((comment) => isOfUnknownPerson(comment, conversation));
  let outcome: InboundOutcome = isSomeonesUnknown ? 'unknown_writer' : 'nothing_new';
  if ((await takeChanges(connection, { reviewId, ticketId }, conversation)) > 0) outcome = 'changed';
  let refusedReplies = 0;
  const times = timesOf(replies, now());
  for (const [index, comment] of replies.entries()) {
    try {
      const agentName = conversation.users.get(comment.author_id ?? 0)?.name ?? connection.subdomain;
      const reply = { comment, agentName, at: times[index] ?? now() };
      if (await takeReply(engine, { reviewId, ticketId }, reply)) outcome = 'replied';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome = `refused_${error.code}`;
      refusedReplies += 1;
    }
  }
  if (!place.isPast) await noteSeen(reviewId, ticket, { agentReplies: replies.length, refusedReplies });
  return outcome;
}

/**
 * The stamp is the one read *before* the comments: what came between is seen as a change by the next comparison.
 * @param counted what the nightly count compares with the replies at home, without reading every conversation again.
 */
async function noteSeen(
  reviewId: string,
  ticket: Ticket,
  counted: { agentReplies: number; refusedReplies: number },
): Promise<void> {
  await db.ticketLink.updateMany({
    where: { reviewId },
    data: {
      ...counted,
      ticketStatus: ticket.status ?? null,
      seenUpdatedAt: ticket.updated_at ? new Date(ticket.updated_at) : null,
      checkedAt: new Date(),
    },
  });
}

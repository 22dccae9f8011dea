/**
 * What agents write in Zendesk comes back: the webhook only says that something happened to a ticket; the ticket's conversation
 * says what. Each public comment by one of the account's agents becomes the merchant's reply exactly once (its comment id);
 * internal notes never leave Zendesk.
 */
import { now } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db/client';
import type { TicketLink } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import { replyToReview } from '@/lib/reviews/service';
import type { Engine } from '@/lib/sync/connection';
import { isZendeskError } from '@/lib/zendesk/errors';
import { listComments, type Comment, type Conversation } from '@/lib/zendesk/resources/comments';
import { getTicket, type Ticket } from '@/lib/zendesk/resources/tickets';
import { isStaff } from '@/lib/zendesk/resources/users';

/** What became of a webhook, as the activity shows it. */
export type InboundOutcome =
  'replied' | 'nothing_new' | 'not_a_review' | 'other_website' | 'ticket_gone' | `refused_${string}`;

/** The link of a ticket of this connection, by its id or, for a create whose answer was lost, by its external id. */
async function findLink({ connection }: Engine, ticket: Ticket): Promise<TicketLink | InboundOutcome> {
  const { subdomain, id: connectionId } = connection;
  const byId = await db.ticketLink.findUnique({
    where: { subdomain_ticketId: { subdomain, ticketId: BigInt(ticket.id) } },
  });
  if (byId) return byId.connectionId === connectionId ? byId : 'other_website';
  if (!ticket.external_id) return 'not_a_review';
  const externalId = ticket.external_id;
  const byExternalId = await db.ticketLink.findUnique({
    where: { subdomain_externalId: { subdomain, externalId } },
  });
  if (byExternalId?.ticketId !== null) return 'not_a_review';
  return byExternalId.connectionId === connectionId ? byExternalId : 'other_website';
}

function isAgentsReply(comment: Comment, { users }: Conversation): boolean {
  if (comment.public !== true || comment.author_id == null) return false;
  return isStaff(users.get(comment.author_id)) && textOf(comment) !== '';
}

function textOf(comment: Comment): string {
  return (comment.plain_body ?? comment.body ?? '').replaceAll('\u00a0', ' ').trim();
}

/** A comment's own time, but never after ours: two clocks must not put a reply into the future. */
function timeOf(comment: Comment): Date {
  const time = new Date(comment.created_at ?? '');
  const at = now();
  return Number.isNaN(time.getTime()) || time > at ? at : time;
}

async function takeReply(
  engine: Engine,
  link: TicketLink,
  comment: Comment,
  agentName: string,
): Promise<boolean> {
  const { subdomain } = engine.connection;
  const { isNew } = await transaction((tx) =>
    replyToReview(tx, {
      reviewId: link.reviewId,
      websiteId: engine.connection.websiteId,
      body: textOf(comment),
      source: 'zendesk',
      zendesk: { subdomain, commentId: BigInt(comment.id) },
      actor: { kind: 'zendesk', name: agentName },
      at: timeOf(comment),
    }),
  );
  return isNew;
}

/**
 * Brings the replies of one ticket home. Running it again changes nothing.
 * @throws ZendeskError when the ticket cannot be read; the caller tries again.
 */
export async function takeTicket(engine: Engine, ticketId: number): Promise<InboundOutcome> {
  const { client, signal } = engine;
  let ticket: Ticket;
  try {
    ticket = await getTicket(client, ticketId, { signal });
  } catch (error) {
    if (isZendeskError(error) && error.kind === 'not_found') return 'ticket_gone';
    throw error;
  }
  const link = await findLink(engine, ticket);
  if (typeof link === 'string') return link;
  const conversation = await listComments(client, ticketId, { signal });
  const replies = conversation.comments.filter((comment) => isAgentsReply(comment, conversation));
  let outcome: InboundOutcome = 'nothing_new';
  let refusedReplies = 0;
  for (const comment of replies) {
    try {
      const agentName = conversation.users.get(comment.author_id ?? 0)?.name ?? engine.connection.subdomain;
      if (await takeReply(engine, link, comment, agentName)) outcome = 'replied';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome = `refused_${error.code}`;
      refusedReplies += 1;
    }
  }
  await noteSeen(link, ticket, { agentReplies: replies.length, refusedReplies });
  return outcome;
}

/**
 * The stamp is the one read *before* the comments: what came between is seen as a change by the next comparison.
 * @param counted what the nightly count compares with the replies at home, without reading every conversation again.
 */
async function noteSeen(
  link: TicketLink,
  ticket: Ticket,
  counted: { agentReplies: number; refusedReplies: number },
): Promise<void> {
  await db.ticketLink.update({
    where: { reviewId: link.reviewId },
    data: {
      ...counted,
      ticketStatus: ticket.status ?? null,
      seenUpdatedAt: ticket.updated_at ? new Date(ticket.updated_at) : null,
      checkedAt: new Date(),
    },
  });
}

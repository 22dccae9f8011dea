/**
 * What agents write in Zendesk comes back: the webhook only says that something happened to a ticket; the ticket's conversation
 * says what. Each public comment by one of the account's agents becomes the merchant's reply exactly once (its comment id);
 * internal notes never leave Zendesk, and words taken away there are taken away here. What is no reply is named.
 */
import { now } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { replyToReview } from '@/lib/reviews/service';
import { judgeConversation, type Judged } from '@/lib/sync/inbound/conversation';
import { nameOutcome, type Outcome } from '@/lib/sync/inbound/outcome';
import { findPlace } from '@/lib/sync/inbound/place';
import { timesOf } from '@/lib/sync/inbound/replies';
import { takeChanges } from '@/lib/sync/inbound/replyChanges';
import type { Engine } from '@/lib/sync/runtime/connection';
import { markGone } from '@/lib/sync/runtime/ticketState';
import { readReply } from '@/lib/zendesk/comment/reading';
import { isZendeskError } from '@/lib/zendesk/errors';
import { listComments, type Comment, type Conversation } from '@/lib/zendesk/resources/comments';
import { getTicket, type Ticket } from '@/lib/zendesk/resources/tickets';

type Own = { reviewId: string; ticketId: number };

async function takeReply(
  { connection }: Engine,
  { reviewId, ticketId }: Own,
  { comment, agentName, at }: { comment: Comment; agentName: string; at: Date },
): Promise<boolean> {
  const { subdomain, websiteId } = connection;
  const { text, fileCount } = readReply(comment);
  const { isNew } = await transaction((tx) =>
    replyToReview(tx, {
      reviewId,
      websiteId,
      body: text,
      source: 'zendesk',
      zendesk: { subdomain, commentId: BigInt(comment.id), ticketId, fileCount },
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

/** @returns how many came home, and which rules of the review refused the others. */
async function takeReplies(engine: Engine, own: Own, { replies, home }: Judged, { users }: Conversation) {
  const times = timesOf(replies, now());
  const refused: string[] = [];
  let taken = 0;
  for (const [index, comment] of replies.entries()) {
    if (home.has(comment.id)) continue;
    try {
      const agentName = users.get(comment.author_id ?? 0)?.name ?? engine.connection.subdomain;
      if (await takeReply(engine, own, { comment, agentName, at: times[index] ?? now() })) taken += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push(error.code);
    }
  }
  return { taken, refused };
}

/**
 * Brings the replies of one ticket home. Running it again changes nothing.
 * @throws ZendeskError when the ticket cannot be read; the caller tries again.
 */
export async function takeTicket(engine: Engine, ticketId: number): Promise<Outcome[]> {
  const { client, connection, signal } = engine;
  const readAt = new Date();
  const ticket = await findTicket(engine, ticketId);
  if (!ticket) return ['ticket_gone'];
  const place = await findPlace(engine, ticket);
  if (typeof place === 'string') return [place];
  const own = { reviewId: place.reviewId, ticketId };
  const conversation = await listComments(client, ticketId, { signal });
  const judged = await judgeConversation(engine, own.reviewId, ticket, conversation);
  const changed = await takeChanges(connection, own, conversation);
  const { taken, refused } = await takeReplies(engine, own, judged, conversation);
  const { leftOut } = judged;
  const counted = { agentReplies: judged.replies.length, refusedReplies: refused.length, leftOut };
  if (!place.isPast) await noteSeen(own.reviewId, ticket, readAt, counted);
  const replies = judged.replies.length;
  return nameOutcome({ taken, changed, refused, replies, leftOut, leftOutBefore: place.leftOut });
}

/**
 * The stamp is the one read *before* the comments: what came between is seen as a change by the next comparison.
 * @param counted what the nightly count compares with the replies at home, without reading every conversation again.
 */
async function noteSeen(
  reviewId: string,
  ticket: Ticket,
  readAt: Date,
  counted: { agentReplies: number; refusedReplies: number; leftOut: Judged['leftOut'] },
): Promise<void> {
  await db.ticketLink.updateMany({
    where: { reviewId },
    data: {
      ...counted,
      readAt,
      ticketStatus: ticket.status ?? null,
      seenUpdatedAt: ticket.updated_at ? new Date(ticket.updated_at) : null,
      checkedAt: new Date(),
    },
  });
}

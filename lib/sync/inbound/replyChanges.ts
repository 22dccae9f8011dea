/**
 * What became of replies after they came home: words blackened in Zendesk, changed, made internal, or gone. Each reading of a
 * conversation compares what it says now with what the review says, so it does not matter when, or how often, it is read.
 */
import { now } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db/client';
import type { ReplyChange } from '@/lib/reviews/events';
import { changeReply } from '@/lib/reviews/replyChanges';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import { isBlackened, textOf } from '@/lib/sync/inbound/replies';
import type { Comment, Conversation } from '@/lib/zendesk/resources/comments';

type Kept = { id: string; body: string; zendeskCommentId: bigint | null; zendeskTicketId: bigint | null };

type Change = { exchangeId: string; body: string; how: ReplyChange };

/**
 * @param goneFrom the ticket of which this is the whole conversation.
 * @returns null where the conversation says what the review says, or belongs to another ticket.
 */
function findChange(kept: Kept, comment: Comment | undefined, goneFrom: number | null): Change | null {
  const change = (body: string, how: ReplyChange) =>
    body === kept.body ? null : { exchangeId: kept.id, body, how };
  if (!comment) return Number(kept.zendeskTicketId) === goneFrom ? change('', 'removed') : null;
  if (comment.public === false) return change('', 'made_internal');
  const text = textOf(comment);
  return change(text, isBlackened(text) ? 'redacted' : 'edited');
}

/** @returns how many replies are another text now. */
export async function takeChanges(
  { subdomain, websiteId }: EngineConnection,
  { reviewId, ticketId }: { reviewId: string; ticketId: number },
  { comments, unreadable }: Conversation,
): Promise<number> {
  const kept: Kept[] = await db.exchange.findMany({
    // Of an erased author nothing is kept that could be compared.
    where: { reviewId, zendeskSubdomain: subdomain, review: { erasedAt: null } },
    select: { id: true, body: true, zendeskCommentId: true, zendeskTicketId: true },
  });
  const byId = new Map(comments.map((comment) => [BigInt(comment.id), comment]));
  // Where rows could not be read, a comment that is missing need not be gone.
  const goneFrom = unreadable > 0 ? null : ticketId;
  let count = 0;
  for (const row of kept) {
    const comment = row.zendeskCommentId === null ? undefined : byId.get(row.zendeskCommentId);
    const change = findChange(row, comment, goneFrom);
    if (!change) continue;
    const actor = { kind: 'zendesk' as const, name: subdomain };
    if (await transaction((tx) => changeReply(tx, { ...change, reviewId, websiteId, actor, at: now() })))
      count += 1;
  }
  return count;
}

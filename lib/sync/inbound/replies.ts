/** Which comments of a conversation are the merchant's word to the author, and what they say. Pure. */
import { readReply } from '@/lib/zendesk/comment/reading';
import type { Comment, Conversation } from '@/lib/zendesk/resources/comments';
import { isStaff } from '@/lib/zendesk/resources/users';

/** Zendesk's own line about a merge is nobody's word to the author, even where an agent made it public. */
function isAboutMerge({ via }: Comment): boolean {
  const source: unknown = via?.source;
  return typeof source === 'object' && source !== null && 'rel' in source && source.rel === 'merge';
}

export function isAgentsReply(comment: Comment, { users }: Conversation): boolean {
  if (comment.public !== true || comment.author_id == null || isAboutMerge(comment)) return false;
  return isStaff(users.get(comment.author_id)) && textOf(comment) !== '';
}

/** A public comment whose writer is gone from the account. It may have been a customer's, so it is no reply; but it is named. */
export function isOfUnknownPerson(comment: Comment, { users }: Conversation): boolean {
  const id = comment.author_id;
  return comment.public === true && (id == null || id < 0 || users.get(id)?.role == null);
}

/** A comment's words as we keep them; empty when nothing readable is left. */
export const textOf = (comment: Comment): string => readReply(comment).text;

export const isBlackened = (text: string) => text === '' || text.includes('▇');

/** A comment's own time, but never after ours: two clocks must not put a reply into the future. */
function timeOf(comment: Comment, at: Date): number {
  const time = Date.parse(comment.created_at ?? '');
  return Number.isNaN(time) ? at.getTime() : Math.min(time, at.getTime());
}

/**
 * When each was written. Zendesk tells whole seconds only: of several in one second each later one is put a millisecond behind,
 * so that the dialogue keeps its order.
 * @param replies oldest first.
 */
export function timesOf(replies: readonly Comment[], at: Date): Date[] {
  let last = -Infinity;
  return replies.map((reply) => {
    last = Math.max(timeOf(reply, at), last + 1);
    return new Date(last);
  });
}

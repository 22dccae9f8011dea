/** Which comments of a conversation are the merchant's word to the author, why the others are not, and what they say. Pure. */
import { readReply } from '@/lib/zendesk/comment/reading';
import type { Comment, Conversation } from '@/lib/zendesk/resources/comments';
import { isStaff, type ZendeskUser } from '@/lib/zendesk/resources/users';
import { findReference } from '@/lib/zendesk/ticketText';

/**
 * Why a public comment is no reply. Each has its words in the activity. `writer_unproven`: no agent now, and nothing shows that they
 * were one when they wrote; `unknown_writer`: nobody can say who they are.
 */
export const leftOutReasons = [
  'not_written',
  'about_merge',
  'bot',
  'own_note',
  'requester',
  'no_words',
  'only_files',
  'writer_unproven',
  'unknown_writer',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];
export type Verdict = 'internal' | 'reply' | LeftOutReason;

/** They may become replies without any change of the ticket: a role comes back, an account knows its user again. */
export const openReasons: readonly LeftOutReason[] = ['writer_unproven', 'unknown_writer'];

export type JudgedBy = {
  users: Conversation['users'];
  /** In whose name the ticket is; null where it is in our own. */
  requesterId: number | null;
  /** Users the merchant lists as no persons, each by number or address. */
  bots: ReadonlySet<string>;
  /** Comments that are replies at home already: what their writer has become since takes nothing away. */
  home: ReadonlySet<number>;
  /** Whom the ticket's history shows at staff's work. */
  provenStaff: ReadonlySet<number>;
};

/** Zendesk's own line about a merge is nobody's word to the author, even where an agent made it public. */
const isAboutMerge = ({ via }: Comment) => via?.source?.rel === 'merge';

function isBot(user: ZendeskUser | undefined, id: number, bots: ReadonlySet<string>): boolean {
  return bots.has(String(id)) || bots.has((user?.email ?? '').toLowerCase());
}

/**
 * Only what says that it is a `Comment` was written by somebody. One that does not say what it is, is not taken either: a published
 * telephone call cannot be called back, while what is named can still be taken.
 */
export function judgeComment(comment: Comment, by: JudgedBy): Verdict {
  if (comment.public !== true) return 'internal';
  if (by.home.has(comment.id)) return 'reply';
  if (comment.type !== 'Comment') return 'not_written';
  if (isAboutMerge(comment)) return 'about_merge';
  const id = comment.author_id ?? -1;
  const user = by.users.get(id);
  if (isBot(user, id, by.bots)) return 'bot';
  const { text, fileCount } = readReply(comment);
  if (findReference(text)) return 'own_note';
  if (id === by.requesterId) return 'requester';
  if (isStaff(user) || by.provenStaff.has(id)) {
    if (text !== '') return 'reply';
    return fileCount > 0 ? 'only_files' : 'no_words';
  }
  return id < 0 || user?.role == null ? 'unknown_writer' : 'writer_unproven';
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

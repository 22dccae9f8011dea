/**
 * Pure: what the two sides of one review come to. Each review is either matched by a ticket, or left without one on purpose, or a
 * difference with one name; each ticket nobody matched has a name too. So the figures always add up, and what has no explanation
 * is itself a name: `lost`.
 */
import type { LeftOutReason as CommentReason } from '@/lib/sync/inbound/replies';
import { isInScope } from '@/lib/sync/outbound/plan';
import type { TicketScope } from '@/lib/sync/runtime/connection';

/** Reviews that should have a ticket and have none. `lost` is the one nobody can explain. */
export const missingReasons = ['waiting', 'paused', 'needs_merchant', 'deleted', 'lost'] as const;
/** Tickets beyond one for each review. */
export const extraReasons = ['doubled', 'by_hand', 'review_gone', 'followed_up'] as const;
/** Public comments whose writer may have been an agent: not taken, and for somebody to look at. */
export const doubtfulReasons = ['writer_unproven', 'unknown_writer'] as const;
/** Public comments that are no replies, and should be none. */
export const untakenReasons = [
  'not_written',
  'about_merge',
  'bot',
  'own_note',
  'requester',
  'no_words',
  'only_files',
] as const;
/** Both sides are there, and something about them is not as it should be. */
export const noticeReasons = ['tag_removed', 'unread', ...doubtfulReasons] as const;
/** Agents' public replies that only one side has. `reply_lost` is the one nobody can explain. */
export const replyReasons = ['reply_refused', 'reply_removed', 'reply_lost'] as const;
export const leftOutReasons = [
  'not_in_scope',
  'before_connection',
  'earlier_settings',
  'other_account',
  'withdrawn',
] as const;

export type MissingReason = (typeof missingReasons)[number];
export type ExtraReason = (typeof extraReasons)[number];
export type NoticeReason = (typeof noticeReasons)[number];
export type UntakenReason = (typeof untakenReasons)[number];
/** Why → how many. Each reason of a reading has its place in the count. */
export type Untaken = Partial<Record<CommentReason, number>>;
export type ReplyReason = (typeof replyReasons)[number];
export type LeftOutReason = (typeof leftOutReasons)[number];
export type CountReason = MissingReason | ExtraReason | NoticeReason | ReplyReason;

export const unexplainedReasons: readonly CountReason[] = ['lost', 'reply_lost'];

const isDoubtful = (reason: string) => doubtfulReasons.some((one) => one === reason);

/** What somebody should look at apart from what is as it should be. */
export function splitUntaken(untaken: Untaken) {
  const all = Object.entries(untaken) as [(typeof doubtfulReasons)[number] | UntakenReason, number][];
  return {
    doubtful: all.filter(([reason]) => isDoubtful(reason)) as [(typeof doubtfulReasons)[number], number][],
    meant: all.filter(([reason]) => !isDoubtful(reason)) as [UntakenReason, number][],
  };
}

/** A moment far enough back to mean: made by a job and never read since. */
type Stamp = Date | null;

export type ReviewFacts = {
  status: string;
  rating: number;
  /** When it last entered moderation, and whether anything happened to it since the connection was made. */
  enteredAt: Stamp;
  isTouchedSince: boolean;
  /** Events nobody has planned yet. */
  hasWaitingEvents: boolean;
  openDelivery: 'waiting' | 'sending' | 'needs_merchant' | 'poisoned' | null;
  link: {
    ticketId: bigint | null;
    seenUpdatedAt: Stamp;
    isReadDue: boolean;
    /** It lies in an account the website was connected to before. */
    isElsewhere: boolean;
  } | null;
  /** What the account showed of the ticket; null when the ticket came after the look. */
  ticket: {
    isDeleted: boolean;
    isClosed: boolean;
    isTagged: boolean;
    createdAt: Stamp;
    updatedAt: Stamp;
  } | null;
  /** The account has a ticket under the review's name that the link does not know of. */
  isInAccount: boolean;
  replies: { home: number; zendesk: number | null; refused: number };
  /** Public comments that are no replies, when the conversation was last read: why → how many. */
  untaken: Untaken;
};

export type CountFrame = {
  scope: TicketScope;
  connectedAt: Date;
  isPaused: boolean;
  /** What changed later may still be on its way to us, as it should. */
  heardBefore: Date;
  /** What a link holds as last seen when a job made its ticket and nobody has read it. */
  madeInBulk: Date;
};

export type ReviewVerdict =
  | { kind: 'left_out'; reason: LeftOutReason }
  | { kind: 'missing'; reason: MissingReason }
  | {
      kind: 'matched';
      notices: NoticeReason[];
      home: number;
      zendesk: number;
      replies: Partial<Record<ReplyReason, number>>;
      untaken: Untaken;
    };

/** An event that brings a review into moderation, for the rule that asks for one. */
const entered = { seq: 1, type: 'reported', data: {}, at: new Date(0), actorName: '' };

export function judgeReview(facts: ReviewFacts, frame: CountFrame): ReviewVerdict {
  const { link, ticket } = facts;
  if (link?.isElsewhere) return { kind: 'left_out', reason: 'other_account' };
  if (link?.ticketId != null) {
    if (ticket?.isDeleted) return { kind: 'missing', reason: 'deleted' };
    return judgeMatched(facts, link, frame);
  }
  if (facts.openDelivery !== null) return { kind: 'missing', reason: whyOpen(facts.openDelivery, frame) };
  if (link) {
    if (facts.isInAccount) return judgeMatched(facts, link, frame);
    return { kind: 'missing', reason: 'lost' };
  }
  return judgeUnlinked(facts, frame);
}

function whyOpen(state: NonNullable<ReviewFacts['openDelivery']>, { isPaused }: CountFrame): MissingReason {
  if (state === 'needs_merchant' || state === 'poisoned') return 'needs_merchant';
  return isPaused ? 'paused' : 'waiting';
}

function judgeUnlinked(facts: ReviewFacts, frame: CountFrame): ReviewVerdict {
  const { status, rating, enteredAt } = facts;
  const { scope, connectedAt } = frame;
  if (status === 'withdrawn') return { kind: 'left_out', reason: 'withdrawn' };
  if (!isInScope({ status, rating }, enteredAt ? [entered] : [], scope))
    return { kind: 'left_out', reason: 'not_in_scope' };
  if (status !== 'in_moderation' && !facts.isTouchedSince)
    return { kind: 'left_out', reason: 'before_connection' };
  if (facts.hasWaitingEvents) return { kind: 'missing', reason: frame.isPaused ? 'paused' : 'waiting' };
  // What is or was in moderation under this connection always gets a ticket; the rest was outside the settings of its day.
  const isOwed = status === 'in_moderation' || (enteredAt !== null && enteredAt >= connectedAt);
  return isOwed ? { kind: 'missing', reason: 'lost' } : { kind: 'left_out', reason: 'earlier_settings' };
}

type Linked = NonNullable<ReviewFacts['link']>;

/** Something happened to the ticket since its conversation was read, or, where nobody has read it, since it was made. */
function isUnread(link: Linked, ticket: ReviewFacts['ticket'], madeInBulk: Date): boolean {
  if (link.isReadDue) return true;
  if (ticket?.updatedAt == null) return false;
  const isUntouched = link.seenUpdatedAt === null || link.seenUpdatedAt.getTime() === madeInBulk.getTime();
  const known = isUntouched ? ticket.createdAt : link.seenUpdatedAt;
  return known?.getTime() !== ticket.updatedAt.getTime();
}

function judgeMatched(
  { ticket, replies, untaken }: ReviewFacts,
  link: Linked,
  frame: CountFrame,
): ReviewVerdict {
  const unread = isUnread(link, ticket, frame.madeInBulk);
  const notices: NoticeReason[] = [];
  if (ticket && !ticket.isTagged && !ticket.isClosed) notices.push('tag_removed');
  const changedAt = ticket?.updatedAt ?? null;
  if (unread && changedAt !== null && changedAt < frame.heardBefore) notices.push('unread');
  const { home, refused } = replies;
  // A ticket as a job made it has nobody's reply; one that is to be read again is compared when it has been.
  const zendesk = replies.zendesk ?? (unread ? home : 0);
  const differing = unread ? {} : compare(home, zendesk, refused);
  return { kind: 'matched', notices, home, zendesk, replies: differing, untaken };
}

function compare(home: number, zendesk: number, refused: number): Partial<Record<ReplyReason, number>> {
  const explained = Math.min(refused, Math.max(0, zendesk - home));
  const lost = Math.max(0, zendesk - home - explained);
  const removed = Math.max(0, home - zendesk);
  return {
    ...(explained > 0 ? { reply_refused: explained } : {}),
    ...(lost > 0 ? { reply_lost: lost } : {}),
    ...(removed > 0 ? { reply_removed: removed } : {}),
  };
}

/** A ticket with the website's tag that is no review's own. */
export function judgeStray(ticket: {
  /** The review its external id names; null when it names none. */
  reviewId: string | null;
  isKnownReview: boolean;
  /** Another ticket has taken its place as the review's. */
  isPast: boolean;
}): ExtraReason {
  if (ticket.isPast) return 'followed_up';
  if (ticket.reviewId === null) return 'by_hand';
  return ticket.isKnownReview ? 'doubled' : 'review_gone';
}

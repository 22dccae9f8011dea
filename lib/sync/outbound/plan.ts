/**
 * Pure: what a ticket still has to be told about its review. The events waiting since the ticket was last told become at most
 * one delivery: a create with the later changes folded in, or one update. Reviews are independent of each other.
 */

import type { TicketScope } from '@/lib/sync/runtime/connection';

export type WaitingEvent = {
  seq: number;
  type: string;
  data: Readonly<Record<string, unknown>>;
  at: Date;
  actorName: string;
};

export type ReviewState = { status: string; rating: number };

export type TicketChange = {
  /** Events the ticket's people should read about, in order; the ones that came from the ticket itself are left out. */
  told: WaitingEvent[];
  /** What the ticket's status should become; null leaves it to the agents. */
  ticketStatus: 'open' | 'solved' | null;
};

export type Plan =
  | { action: 'none'; toSeq: number }
  | ({ action: 'create'; fromSeq: number; toSeq: number } & TicketChange)
  | ({ action: 'update'; fromSeq: number; toSeq: number } & TicketChange);

/** Replies typed in Zendesk are already on the ticket, and so is what became of their words; the submission is the first note. */
export function isWorthTelling(event: WaitingEvent): boolean {
  if (event.type === 'submitted' || event.type === 'reply_changed') return false;
  return !(event.type === 'replied' && event.data.source === 'zendesk');
}

function entersModeration(event: WaitingEvent): boolean {
  return event.data.status === 'in_moderation' || event.type === 'reported' || event.type === 'answered';
}

/**
 * The last event that opens or closes the merchant's work decides; the others leave the ticket's status alone. A new text that
 * nothing holds back is no work: it will be published by itself.
 */
export function ticketStatusAfter(events: WaitingEvent[]): 'open' | 'solved' | null {
  for (const event of [...events].reverse()) {
    if (['published', 'refused', 'withdrawn', 'report_accepted', 'report_rejected'].includes(event.type))
      return 'solved';
    if (event.type === 'answered') return 'open';
    if (event.type === 'modified') return event.data.status === 'in_moderation' ? 'open' : null;
  }
  return null;
}

/** Domain §5: only reviews in moderation make a ticket, unless the merchant widened it; one that passed through it counts. */
export function isInScope(review: ReviewState, events: WaitingEvent[], scope: TicketScope): boolean {
  if (scope.kind === 'all') return review.status !== 'withdrawn';
  if (scope.kind === 'rating_at_most' && review.rating <= scope.maxRating)
    return review.status !== 'withdrawn';
  return (
    review.status === 'in_moderation' || (review.status !== 'withdrawn' && events.some(entersModeration))
  );
}

/**
 * @param events waiting events of one review, oldest first, never empty.
 * @param hasTicket a ticket exists, or its creation was already decided.
 * @param connectedAt what happened before is history, which becomes tickets only where the merchant asks for it; a review that is in
 * moderation now is work of today, whenever it came.
 */
export function planReview(input: {
  review: ReviewState;
  events: WaitingEvent[];
  hasTicket: boolean;
  scope: TicketScope;
  connectedAt: Date;
}): Plan {
  const { review, events, hasTicket, scope, connectedAt } = input;
  const fromSeq = events[0]?.seq ?? 0;
  const toSeq = events.at(-1)?.seq ?? 0;
  const told = events.filter(isWorthTelling);
  if (!hasTicket) {
    const isHistory = review.status !== 'in_moderation' && events.every((event) => event.at < connectedAt);
    if (isHistory || !isInScope(review, events, scope)) return { action: 'none', toSeq };
    const ticketStatus = review.status === 'in_moderation' ? null : ticketStatusAfter(events);
    return { action: 'create', fromSeq, toSeq, told, ticketStatus };
  }
  if (told.length === 0) return { action: 'none', toSeq };
  return { action: 'update', fromSeq, toSeq, told, ticketStatus: ticketStatusAfter(told) };
}

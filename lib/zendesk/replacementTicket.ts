/**
 * The ticket that takes the place of one which accepts no more changes. Pure. It tells the whole review again, then what the other
 * ticket could not be told; a closed one is linked to it by Zendesk itself.
 */
import type { NewTicket } from '@/lib/zendesk/resources/tickets';
import { newTicket, type NewTicketInput } from '@/lib/zendesk/ticketContent';
import { externalIdOf } from '@/lib/zendesk/ticketTags';

/** `moved`: it lies in an account that the website has left. */
export const replacementReasons = ['closed', 'deleted', 'moved'] as const;
export type ReplacementReason = (typeof replacementReasons)[number];

/** The ticket that was there before. */
export type Replaced = {
  ticketId: number;
  reason: ReplacementReason;
  /** Which of the review's tickets the new one is: 2 for the second. */
  place: number;
};

export function replacementTicket(input: NewTicketInput, { ticketId, reason, place }: Replaced): NewTicket {
  const opening = input.wording.t(`replacement.${reason}`, { ticket: String(ticketId) });
  return {
    ...newTicket(input, opening),
    external_id: externalIdOf(input.review.id, place),
    // Only a closed ticket of the same account can be followed up.
    ...(reason === 'closed' ? { via_followup_source_id: ticketId } : {}),
  };
}

import type { Engine } from '@/lib/sync/runtime/connection';
import type { DueDelivery } from '@/lib/sync/outbound/ledger';
import {
  createTicket,
  findTicketsByExternalId,
  type NewTicket,
  type Ticket,
} from '@/lib/zendesk/resources/tickets';

/**
 * Makes a ticket once. After an outcome nobody knows it is looked for by its external id, which no other ticket of the review has.
 * @throws ZendeskError; with `outcome: 'unknown'` the ticket may exist.
 */
export async function makeTicket(
  { client, signal }: Engine,
  delivery: DueDelivery,
  ticket: NewTicket,
  isOutcomeUnknown: boolean,
): Promise<Ticket> {
  if (isOutcomeUnknown || delivery.lastErrorCode === 'idempotency_mismatch') {
    const [first] = await findTicketsByExternalId(client, ticket.external_id, { signal });
    if (first) return first;
  }
  // The key outlives a time-out by two hours, which covers a create that Zendesk is still working on while we look.
  return createTicket(client, ticket, { idempotencyKey: delivery.id, signal });
}

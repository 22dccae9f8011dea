/**
 * Erases what one review left in its Zendesk account. Every step may be done again: a killed worker's ticket is taken up
 * from the beginning and what is black or gone already is left alone.
 */
import { blackenTicket } from '@/lib/erasure/blacken';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import {
  anonymiseTicket,
  destroyDeletedTicket,
  destroyTicket,
  destroyUser,
  findUser,
  listRequestedTickets,
} from '@/lib/zendesk/resources/erasure';
import { findTicketsByExternalId, getTicket, type Ticket } from '@/lib/zendesk/resources/tickets';
import { getCurrentUser } from '@/lib/zendesk/resources/users';

export type TicketTask = {
  ticketId: number | null;
  externalId: string;
  mode: 'redact' | 'delete';
  /** What the ticket is called afterwards. */
  subject: string;
  /** The field with the order's reference; null when it is not known any more. */
  fieldId: number | null;
  /** Known from an earlier try that was cut short. */
  requesterId: number | null;
  /** Notes the ticket and whom it is for, before it is changed. */
  onTicket: (found: { ticketId: number; requesterId: number | null }) => Promise<void>;
  /** External ids of all tickets this erasure concerns: they do not count as other business of their requester. */
  concerned: ReadonlySet<string>;
};

type Place = { client: ZendeskClient; signal: AbortSignal };

/**
 * @returns whether the requester's profile stayed, because the shop knows them from other tickets.
 * @throws ZendeskError as long as something is left; with code `words_left` or `files_left` where Zendesk said yes to everything.
 */
export async function eraseTicket(place: Place, task: TicketTask): Promise<{ isRequesterKept: boolean }> {
  const tickets = await findTickets(place, task);
  // A run that ended between the two steps of a deletion left a ticket nobody finds any more.
  if (tickets.length === 0 && task.mode === 'delete' && task.ticketId !== null)
    await destroyDeletedTicket(place.client, task.ticketId, place);
  let isRequesterKept = false;
  if (tickets.length === 0 && task.requesterId !== null)
    return { isRequesterKept: await eraseRequester(place, task.requesterId, task) };
  let left: ZendeskError | null = null;
  for (const ticket of tickets) {
    const requesterId = task.requesterId ?? ticket.requester_id ?? null;
    await task.onTicket({ ticketId: ticket.id, requesterId });
    if (task.mode === 'delete') await destroyTicket(place.client, ticket.id, place);
    else left = (await redact(place, ticket, task)) ?? left;
    if (requesterId !== null)
      isRequesterKept = (await eraseRequester(place, requesterId, task)) || isRequesterKept;
  }
  // Whatever could be done is done; what is left is told.
  if (left) throw left;
  return { isRequesterKept };
}

/** The known ticket, and any that a lost answer left behind. */
async function findTickets({ client, signal }: Place, task: TicketTask): Promise<Ticket[]> {
  const found = await findTicketsByExternalId(client, task.externalId, { signal });
  if (task.ticketId === null || found.some(({ id }) => id === task.ticketId)) return found;
  try {
    return [...found, await getTicket(client, task.ticketId, { signal })];
  } catch (error) {
    if (isZendeskError(error) && error.kind === 'not_found') return found;
    throw error;
  }
}

/** @returns why something is left; null when nothing is. */
async function redact(place: Place, ticket: Ticket, task: TicketTask): Promise<ZendeskError | null> {
  const left = await blackenTicket(place, ticket);
  // Nobody can change a closed ticket; its requester's profile goes all the same.
  if (ticket.status === 'closed') return left;
  const us = await getCurrentUser(place.client, place);
  if (us.id == null || (ticket.subject === task.subject && ticket.requester_id === us.id)) return left;
  const custom_fields = task.fieldId === null ? [] : [{ id: task.fieldId, value: '' }];
  const changes = { subject: task.subject, requester_id: us.id, custom_fields };
  await anonymiseTicket(place.client, ticket.id, changes, place);
  return left;
}

async function eraseRequester(
  { client, signal }: Place,
  requesterId: number,
  task: TicketTask,
): Promise<boolean> {
  const user = await findUser(client, requesterId, { signal });
  if (user?.role !== 'end-user' || user.active === false) return false;
  const others = await listRequestedTickets(client, requesterId, { signal });
  const isConcerned = ({ external_id }: Ticket) => task.concerned.has(external_id ?? '');
  if (!others.every(isConcerned)) return true;
  // The last of the tickets takes the profile with it.
  if (others.some(({ status }) => status !== 'closed')) return false;
  await destroyUser(client, requesterId, { signal });
  return false;
}

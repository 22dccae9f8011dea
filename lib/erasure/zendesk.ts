/**
 * Erases what one review left in its Zendesk account. Every step may be done again: a killed worker's ticket is taken up
 * from the beginning and what is black or gone already is left alone.
 */
import { isZendeskError } from '@/lib/zendesk/errors';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { listComments } from '@/lib/zendesk/resources/comments';
import {
  anonymiseTicket,
  destroyTicket,
  destroyUser,
  findUser,
  isRedacted,
  listRequestedTickets,
  redactComment,
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
  /** Notes whom the ticket is for, before it is changed. */
  onRequester: (requesterId: number) => Promise<void>;
  /** External ids of all tickets this erasure concerns: they do not count as other business of their requester. */
  concerned: ReadonlySet<string>;
};

type Place = { client: ZendeskClient; signal: AbortSignal };

/** @returns whether the requester's profile stayed, because the shop knows them from other tickets. */
export async function eraseTicket(place: Place, task: TicketTask): Promise<{ isRequesterKept: boolean }> {
  const tickets = await findTickets(place, task);
  let isRequesterKept = false;
  if (tickets.length === 0 && task.requesterId !== null)
    return { isRequesterKept: await eraseRequester(place, task.requesterId, task) };
  for (const ticket of tickets) {
    const requesterId = task.requesterId ?? ticket.requester_id ?? null;
    if (requesterId !== null) await task.onRequester(requesterId);
    await (task.mode === 'delete'
      ? destroyTicket(place.client, ticket.id, place)
      : redact(place, ticket, task));
    if (requesterId !== null)
      isRequesterKept = (await eraseRequester(place, requesterId, task)) || isRequesterKept;
  }
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

async function redact({ client, signal }: Place, ticket: Ticket, task: TicketTask): Promise<void> {
  const { comments } = await listComments(client, ticket.id, { signal });
  for (const comment of comments)
    if (!isRedacted(comment)) await redactComment(client, ticket.id, comment, { signal });
  // Nobody can change a closed ticket; its requester's profile goes all the same.
  if (ticket.status === 'closed') return;
  const us = await getCurrentUser(client, { signal });
  if (us.id == null) return;
  const custom_fields = task.fieldId === null ? [] : [{ id: task.fieldId, value: '' }];
  await anonymiseTicket(
    client,
    ticket.id,
    { subject: task.subject, requester_id: us.id, custom_fields },
    { signal },
  );
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

/** Tickets: created once by key, found again by external id, changed without touching what others wrote. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';
import { rowsOf } from '@/lib/zendesk/resources/pages';
import { viaSchema } from '@/lib/zendesk/resources/via';

export const ticketSchema = z.looseObject({
  id: idSchema,
  external_id: z.union([z.string(), z.number().transform(String)]).nullish(),
  subject: z.string().nullish(),
  status: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  updated_at: z.string().nullish(),
  created_at: z.string().nullish(),
  is_public: z.boolean().nullish(),
  requester_id: idSchema.nullish(),
  submitter_id: idSchema.nullish(),
  brand_id: idSchema.nullish(),
  custom_fields: z.array(z.looseObject({ id: idSchema, value: z.unknown().optional() })).nullish(),
  via: viaSchema,
});
export type Ticket = z.output<typeof ticketSchema>;

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
export type TicketType = 'problem' | 'incident' | 'question' | 'task';
export type TicketPriority = 'urgent' | 'high' | 'normal' | 'low';

/** `html_body`, escaped: of a `body` Zendesk takes what looks like a tag and renders Markdown. Deliveries of earlier versions hold a `body`. */
export type NewComment = ({ html_body: string } | { body: string }) & { public: boolean };

export type NewTicket = {
  subject: string;
  comment: NewComment;
  external_id: string;
  requester?: { name: string; email: string };
  custom_fields?: { id: number; value: string }[];
  tags?: string[];
  status?: TicketStatus;
  priority?: TicketPriority;
  type?: TicketType;
  group_id?: number;
  assignee_id?: number;
  brand_id?: number;
  ticket_form_id?: number;
  /** The closed ticket this one goes on from; Zendesk shows each on the other. */
  via_followup_source_id?: number;
};

export type TicketChanges = {
  comment?: NewComment;
  status?: TicketStatus;
  priority?: TicketPriority;
  custom_fields?: { id: number; value: string }[];
  external_id?: string;
};

const ticketAnswer = z.looseObject({ ticket: ticketSchema });
const ticketsAnswer = z.looseObject({ tickets: rowsOf(ticketSchema) });

function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inKeyOrder(inner)]));
}

/**
 * @param options.idempotencyKey sent again with the very same body within two hours, it gives the first ticket and no second one.
 * @throws ZendeskError; with `outcome: 'unknown'` the ticket may exist.
 */
export async function createTicket(
  client: ZendeskClient,
  ticket: NewTicket,
  options: { idempotencyKey: string; signal?: AbortSignal },
): Promise<Ticket> {
  const { idempotencyKey, signal } = options;
  const answer = await client.request({
    method: 'POST',
    path: apiPath('tickets'),
    // The same bytes each time a key is used: stored and read again, the same ticket has its keys in another order.
    body: inKeyOrder({ ticket }),
    idempotencyKey,
    schema: ticketAnswer,
    signal,
  });
  return answer.ticket;
}

/** @throws ZendeskError `not_found` for a deleted ticket. */
export async function getTicket(
  client: ZendeskClient,
  ticketId: number,
  options: { signal?: AbortSignal } = {},
): Promise<Ticket> {
  const answer = await client.request({
    method: 'GET',
    path: apiPath('tickets', ticketId),
    schema: ticketAnswer,
    signal: options.signal,
  });
  return answer.ticket;
}

/** @param ticketIds at most 100. Deleted tickets are missing in the answer. */
export async function listTickets(client: ZendeskClient, ticketIds: number[]): Promise<Ticket[]> {
  if (ticketIds.length === 0) return [];
  const answer = await client.request({
    method: 'GET',
    path: apiPath('tickets', 'show_many'),
    query: { ids: ticketIds.join(',') },
    schema: ticketsAnswer,
  });
  return answer.tickets;
}

/**
 * External ids are not unique in Zendesk: after an unknown outcome there may be several, the oldest comes first.
 * The answer is filtered once more, so that an account that overlooks the filter cannot give us a stranger's ticket.
 */
export async function findTicketsByExternalId(
  client: ZendeskClient,
  externalId: string,
  options: { signal?: AbortSignal } = {},
): Promise<Ticket[]> {
  const answer = await client.request({
    method: 'GET',
    path: apiPath('tickets'),
    query: { external_id: externalId },
    schema: ticketsAnswer,
    signal: options.signal,
  });
  return answer.tickets
    .filter((ticket) => ticket.external_id === externalId)
    .sort((one, other) => one.id - other.id);
}

/** @throws ZendeskError `validation` for a closed ticket, `conflict`, `not_found`. */
export async function updateTicket(
  client: ZendeskClient,
  ticketId: number,
  changes: TicketChanges,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Ticket> {
  const answer = await client.request({
    method: 'PUT',
    path: apiPath('tickets', ticketId),
    body: { ticket: changes },
    schema: ticketAnswer,
    signal,
  });
  return answer.ticket;
}

export type TagChanges = { added: string[]; removed: string[] };

/** One by one, so that a tag an agent sets at the same moment stays: an update replaces the whole set. Twice is the same as once. */
export async function changeTags(
  client: ZendeskClient,
  ticketId: number,
  { added, removed }: TagChanges,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const path = apiPath('tickets', ticketId, 'tags');
  if (added.length > 0) await client.request({ method: 'PUT', path, body: { tags: added }, signal });
  if (removed.length > 0) await client.request({ method: 'DELETE', path, body: { tags: removed }, signal });
}

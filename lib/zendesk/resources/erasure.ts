/** What takes a person out of an account: redaction of comments, and removal of tickets and users for good. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isWordless } from '@/lib/zendesk/comment/reading';
import { isZendeskError } from '@/lib/zendesk/errors';
import type { Comment } from '@/lib/zendesk/resources/comments';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';
import { ticketSchema, type Ticket } from '@/lib/zendesk/resources/tickets';
import { userSchema, type ZendeskUser } from '@/lib/zendesk/resources/users';

type Options = { signal?: AbortSignal };

/** Each run of text in the comment's own markup, and nothing else: the account compares what is outside the tags. */
export function withRedactTags(html: string): string {
  return html.replace(/(^|>)([^<]*[^<\s][^<]*)/g, '$1<redact>$2</redact>');
}

/** Words that are black already need no second call. */
export const isRedacted = (comment: Comment) => isWordless(comment);

/** Blackens a whole comment, in closed tickets too. There is no way back. */
export async function redactComment(
  client: ZendeskClient,
  ticketId: number,
  comment: Comment,
  { signal }: Options = {},
): Promise<void> {
  await client.request({
    method: 'PUT',
    path: apiPath('comment_redactions', comment.id),
    body: { ticket_id: ticketId, html_body: withRedactTags(comment.html_body ?? '') },
    signal,
  });
}

/** Gives a ticket another subject and requester. @throws ZendeskError `validation` for a closed ticket. */
export async function anonymiseTicket(
  client: ZendeskClient,
  ticketId: number,
  changes: { subject: string; requester_id: number; custom_fields: { id: number; value: string }[] },
  { signal }: Options = {},
): Promise<void> {
  await client.request({
    method: 'PUT',
    path: apiPath('tickets', ticketId),
    body: { ticket: changes },
    signal,
  });
}

/** Both steps of removing a ticket for good; one that is gone already counts as removed. */
export async function destroyTicket(client: ZendeskClient, ticketId: number, { signal }: Options = {}) {
  await ifThere(client.request({ method: 'DELETE', path: apiPath('tickets', ticketId), signal }));
  await ifThere(client.request({ method: 'DELETE', path: apiPath('deleted_tickets', ticketId), signal }));
}

/** Both steps of removing a user for good. @throws ZendeskError `validation` while they wait for an answer. */
export async function destroyUser(client: ZendeskClient, userId: number, { signal }: Options = {}) {
  await ifThere(client.request({ method: 'DELETE', path: apiPath('users', userId), signal }));
  await ifThere(client.request({ method: 'DELETE', path: apiPath('deleted_users', userId), signal }));
}

/** Null for a user who is gone. */
export async function findUser(
  client: ZendeskClient,
  userId: number,
  { signal }: Options = {},
): Promise<ZendeskUser | null> {
  const schema = z.looseObject({ user: userSchema });
  const answer = await ifThere(
    client.request({ method: 'GET', path: apiPath('users', userId), schema, signal }),
  );
  return answer?.user ?? null;
}

/** The first page is enough: what counts is whether there is anything else. */
export async function listRequestedTickets(
  client: ZendeskClient,
  userId: number,
  { signal }: Options = {},
): Promise<Ticket[]> {
  const path = apiPath('users', userId, 'tickets', 'requested');
  const schema = z.looseObject({ tickets: z.array(ticketSchema.extend({ id: idSchema })) });
  const answer = await ifThere(client.request({ method: 'GET', path, schema, signal }));
  return answer?.tickets ?? [];
}

async function ifThere<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (isZendeskError(error) && error.kind === 'not_found') return null;
    throw error;
  }
}

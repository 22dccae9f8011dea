/** What takes a person out of an account: redaction of comments, and removal of tickets and users for good. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, ZendeskError } from '@/lib/zendesk/errors';
import { withRedactMarks } from '@/lib/zendesk/redaction';
import type { Comment } from '@/lib/zendesk/resources/comments';
import { apiPath, idSchema } from '@/lib/zendesk/resources/identifiers';
import { findJobs, isJobOver, resultsOf, type Job } from '@/lib/zendesk/resources/jobs';
import { ticketSchema, type Ticket } from '@/lib/zendesk/resources/tickets';
import { userSchema, type ZendeskUser } from '@/lib/zendesk/resources/users';

type Options = { signal?: AbortSignal };

/** The comment's words, links and pictures, in closed tickets too. There is no way back. Needs the Agent Workspace. */
export async function redactComment(
  client: ZendeskClient,
  ticketId: number,
  comment: Comment,
  { signal, fileUrls }: Options & { fileUrls?: string[] } = {},
): Promise<void> {
  await client.request({
    method: 'PUT',
    path: apiPath('comment_redactions', comment.id),
    body: {
      ticket_id: ticketId,
      html_body: withRedactMarks(comment.html_body ?? ''),
      ...(fileUrls ? { external_attachment_urls: fileUrls } : {}),
    },
    signal,
  });
}

/** The older way, for tickets that are not closed: every occurrence of a text in a comment. */
export async function redactText(
  client: ZendeskClient,
  ticketId: number,
  { commentId, text }: { commentId: number; text: string },
  { signal }: Options = {},
): Promise<void> {
  const path = apiPath('tickets', ticketId, 'comments', commentId, 'redact');
  await client.request({ method: 'PUT', path, body: { text }, signal });
}

/** Removes a file for good; a note that it was removed stands in its place. */
export async function redactFile(
  client: ZendeskClient,
  ticketId: number,
  { commentId, fileId }: { commentId: number; fileId: number },
  { signal }: Options = {},
): Promise<void> {
  const path = apiPath('tickets', ticketId, 'comments', commentId, 'attachments', fileId, 'redact');
  await client.request({ method: 'PUT', path, body: {}, signal });
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

/**
 * Both steps of removing a ticket for good; one that is gone already counts as removed. Zendesk only promises the second step: the
 * ticket is gone when its job has ended well.
 * @throws ZendeskError `validation` for a job that failed, `timeout` for one that has not ended yet.
 */
export async function destroyTicket(client: ZendeskClient, ticketId: number, options: Options = {}) {
  const { signal } = options;
  await ifThere(client.request({ method: 'DELETE', path: apiPath('tickets', ticketId), signal }));
  await destroyDeletedTicket(client, ticketId, options);
}

const destroyAnswer = z.looseObject({ job_status: z.looseObject({ id: z.string().min(1) }) });
/** Longer ones are asked about again on the next round. */
const longestJobMs = 10_000;
const firstWaitMs = 100;

/** The second step alone: an earlier run may have ended between the two. */
export async function destroyDeletedTicket(
  client: ZendeskClient,
  ticketId: number,
  { signal }: Options = {},
) {
  const path = apiPath('deleted_tickets', ticketId);
  const call = `DELETE ${path}`;
  const giveUpAt = Date.now() + longestJobMs;
  for (let waitMs = firstWaitMs; Date.now() < giveUpAt; waitMs *= 2) {
    const answer = await ifThere(client.request({ method: 'DELETE', path, schema: destroyAnswer, signal }));
    if (!answer) return;
    const [job] = await findJobs(client, [answer.job_status.id], { signal });
    const outcome = job && isJobOver(job) ? outcomeOf(job) : 'open';
    if (outcome === 'done') return;
    if (outcome === 'failed')
      throw new ZendeskError({ kind: 'validation', outcome: 'refused', code: 'JOB_FAILED', call });
    await delay(waitMs, undefined, signal ? { signal } : {});
  }
  throw new ZendeskError({ kind: 'timeout', outcome: 'unknown', words: 'The job does not end.', call });
}

function outcomeOf(job: Job): 'done' | 'failed' {
  const isRefused = resultsOf(job).some(({ success, error }) => success === false || error != null);
  return job.status === 'completed' && !isRefused ? 'done' : 'failed';
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

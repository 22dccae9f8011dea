/**
 * Takes words, links, pictures and files out of every comment of a ticket, then reads it again: what counts is what is left, not
 * what Zendesk said yes to. A refusal of one comment keeps none of the others from being blackened.
 */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, ZendeskError } from '@/lib/zendesk/errors';
import { isBlack, listFiles, listReadable } from '@/lib/zendesk/redaction';
import { listComments, type Comment } from '@/lib/zendesk/resources/comments';
import { redactComment, redactFile, redactText } from '@/lib/zendesk/resources/erasure';
import type { Ticket } from '@/lib/zendesk/resources/tickets';

type Place = { client: ZendeskClient; signal: AbortSignal };

/** @returns why something is left; null when nothing is. @throws ZendeskError for what passes by waiting. */
export async function blackenTicket(place: Place, ticket: Ticket): Promise<ZendeskError | null> {
  const { comments } = await listComments(place.client, ticket.id, place);
  const unfinished = comments.filter((comment) => !isBlack(comment));
  if (unfinished.length === 0) return null;
  let refusal: ZendeskError | null = null;
  for (const comment of unfinished) {
    const words = await blackenWords(place, ticket, comment);
    const files = await removeFiles(place, ticket, comment);
    refusal ??= words ?? files;
  }
  const again = await listComments(place.client, ticket.id, place);
  const left = again.comments.filter((comment) => !isBlack(comment));
  if (left.length === 0) return null;
  return refusal ?? leftOver(ticket.id, left);
}

function leftOver(ticketId: number, left: Comment[]): ZendeskError {
  const code = left.some((comment) => listReadable(comment).length > 0) ? 'words_left' : 'files_left';
  const words = `Of ${left.length} comments something is left.`;
  return new ZendeskError({
    kind: 'validation',
    outcome: 'refused',
    code,
    words,
    call: `erasure of ticket ${ticketId}`,
  });
}

/** @returns the refusal; null when Zendesk did it. Everything else is thrown: it passes by waiting. */
async function attempt(call: Promise<void>): Promise<ZendeskError | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (isZendeskError(error) && ['forbidden', 'not_found', 'validation'].includes(error.kind)) return error;
    throw error;
  }
}

/** By the Agent Workspace's way; where the account has none, by the older one, which closed tickets do not take. */
async function blackenWords(place: Place, ticket: Ticket, comment: Comment): Promise<ZendeskError | null> {
  const readable = listReadable(comment);
  if (readable.length === 0) return null;
  const refusal = comment.html_body
    ? await attempt(redactComment(place.client, ticket.id, comment, place))
    : null;
  const isDone = comment.html_body !== null && comment.html_body !== '' && !refusal;
  if (isDone || ticket.status === 'closed') return refusal;
  // The longest first: a shorter text may be a part of it.
  for (const text of readable.sort((one, other) => other.length - one.length))
    await attempt(redactText(place.client, ticket.id, { commentId: comment.id, text }, place));
  return refusal;
}

/** One by one; what a closed ticket does not give up that way goes with its comment. */
async function removeFiles(place: Place, ticket: Ticket, comment: Comment): Promise<ZendeskError | null> {
  const fileUrls: string[] = [];
  let refusal: ZendeskError | null = null;
  for (const { id: fileId, url } of listFiles(comment)) {
    const refused = await attempt(
      redactFile(place.client, ticket.id, { commentId: comment.id, fileId }, place),
    );
    if (refused && url !== null) fileUrls.push(url);
    refusal ??= refused;
  }
  if (fileUrls.length === 0) return refusal;
  // Its words are black by now, and what is sent must be the comment as it is.
  const { comments } = await listComments(place.client, ticket.id, place);
  const now = comments.find(({ id }) => id === comment.id) ?? comment;
  const { client, signal } = place;
  return attempt(redactComment(client, ticket.id, now, { signal, fileUrls }));
}

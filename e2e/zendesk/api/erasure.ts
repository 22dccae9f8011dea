import { randomUUID } from 'node:crypto';
import { allow } from '../http/auth';
import { optionalInteger, optionalText, pathId, readJson } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { invalidAttribute, parameterMissing, recordInvalid, recordNotFound } from '../http/errors';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { CommentRow } from '../state/help-desk-rows';
import { presentComment, presentTicket } from '../tickets/present';
import { toBodies } from '../tickets/comment';
import { presentUser } from './users';

const SIGN = '▇';
const blacken = (text: string) => text.replace(/\S/gu, SIGN);

/**
 * Puts black signs where `<redact>` tags stand; all else must be the comment as it is.
 * @throws ApiError 400 when the text outside the tags is another one: redaction is no way to edit
 */
function redactHtml(comment: CommentRow, given: string): string {
  const plain = given.replaceAll(/<\/?redact>/g, '');
  if (plain !== comment.htmlBody) {
    throw invalidAttribute('html_body', 'It must be the comment with redact tags added.');
  }
  return given.replaceAll(/<redact>([\s\S]*?)<\/redact>/g, (_whole, inner: string) =>
    inner.replaceAll(/<[^>]*>|&\w+;|[^<&]+/g, (part) => (part.startsWith('<') ? part : blacken(part))),
  );
}

function saveRedacted(account: Account, comment: CommentRow, htmlBody: string): CommentRow {
  const { plainBody } = toBodies(
    null,
    htmlBody.replace(/^<div class="zd-comment" dir="auto">|<\/div>$/g, ''),
  );
  const saved = account.comments.save({ ...comment, htmlBody, body: plainBody, plainBody });
  const audit = account.audits.get(comment.auditId);
  if (audit) {
    const events = audit.events.map((event) =>
      event.id === comment.id
        ? { ...event, body: plainBody, html_body: htmlBody, plain_body: plainBody }
        : event,
    );
    account.audits.save({ ...audit, events });
  }
  const ticket = account.tickets.get(comment.ticketId);
  const [first] = account.comments.by('ticket', comment.ticketId);
  if (ticket) {
    const generatedTimestamp = Math.floor(account.nowMs() / 1000);
    const description = first?.id === comment.id ? plainBody : ticket.description;
    account.tickets.save({ ...ticket, description, updatedAt: account.now(), generatedTimestamp });
  }
  return saved;
}

/** `PUT /comment_redactions/{id}`: closed tickets too. */
async function redactComment(c: PracticeContext): Promise<Response> {
  const account = c.get('account');
  const body = await readJson(c);
  const ticketId = optionalInteger(body.ticket_id, 'ticket_id');
  if (ticketId === null) throw parameterMissing('ticket_id');
  const comment = account.comments.get(pathId(c));
  if (comment?.ticketId !== ticketId || account.tickets.get(ticketId)?.isDeleted !== false)
    throw recordNotFound();
  const html = optionalText(body.html_body, 'html_body') ?? comment.htmlBody;
  return json(c, {
    comment: presentComment(
      c.get('practice').store,
      account,
      saveRedacted(account, comment, redactHtml(comment, html)),
    ),
  });
}

/** `DELETE /deleted_tickets/{id}`: for good. Only what was deleted before. */
function destroyTicket(c: PracticeContext): Response {
  const account = c.get('account');
  const ticket = account.tickets.get(pathId(c));
  if (!ticket?.isDeleted) throw recordNotFound();
  for (const comment of account.comments.by('ticket', ticket.id)) account.comments.delete(comment.id);
  for (const audit of account.audits.by('ticket', ticket.id)) account.audits.delete(audit.id);
  account.tickets.delete(ticket.id);
  const status = { total: null, progress: null, status: 'queued', message: null, results: null };
  return json(c, { job_status: { id: `V3-${randomUUID().replaceAll('-', '')}`, url: c.req.url, ...status } });
}

/** @throws ApiError 422 while the person still waits for an answer somewhere (the body is unconfirmed) */
function deleteUser(c: PracticeContext): Response {
  const account = c.get('account');
  const user = account.users.get(pathId(c));
  if (!user?.active) throw recordNotFound();
  const isWaiting = account.tickets
    .all()
    .some(
      ({ requesterId, status, isDeleted }) => requesterId === user.id && status !== 'closed' && !isDeleted,
    );
  if (isWaiting) {
    throw recordInvalid({
      base: [{ description: 'User is requester of tickets that are not closed', error: 'InvalidValue' }],
    });
  }
  const saved = account.users.save({ ...user, active: false, updatedAt: account.now() });
  return json(c, { user: presentUser(c.get('practice').store, account, saved) });
}

/** `DELETE /deleted_users/{id}`: for good. Only who was deleted before. */
function destroyUser(c: PracticeContext): Response {
  const account = c.get('account');
  const user = account.users.get(pathId(c));
  if (!user || user.active) throw recordNotFound();
  const name = 'Permanently Deleted User';
  const saved = account.users.save({ ...user, name, email: null, externalId: null, tags: [] });
  return json(c, { deleted_user: presentUser(c.get('practice').store, account, saved) });
}

function listRequested(c: PracticeContext): Response {
  const account = c.get('account');
  const user = account.users.get(pathId(c));
  if (!user) throw recordNotFound();
  const tickets = account.tickets
    .all()
    .filter(({ requesterId, isDeleted }) => requesterId === user.id && !isDeleted)
    .map((ticket) => presentTicket(c.get('practice').store, account, ticket));
  return json(c, { tickets, count: tickets.length, next_page: null, previous_page: null });
}

/** What the law asks of a help desk: taking words out of comments, and tickets and people away for good. */
export function mountErasure(api: PracticeApp): void {
  api.put('/comment_redactions/:id', allow('agent', 'tickets'), redactComment);
  api.delete('/deleted_tickets/:id', allow('agent', 'tickets'), destroyTicket);
  api.get('/users/:id/tickets/requested', allow('agent', 'tickets'), listRequested);
  api.delete('/users/:id', allow('admin', 'users'), deleteUser);
  api.delete('/deleted_users/:id', allow('admin', 'users'), destroyUser);
}

import { allow, callerOf } from '../http/auth';
import { optionalInteger, optionalText, pathId, readJson } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { forbidden, invalidAttribute, parameterMissing, recordInvalid, recordNotFound } from '../http/errors';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { AttachmentRow, CommentRow } from '../state/help-desk-rows';
import { presentAttachment, presentComment, presentTicket } from '../tickets/present';
import { applyMarks, redactedBodies, redactFile, saveRedacted } from '../tickets/redaction';
import { presentJob } from './bulk';
import { presentUser } from './users';

/** Redaction belongs to the Agent Workspace, and on some plans to accounts whose agents may delete tickets. */
function requireAbility(account: Account): void {
  const { settings } = account.row;
  if (settings.lacksAgentWorkspace || settings.forbidsTicketDeletion) throw forbidden();
}

/** The files a redaction names by their address. @throws ApiError 400 for one that is not the comment's */
function filesAt(c: PracticeContext, comment: CommentRow, given: unknown): AttachmentRow[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw invalidAttribute('external_attachment_urls', 'It must be a list.');
  const account = c.get('account');
  const { store } = c.get('practice');
  const files = account.attachments.by('comment', comment.id);
  return given.map((address) => {
    const file = files.find((one) => presentAttachment(store, account, one).content_url === address);
    if (!file) throw invalidAttribute('external_attachment_urls', 'It must hold files of the comment.');
    return file;
  });
}

/** `PUT /comment_redactions/{id}`: closed tickets too. */
async function redactComment(c: PracticeContext): Promise<Response> {
  const account = c.get('account');
  requireAbility(account);
  const body = await readJson(c);
  const ticketId = optionalInteger(body.ticket_id, 'ticket_id');
  if (ticketId === null) throw parameterMissing('ticket_id');
  const comment = account.comments.get(pathId(c));
  if (comment?.ticketId !== ticketId || account.tickets.get(ticketId)?.isDeleted !== false)
    throw recordNotFound();
  const html = applyMarks(comment, optionalText(body.html_body, 'html_body') ?? comment.htmlBody);
  for (const file of filesAt(c, comment, body.external_attachment_urls)) redactFile(account, file);
  const saved = saveRedacted(c.get('practice'), account, comment, redactedBodies(comment, html));
  return json(c, { comment: presentComment(c.get('practice').store, account, saved) });
}

/** `DELETE /deleted_tickets/{id}`: for good, and only once the job it answers with is done. Only what was deleted before. */
function destroyTicket(c: PracticeContext): Response {
  const account = c.get('account');
  const ticket = account.tickets.get(pathId(c));
  if (!ticket?.isDeleted) throw recordNotFound();
  const job = c.get('practice').jobs.enqueue(account, 'destroy', callerOf(c).user.id, [{ id: ticket.id }]);
  return json(c, { job_status: presentJob(c, job) });
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

import { allow, callerOf } from '../http/auth';
import { optionalText, pathId, readJson, toBoolean } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext } from '../http/context';
import { parameterMissing, recordInvalid, recordNotFound } from '../http/errors';
import { cursorPage, offsetPage, wantsCursor } from '../http/pages';
import { json } from '../http/reply';
import type { CommentRow, TicketRow } from '../state/help-desk-rows';
import { jobId } from '../state/identifiers';
import { presentAttachment, presentComment } from '../tickets/present';
import { blackenText, redactFile, saveRedacted } from '../tickets/redaction';
import { updateTicket } from '../tickets/write';
import { listAddress, writerOf } from './request';

function commentInPath(c: PracticeContext): { comment: CommentRow; ticket: TicketRow } {
  const account = c.get('account');
  const ticket = account.tickets.get(pathId(c));
  const comment = account.comments.get(pathId(c, 'comment'));
  if (!ticket || ticket.isDeleted || comment?.ticketId !== ticket.id) throw recordNotFound();
  return { comment, ticket };
}

/** A change of a comment shows in the ticket's stamps, so those who follow changes come by. */
function touch(c: PracticeContext, ticket: TicketRow): void {
  const account = c.get('account');
  const generatedTimestamp = Math.floor(account.nowMs() / 1000);
  account.tickets.save({ ...ticket, updatedAt: account.now(), generatedTimestamp });
  c.get('practice').live.tell(account.subdomain, { kind: 'ticket', ticketId: ticket.id });
}

/** The older redaction: every occurrence of a text becomes black signs. Not in closed tickets. */
async function redactText(c: PracticeContext): Promise<Response> {
  const text = optionalText((await readJson(c)).text, 'text');
  if (!text) throw parameterMissing('text');
  const { comment, ticket } = commentInPath(c);
  refuseClosed(ticket);
  if (!comment.body.includes(text)) {
    throw recordInvalid({ text: [{ description: 'Text: was not found', error: 'InvalidValue' }] });
  }
  const saved = saveRedacted(c.get('practice'), c.get('account'), comment, blackenText(comment, text));
  return json(c, { comment: presentComment(c.get('practice').store, c.get('account'), saved) });
}

/** Takes one file of a comment away. Not in closed tickets. */
function redactAttachment(c: PracticeContext): Response {
  const { comment, ticket } = commentInPath(c);
  refuseClosed(ticket);
  const account = c.get('account');
  const file = account.attachments.get(pathId(c, 'attachment'));
  if (file?.commentId !== comment.id) throw recordNotFound();
  const redacted = redactFile(account, file);
  saveRedacted(c.get('practice'), account, comment, comment);
  return json(c, { attachment: presentAttachment(c.get('practice').store, account, redacted) });
}

function refuseClosed(ticket: TicketRow): void {
  if (ticket.status !== 'closed') return;
  throw recordInvalid({
    status: [{ description: 'Status: closed prevents ticket update', error: 'InvalidValue' }],
  });
}

/** Makes a public comment internal; there is no way back. The first comment stays as it is. */
function makePrivate(c: PracticeContext): Response {
  const { comment, ticket } = commentInPath(c);
  const account = c.get('account');
  refuseClosed(ticket);
  const comments = account.comments.by('ticket', ticket.id);
  if (comments[0]?.id === comment.id) {
    throw recordInvalid({ base: [{ description: 'The first comment cannot be made private' }] });
  }
  account.comments.save({ ...comment, isPublic: false });
  const isPublic = comments.some((one) => one.isPublic && one.id !== comment.id);
  touch(c, { ...ticket, isPublic });
  return c.body(null, 200);
}

function readMergeSources(c: PracticeContext, body: JsonObject, target: TicketRow): TicketRow[] {
  const ids = Array.isArray(body.ids) ? body.ids.map(Number) : [];
  if (ids.length === 0) throw parameterMissing('ids');
  const sources = ids.map((id) => c.get('account').tickets.get(id));
  const fitting = sources.filter(
    (one): one is TicketRow =>
      one !== undefined && !one.isDeleted && one.status !== 'closed' && one.id !== target.id,
  );
  if (fitting.length === ids.length) return fitting;
  throw recordInvalid({ ids: [{ description: 'Ids: are not all tickets that can be merged' }] });
}

/** Closes the sources into the target, each with a comment that says so; the job is done by the time it is asked for. */
async function merge(c: PracticeContext): Promise<Response> {
  const account = c.get('account');
  const body = await readJson(c);
  const target = account.tickets.get(pathId(c));
  if (!target || target.isDeleted) throw recordNotFound();
  refuseClosed(target);
  const sources = readMergeSources(c, body, target);
  const writer = writerOf(c);
  const names = sources.map((one) => `#${String(one.id)}`).join(', ');
  const word = (key: string, otherwise: string) => optionalText(body[key], key) ?? otherwise;
  const targetComment = {
    body: word('target_comment', `Requests ${names} were merged into this request.`),
    public: toBoolean(body.target_comment_is_public, false),
  };
  updateTicket(writer, target, { comment: targetComment });
  for (const source of sources) {
    const comment = {
      body: word('source_comment', `This request was closed and merged into request #${String(target.id)}.`),
      public: toBoolean(body.source_comment_is_public, false),
    };
    updateTicket(writer, source, { comment, status: 'closed', additional_tags: ['closed_by_merge'] });
  }
  const job = account.jobs.save({
    id: jobId(),
    action: 'update',
    actorId: callerOf(c).user.id,
    status: 'completed',
    total: sources.length,
    progress: sources.length,
    message: `Completed at ${account.now()}`,
    results: sources.map(({ id }) => ({ action: 'update', status: 'Updated', success: true, id })),
    createdAtMs: account.nowMs(),
  });
  const url = `${c.get('practice').store.baseUrl(account)}/api/v2/job_statuses/${job.id}.json`;
  const queued = { progress: null, status: 'queued', message: null, results: null };
  return json(c, { job_status: { id: job.id, url, total: job.total, ...queued } });
}

function listDeleted(c: PracticeContext): Response {
  const account = c.get('account');
  const rows = account.tickets.all().filter((ticket) => ticket.isDeleted);
  const present = (ticket: TicketRow) => ({
    id: ticket.id,
    subject: ticket.subject,
    description: ticket.description,
    actor: { id: -1, name: 'Zendesk' },
    deleted_at: ticket.updatedAt,
    previous_state: ticket.status,
  });
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, rows, listAddress(c));
    return json(c, { deleted_tickets: items.map(present), meta, links });
  }
  const { items, ...page } = offsetPage(c, rows, listAddress(c));
  return json(c, { deleted_tickets: items.map(present), ...page });
}

function restore(c: PracticeContext): Response {
  const ticket = c.get('account').tickets.get(pathId(c));
  if (!ticket?.isDeleted) throw recordNotFound();
  touch(c, { ...ticket, isDeleted: false });
  return c.body(null, 200);
}

/** Writes that are no plain update: redacting and hiding comments, merging, bringing back what was deleted. */
export function mountTicketWrites(api: PracticeApp): void {
  const agent = allow('agent', 'tickets');
  api.put('/tickets/:id/comments/:comment/redact', agent, redactText);
  api.put('/tickets/:id/comments/:comment/attachments/:attachment/redact', agent, redactAttachment);
  api.put('/tickets/:id/comments/:comment/make_private', agent, makePrivate);
  api.post('/tickets/:id/merge', agent, merge);
  api.get('/deleted_tickets', agent, listDeleted);
  api.put('/deleted_tickets/:id/restore', agent, restore);
}

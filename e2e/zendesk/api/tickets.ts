import { allow, callerOf } from '../http/auth';
import { pathId, readJson, recordIn } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { forbidden, recordNotFound } from '../http/errors';
import { useEndpointLimit } from '../http/limits';
import { cursorPage, offsetPage, wantsCursor } from '../http/pages';
import { json } from '../http/reply';
import type { AuditRow, TicketRow } from '../state/help-desk-rows';
import { toWarning, unpermittedKeys } from '../tickets/attributes';
import { deleteTicket } from '../tickets/jobs';
import { presentAudit, presentComment, presentTicket } from '../tickets/present';
import { seesTicket } from '../tickets/sight';
import { updateTicket } from '../tickets/write';
import { listAddress, readIds, writerOf } from './request';
import { postTicket } from './tickets-create';
import { presentUser } from './users';

const TEN_MINUTES_MS = 10 * 60_000;
const AUDITS_PER_MINUTE = 500;

export function ticketInPath(c: PracticeContext): TicketRow {
  const ticket = c.get('account').tickets.get(pathId(c));
  if (!ticket || ticket.isDeleted) throw recordNotFound();
  if (!seesTicket(c.get('account'), callerOf(c).user, ticket)) throw forbidden();
  return ticket;
}

/** Every write of tickets counts against the account's update limit, and one ticket's also against its own. */
export function useUpdateLimits(c: PracticeContext, ticketId: number | null): void {
  const account = c.get('account');
  const { limiter } = c.get('practice');
  const { limits } = account.row;
  const headers = c.get('extraHeaders');
  useEndpointLimit(limiter, account, headers, {
    header: 'zendesk-rate-limit-tickets-update',
    key: 'ticket-updates',
    what: 'ticket update',
    total: limits.ticketUpdates,
  });
  if (ticketId === null) return;
  useEndpointLimit(limiter, account, headers, {
    header: 'zendesk-ratelimit-per-ticket-updates',
    key: `ticket-updates/${String(ticketId)}/${String(callerOf(c).user.id)}`,
    what: 'per ticket update',
    total: limits.ticketUpdatesPerTicketIn10Minutes,
    windowMs: TEN_MINUTES_MS,
  });
}

async function putTicket(c: PracticeContext): Promise<Response> {
  const record = recordIn(await readJson(c), 'ticket');
  const ticket = ticketInPath(c);
  useUpdateLimits(c, ticket.id);
  const unknown = unpermittedKeys(record, 'update');
  if (unknown.length > 0) c.get('extraHeaders')['x-zendesk-api-warn'] = toWarning('update', unknown);
  const written = updateTicket(writerOf(c), ticket, record);
  const { store } = c.get('practice');
  return json(c, {
    ticket: presentTicket(store, c.get('account'), written.ticket),
    audit: presentAudit(c.get('account'), written.audit),
  });
}

function listTickets(c: PracticeContext): Response {
  const account = c.get('account');
  const { store } = c.get('practice');
  const externalId = c.req.query('external_id');
  const found =
    externalId === undefined ? account.tickets.all() : account.tickets.by('externalId', externalId);
  const { user } = callerOf(c);
  const rows = found.filter((ticket) => !ticket.isDeleted && seesTicket(account, user, ticket));
  const present = (ticket: TicketRow) => presentTicket(store, account, ticket);
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, rows, listAddress(c));
    return json(c, { tickets: items.map(present), meta, links });
  }
  const { items, ...page } = offsetPage(c, rows, listAddress(c));
  return json(c, { tickets: items.map(present), ...page });
}

function listComments(c: PracticeContext): Response {
  const ticket = ticketInPath(c);
  const account = c.get('account');
  const { store } = c.get('practice');
  const rows = account.comments.by('ticket', ticket.id);
  if (c.req.query('sort') === '-created_at' || c.req.query('sort_order') === 'desc') rows.reverse();
  const withUsers = (items: typeof rows) => {
    if (!(c.req.query('include') ?? '').split(',').includes('users')) return {};
    const ids = [...new Set(items.map((comment) => comment.authorId))];
    return {
      users: ids
        .flatMap((id) => account.users.get(id) ?? [])
        .map((user) => presentUser(store, account, user)),
    };
  };
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, rows, listAddress(c));
    return json(c, {
      comments: items.map((row) => presentComment(store, account, row)),
      ...withUsers(items),
      meta,
      links,
    });
  }
  const { items, ...page } = offsetPage(c, rows, listAddress(c));
  return json(c, {
    comments: items.map((row) => presentComment(store, account, row)),
    ...withUsers(items),
    ...page,
  });
}

/** What became of a ticket, with the channel of each change. Limited of its own; the header's name is unconfirmed. */
function listAudits(c: PracticeContext): Response {
  const account = c.get('account');
  useEndpointLimit(c.get('practice').limiter, account, c.get('extraHeaders'), {
    header: 'zendesk-ratelimit-ticket-audits-index',
    key: 'ticket-audits',
    what: 'ticket audits',
    total: AUDITS_PER_MINUTE,
  });
  const rows = account.audits.by('ticket', ticketInPath(c).id);
  const present = (audit: AuditRow) => presentAudit(account, audit);
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, rows, listAddress(c));
    return json(c, { audits: items.map(present), meta, links });
  }
  const { items, ...page } = offsetPage(c, rows, listAddress(c));
  return json(c, { audits: items.map(present), ...page });
}

/** Tickets one by one. */
export function mountTickets(api: PracticeApp): void {
  const agent = allow('agent', 'tickets');
  api.get('/tickets', agent, listTickets);
  api.post('/tickets', agent, postTicket);
  api.get('/tickets/show_many', agent, (c) => {
    const account = c.get('account');
    const { store } = c.get('practice');
    const tickets = readIds(c)
      .flatMap((id) => account.tickets.get(id) ?? [])
      .filter((ticket) => !ticket.isDeleted && seesTicket(account, callerOf(c).user, ticket))
      .map((ticket) => presentTicket(store, account, ticket));
    return json(c, { tickets, count: tickets.length, next_page: null, previous_page: null });
  });
  api.get('/tickets/:id', agent, (c) =>
    json(c, { ticket: presentTicket(c.get('practice').store, c.get('account'), ticketInPath(c)) }),
  );
  api.put('/tickets/:id', agent, putTicket);
  api.delete('/tickets/:id', agent, (c) => {
    const isKept = c.get('account').row.settings.forbidsTicketDeletion && callerOf(c).user.role !== 'admin';
    if (isKept) throw forbidden();
    deleteTicket(c.get('account'), ticketInPath(c).id);
    return c.body(null, 204);
  });
  api.get('/tickets/:id/comments', agent, listComments);
  api.get('/tickets/:id/audits', agent, listAudits);
}

import { html, raw } from 'hono/html';
import type { PracticeApp } from '../http/context';
import { ApiError } from '../http/errors';
import { countAgentUpdate } from '../http/limits';
import type { TicketRow, TicketStatus } from '../state/help-desk-rows';
import { toRichText } from '../tickets/composer';
import { seesTicket } from '../tickets/sight';
import { updateTicket } from '../tickets/write';
import { agentScreen, show, showMissing, type Screen } from './guard';
import type { Html } from './layout';
import { toShownTime } from './locale';
import { statusChip } from './status-chip';
import { mountNewTicketScreen } from './new-ticket';
import { ticketBody } from './ticket';

const STATUSES: TicketStatus[] = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const SHOWN = 200;

function filters(screen: Screen, status: string | undefined, query: string): Html {
  const { base, t } = screen;
  const link = (value: string | undefined, label: string) => {
    const search = new URLSearchParams({
      ...(value ? { status: value } : {}),
      ...(query ? { q: query } : {}),
    });
    return html`<a
      href="${base}/tickets?${search.toString()}"
      ${value === status ? raw('aria-current="true"') : ''}
      >${label}</a
    >`;
  };
  return html`<div class="filters" role="group" aria-label="${t.filterStatus}">
      ${link(undefined, t.all)} ${STATUSES.map((value) => link(value, t.statuses[value]))}
    </div>
    <form class="filters" role="search" method="get" action="${base}/tickets">
      ${status ? html`<input type="hidden" name="status" value="${status}" />` : ''}
      <input style="max-width:20rem" type="search" name="q" aria-label="${t.search}" value="${query}" />
      <button class="quiet">${t.search}</button>
    </form>`;
}

function isWanted(screen: Screen, ticket: TicketRow, status: string | undefined, query: string): boolean {
  if (ticket.isDeleted || (status && ticket.status !== status)) return false;
  if (!seesTicket(screen.c.get('account'), screen.user, ticket)) return false;
  if (!query) return true;
  const requester = screen.c.get('account').users.get(ticket.requesterId);
  const values = Object.values(ticket.customFields).map(String);
  const text = [
    String(ticket.id),
    ticket.subject,
    ticket.externalId,
    requester?.name,
    requester?.email,
    ...ticket.tags,
    ...values,
  ];
  return text.join(' ').toLowerCase().includes(query.toLowerCase());
}

function rows(screen: Screen, tickets: TicketRow[]): Html {
  const { base, t } = screen;
  const account = screen.c.get('account');
  const { locale, timeZone } = account.row;
  return html`<div class="card scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">${t.subject}</th>
          <th scope="col">${t.status}</th>
          <th scope="col">${t.requester}</th>
          <th scope="col">${t.updated}</th>
        </tr>
      </thead>
      <tbody>
        ${tickets.map(
          (ticket) =>
            html`<tr>
              <td>${ticket.id}</td>
              <td><a href="${base}/tickets/${ticket.id}">${ticket.subject ?? t.noSubject}</a></td>
              <td>${statusChip(t, ticket.status)}</td>
              <td>${account.users.get(ticket.requesterId)?.name}</td>
              <td>
                <time datetime="${ticket.updatedAt}">${toShownTime(ticket.updatedAt, locale, timeZone)}</time>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function listScreen(screen: Screen): Response | Promise<Response> {
  const { c, t } = screen;
  const status = STATUSES.find((one) => one === c.req.query('status'));
  const query = c.req.query('q') ?? '';
  const tickets = c
    .get('account')
    .tickets.all()
    .filter((ticket) => isWanted(screen, ticket, status, query))
    .sort((a, b) => b.id - a.id)
    .slice(0, SHOWN);
  const list = tickets.length
    ? rows(screen, tickets)
    : html`<div class="card">
        <p>${t.noTickets}</p>
        <p class="soft">${t.noTicketsHint}</p>
      </div>`;
  return show(
    screen,
    'tickets',
    t.tickets,
    html`<h1>${t.tickets}</h1>
      <p><a href="${screen.base}/tickets/new">${t.newTicket}</a></p>
      ${filters(screen, status, query)}${list}`,
  );
}

function findTicket(screen: Screen): TicketRow | undefined {
  const ticket = screen.c.get('account').tickets.get(screen.c.req.param('id'));
  if (!ticket || ticket.isDeleted) return undefined;
  return seesTicket(screen.c.get('account'), screen.user, ticket) ? ticket : undefined;
}

function ticketScreen(screen: Screen): Response | Promise<Response> {
  const ticket = findTicket(screen);
  if (!ticket) return showMissing(screen, 'tickets');
  const title = `#${String(ticket.id)} ${ticket.subject ?? ''}`;
  const notice =
    screen.c.req.query('saved') === undefined ? null : { text: screen.t.saved, isProblem: false };
  return show(screen, 'tickets', title, ticketBody(screen, ticket, notice, ''));
}

/** What an agent sends: perhaps a comment, perhaps another status. A refusal keeps the text on screen. */
async function submit(screen: Screen): Promise<Response> {
  const { c, user, base } = screen;
  const ticket = findTicket(screen);
  if (!ticket) return showMissing(screen, 'tickets');
  const form = await c.req.parseBody();
  const body = typeof form.body === 'string' ? form.body.replaceAll('\r\n', '\n') : '';
  const record = {
    ...(body.trim() === ''
      ? {}
      : { comment: { html_body: toRichText(body), public: form.visibility === 'public' } }),
    ...(form.status === ticket.status ? {} : { status: form.status }),
  };
  countAgentUpdate(c.get('practice').limiter, c.get('account'));
  try {
    updateTicket(
      { practice: c.get('practice'), account: c.get('account'), actor: user, viaChannel: 'web' },
      ticket,
      record,
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const notice = { text: error.message, isProblem: true };
    return show(screen, 'tickets', `#${String(ticket.id)}`, ticketBody(screen, ticket, notice, body), 422);
  }
  return c.redirect(`${base}/tickets/${String(ticket.id)}?saved`, 303);
}

/** The agents' screens: the list of tickets and one ticket. */
export function mountTicketScreens(app: PracticeApp): void {
  app.get('/:subdomain/agent/tickets', agentScreen(listScreen));
  mountNewTicketScreen(app);
  app.get('/:subdomain/agent/tickets/:id', agentScreen(ticketScreen));
  app.post('/:subdomain/agent/tickets/:id', agentScreen(submit));
}

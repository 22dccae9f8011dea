import { allow } from '../http/auth';
import type { PracticeApp, PracticeContext } from '../http/context';
import { parameterMissing, ApiError, invalidAttribute } from '../http/errors';
import { useEndpointLimit } from '../http/limits';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { TicketRow } from '../state/help-desk-rows';
import { presentTicket } from '../tickets/present';
import { listAddress } from './request';
import { presentUser } from './users';

const MAX_RESULTS = 1000;
const MAX_PAGE = 100;

/** Splits `type:ticket external_id:"a b" word` into pairs; bare words have no name. */
function parseQuery(query: string): { name: string | null; value: string }[] {
  return [...query.matchAll(/(?:(\w+):)?(?:"([^"]*)"|(\S+))/g)].map((match) => ({
    name: match[1] ?? null,
    value: match[2] ?? match[3] ?? '',
  }));
}

function matchesTerm(account: Account, ticket: TicketRow, name: string | null, value: string): boolean {
  const custom = /^custom_field_(\d+)$/.exec(name ?? '')?.[1];
  if (custom !== undefined) return String(ticket.customFields[custom] ?? '') === value;
  switch (name) {
    case 'type':
    case 'order_by':
    case 'sort':
      return true;
    case 'external_id':
      return ticket.externalId === value;
    case 'status':
      return ticket.status === value;
    case 'tags':
      return ticket.tags.includes(value);
    case 'fieldvalue':
      return Object.values(ticket.customFields).some((held) => String(held) === value);
    case 'requester':
      return account.users.get(ticket.requesterId)?.email === value || String(ticket.requesterId) === value;
    case 'subject':
      return (ticket.subject ?? '').toLowerCase().includes(value.toLowerCase());
    default: {
      const text = `${ticket.subject ?? ''} ${ticket.description}`.toLowerCase();
      return text.includes(value.toLowerCase()) || String(ticket.id) === value;
    }
  }
}

function find(c: PracticeContext): Record<string, unknown>[] {
  const query = c.req.query('query');
  if (query === undefined) throw parameterMissing('query');
  const account = c.get('account');
  const { store } = c.get('practice');
  const terms = parseQuery(query);
  const type = terms.find((term) => term.name === 'type')?.value ?? 'ticket';
  if (type === 'user') {
    const words = terms.filter((term) => term.name !== 'type').map((term) => term.value.toLowerCase());
    return account.users
      .all()
      .filter((user) =>
        words.every((word) => `${user.name} ${user.email ?? ''}`.toLowerCase().includes(word)),
      )
      .map((user) => ({ ...presentUser(store, account, user), result_type: 'user' }));
  }
  return account.tickets
    .all()
    .filter((ticket) => !ticket.isDeleted)
    .filter((ticket) => terms.every((term) => matchesTerm(account, ticket, term.name, term.value)))
    .map((ticket) => ({ ...presentTicket(store, account, ticket), result_type: 'ticket' }));
}

function search(c: PracticeContext): Response {
  const all = find(c);
  const size = Math.min(MAX_PAGE, Number(c.req.query('per_page') ?? MAX_PAGE) || MAX_PAGE);
  const page = Math.max(1, Number(c.req.query('page') ?? '1') || 1);
  // A page past the end of what search shows is refused, not empty; the body's words are ours.
  if (page > 1 && (page - 1) * size >= Math.min(all.length, MAX_RESULTS)) {
    throw new ApiError(422, {
      error: 'InvalidPage',
      description: 'Requested page is past the end of the results',
    });
  }
  const address = (n: number) => {
    const url = new URL(listAddress(c));
    url.searchParams.set('page', String(n));
    return url.toString();
  };
  return json(c, {
    results: all.slice((page - 1) * size, Math.min(page * size, MAX_RESULTS)),
    facets: null,
    next_page: page * size < Math.min(all.length, MAX_RESULTS) ? address(page + 1) : null,
    previous_page: page > 1 ? address(page - 1) : null,
    count: all.length,
  });
}

/** Incremental export by cursor: by time of change, then id; the newest minute is left out. */
function incremental(c: PracticeContext): Response {
  const account = c.get('account');
  const { limiter, store } = c.get('practice');
  useEndpointLimit(limiter, account, c.get('extraHeaders'), {
    header: 'zendesk-ratelimit-incremental-exports',
    key: 'incremental',
    what: 'incremental export',
    total: account.row.limits.incrementalExports,
  });
  const cursor = c.req.query('cursor');
  const start = c.req.query('start_time');
  if (cursor === undefined && start === undefined) throw parameterMissing('start_time');
  const [time, id] = cursor === undefined ? [Number(start), 0] : decodeCursor(cursor);
  if (!Number.isFinite(time)) throw invalidAttribute('start_time', 'It must be seconds since 1970.');
  const size = Math.min(1000, Number(c.req.query('per_page') ?? 1000) || 1000);
  const newest = Math.floor(account.nowMs() / 1000) - account.row.behaviour.incrementalLagSeconds;
  const rows = account.tickets
    .all()
    .filter((ticket) => ticket.generatedTimestamp <= newest)
    .filter(
      (ticket) => ticket.generatedTimestamp > time || (ticket.generatedTimestamp === time && ticket.id > id),
    )
    .sort((a, b) => a.generatedTimestamp - b.generatedTimestamp || a.id - b.id);
  const items = rows.slice(0, size);
  const last = items.at(-1);
  const after = encodeCursor(last?.generatedTimestamp ?? time, last?.id ?? id);
  return json(c, {
    tickets: items.map((ticket) => ({
      ...presentTicket(store, account, ticket),
      generated_timestamp: ticket.generatedTimestamp,
    })),
    after_url: `${store.baseUrl(account)}/api/v2/incremental/tickets/cursor.json?cursor=${after}`,
    before_url: null,
    after_cursor: after,
    before_cursor: null,
    end_of_stream: rows.length <= size,
  });
}

const encodeCursor = (time: number, id: number) =>
  Buffer.from(`${String(time)}|${String(id)}`).toString('base64url');

function decodeCursor(cursor: string): [number, number] {
  const [, time, id] = /^(\d+)\|(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || id === undefined) throw invalidAttribute('cursor', 'It is not a cursor.');
  return [Number(time), Number(id)];
}

/** Search and incremental export. */
export function mountSearch(api: PracticeApp): void {
  api.get('/search', allow('agent', 'tickets'), search);
  api.get('/search/count', allow('agent', 'tickets'), (c) => json(c, { count: find(c).length }));
  api.get('/incremental/tickets/cursor', allow('admin', 'tickets'), incremental);
}

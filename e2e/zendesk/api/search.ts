import { allow } from '../http/auth';
import type { PracticeApp, PracticeContext } from '../http/context';
import { parameterMissing, ApiError, invalidAttribute } from '../http/errors';
import { useEndpointLimit } from '../http/limits';
import { cursorPage } from '../http/pages';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { TicketRow } from '../state/help-desk-rows';
import { presentTicket } from '../tickets/present';
import { listAddress } from './request';
import { presentUser } from './users';

const MAX_RESULTS = 1000;
const MAX_PAGE = 100;
const EXPORTS_PER_MINUTE = 100;

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

function find(c: PracticeContext, wanted?: string): Record<string, unknown>[] {
  const query = c.req.query('query');
  if (query === undefined) throw parameterMissing('query');
  const account = c.get('account');
  const { store } = c.get('practice');
  const terms = parseQuery(query);
  const type = wanted ?? terms.find((term) => term.name === 'type')?.value ?? 'ticket';
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

/** The whole result by cursor, for one type at a time. */
function exportSearch(c: PracticeContext): Response {
  const account = c.get('account');
  const { limiter } = c.get('practice');
  useEndpointLimit(limiter, account, c.get('extraHeaders'), {
    header: 'zendesk-ratelimit-search-export',
    key: 'search-export',
    what: 'search export',
    total: EXPORTS_PER_MINUTE,
  });
  const type = c.req.query('filter[type]');
  if (type === undefined) throw parameterMissing('filter[type]');
  if (type !== 'ticket' && type !== 'user') throw invalidAttribute('filter[type]', 'It is not supported.');
  const rows = find(c, type) as { id: number }[];
  const { items, meta, links } = cursorPage(c, rows, listAddress(c));
  return json(c, { results: items, facets: null, meta, links });
}

/** Search: what is found, how much of it, and all of it. */
export function mountSearch(api: PracticeApp): void {
  api.get('/search', allow('agent', 'tickets'), search);
  api.get('/search/count', allow('agent', 'tickets'), (c) => json(c, { count: find(c).length }));
  api.get('/search/export', allow('agent', 'tickets'), exportSearch);
}

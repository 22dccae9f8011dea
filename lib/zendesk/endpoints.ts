/** The endpoints of Zendesk's API by the names their limits have in its headers. Pure. */

export const ticketUpdates = 'tickets-update';
export const ticketCreates = 'ticket-request-create-by-user-and-ip';
export const ticketSearches = 'tickets-index';
export const jobs = 'inflight-jobs';

/** Counted for our user and our address alone: nobody else's share is in them. */
export const limitsOfOurOwn: ReadonlySet<string> = new Set([ticketCreates]);

const named: [RegExp, string][] = [
  [/^POST (?:imports\/)?tickets\/create_many$/, jobs],
  [/^PUT tickets\/update_many$/, jobs],
  [/^PUT tickets\/\d+$/, ticketUpdates],
  // Each changes its ticket as an update does.
  [/^(?:PUT|POST|DELETE) tickets\/\d+\/tags$/, ticketUpdates],
  [/^POST (?:imports\/)?tickets$/, ticketCreates],
  [/^GET tickets$/, ticketSearches],
  [/ incremental\//, 'incremental-exports'],
  [/ search\/export$/, 'search-export'],
];

/**
 * The endpoint whose own limit a call counts against. One whose limit no header names is known by its method and path, ids left out, so
 * that it can be closed like the others.
 */
export function endpointOf(method: string, path: string): string {
  const part = path.replace(/^.*\/api\/v2\//, '').replace(/\.json$/, '');
  const call = `${method} ${part}`;
  return (
    named.find(([way]) => way.test(call))?.[1] ??
    call.replace(/(?<=\/)(?:\d+|[0-9A-HJKMNP-TV-Z]{26}|V3-[^/]+)(?=\/|$)/g, ':id')
  );
}

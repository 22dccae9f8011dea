/**
 * The agent's colours, as the address says them that Zendesk opens the frame with: the first paint is in them already. The proxy
 * hands them on to the layout, which never sees an address.
 */
export const openingSchemeHeader = 'x-sidebar-scheme';

/** @returns null where the address says nothing we know; the browser's own wish counts then. */
export function openingScheme(query: URLSearchParams): 'light' | 'dark' | null {
  const scheme = query.get('colorScheme');
  return scheme === 'light' || scheme === 'dark' ? scheme : null;
}

import type { PracticeContext } from '../http/context';

/** The absolute address of the list being read, for the links to its other pages. */
export function listAddress(c: PracticeContext): string {
  const url = new URL(c.req.url);
  return `${c.get('practice').store.origin}${url.pathname}${url.search}`;
}

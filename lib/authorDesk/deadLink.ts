import { readFormLink } from '@/lib/orders/formLink';
import { reviewLinkKind } from '@/lib/orders/links';
import { readToken } from '@/lib/platform/crypto/tokens';

/**
 * Whether a path is a signed link that was forged or cut. Known without the database, and therefore ahead of the page: a
 * page that calls `notFound()` is drawn by a script only, and this one must say what to do without any.
 */
export function isDeadLink(path: string): boolean {
  const token = /^\/r\/([^/]+)/.exec(path)?.[1];
  if (token === undefined) return false;
  return readFormLink(token) === null && readToken(reviewLinkKind, token) === null;
}

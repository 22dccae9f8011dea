import type { PracticeContext } from '../http/context';
import { recordNotFound } from '../http/errors';
import type { Account } from '../state/account';

/** The account in the path, or 404. */
export function accountInPath(c: PracticeContext): Account {
  const account = c.get('practice').store.find(c.req.param('subdomain') ?? '');
  if (!account) throw recordNotFound();
  return account;
}

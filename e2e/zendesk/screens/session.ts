import { getCookie, setCookie } from 'hono/cookie';
import type { PracticeContext } from '../http/context';
import type { UserRow } from '../state/account-rows';
import { secretToken } from '../state/identifiers';

const cookieName = (subdomain: string) => `practice_${subdomain}`;

/** The agent signed in to this account's screens, if any. */
export function signedIn(c: PracticeContext): UserRow | null {
  const account = c.get('account');
  const session = account.sessions.get(getCookie(c, cookieName(account.subdomain)));
  const user = account.users.get(session?.userId);
  return user && user.active && !user.suspended && user.role !== 'end-user' ? user : null;
}

/** Signs in for the browser's session; the cookie is the account's own, so two accounts can be open at once. */
export function signIn(c: PracticeContext, user: UserRow): void {
  const account = c.get('account');
  const session = account.sessions.save({ id: secretToken(), userId: user.id });
  setCookie(c, cookieName(account.subdomain), session.id, {
    path: `/${account.subdomain}`,
    httpOnly: true,
    sameSite: 'Lax',
  });
}

export function signOut(c: PracticeContext): void {
  const account = c.get('account');
  const id = getCookie(c, cookieName(account.subdomain));
  if (id !== undefined) account.sessions.delete(id);
}

import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Account } from '../state/account';
import type { Role, UserRow } from '../state/account-rows';
import type { Caller, PracticeContext, PracticeEnv } from './context';
import { couldNotAuthenticate, forbidden, invalidToken } from './errors';

const RANK: Record<Role, number> = { 'end-user': 0, agent: 1, admin: 2 };

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Finds who calls from the Authorization header.
 * @returns null when there is none: absent credentials are anonymous, bad ones are refused
 * @throws ApiError 401
 */
export function identify(account: Account, header: string | undefined): Caller | null {
  if (!header) return null;
  const [scheme = '', value = ''] = header.split(/\s+/, 2);
  if (scheme.toLowerCase() === 'basic') return identifyBasic(account, value);
  if (scheme.toLowerCase() === 'bearer') return identifyBearer(account, value);
  throw couldNotAuthenticate();
}

function identifyBasic(account: Account, encoded: string): Caller {
  const [, name, secret] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  if (name === undefined || secret === undefined) throw couldNotAuthenticate();
  if (name.endsWith('/token')) {
    const user = findByEmail(account, name.slice(0, -'/token'.length));
    const isGranted =
      account.row.settings.tokenAccess &&
      account.apiTokens.all().some((token) => token.isActive && isSame(secret, token.id));
    // The token impersonates any verified user of the account, so the e-mail only chooses whom.
    if (!user?.verified || !isGranted) throw couldNotAuthenticate();
    return { user, kind: 'api_token', scopes: null };
  }
  const user = findByEmail(account, name);
  if (!account.row.settings.passwordAccess || !user?.password || !isSame(secret, user.password)) {
    throw couldNotAuthenticate();
  }
  return { user, kind: 'password', scopes: null };
}

function identifyBearer(account: Account, value: string): Caller {
  const token = account.tokens.by('token', value)[0];
  if (!token || token.isRevoked) throw invalidToken();
  if (token.expiresAtMs !== null && token.expiresAtMs <= account.nowMs()) throw invalidToken();
  const user = account.users.get(token.userId);
  if (!user) throw invalidToken();
  return { user, kind: 'oauth', scopes: token.scopes };
}

export function findByEmail(account: Account, email: string): UserRow | undefined {
  return account.users.by('email', email.trim().toLowerCase())[0];
}

/** Whether these scopes cover a method on a resource: `read`/`write`, or `resource:read`/`resource:write`. */
export function coversScope(scopes: string[] | null, method: string, resource: string): boolean {
  if (scopes === null) return true;
  const need = method === 'GET' || method === 'HEAD' ? 'read' : 'write';
  return scopes.includes(need) || scopes.includes(`${resource}:${need}`);
}

/**
 * Lets through callers of at least this role whose token covers the resource. A suspended user keeps `users/me`
 * (so that a connection test can see `active: false`) and is refused here; the facts are silent on it.
 * @throws ApiError 401 for nobody, 403 for somebody who may not
 */
export function allow(role: Role, resource: string): MiddlewareHandler<PracticeEnv> {
  return async (c, next) => {
    const caller = c.get('caller');
    if (!caller) throw couldNotAuthenticate();
    const { user, scopes } = caller;
    if (!user.active || user.suspended || RANK[user.role] < RANK[role]) throw forbidden();
    if (!coversScope(scopes, c.req.method, resource)) throw forbidden();
    await next();
  };
}

/** The caller behind a route that `allow` guards. */
export function callerOf(c: PracticeContext): Caller {
  const caller = c.get('caller');
  if (!caller) throw couldNotAuthenticate();
  return caller;
}

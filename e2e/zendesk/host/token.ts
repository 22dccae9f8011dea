import { createHash, createSign, randomUUID } from 'node:crypto';
import { keysOf } from '../apps/keys';
import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import type { AppRow, InstallationRow } from '../state/app-rows';
import type { Store } from '../state/store';

/** Real lives of these tokens are unconfirmed; a page is posted at once, so a minute is plenty. */
const LIFE_SECONDS = 60;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs claims as a JWT with the app's key; the header may be replaced, so that tests can forge. */
export function signToken(
  account: Account,
  app: AppRow,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { typ: 'JWT', alg: 'RS256' },
): string {
  const text = `${encode(header)}.${encode(claims)}`;
  const signature = createSign('RSA-SHA256').update(text).sign(keysOf(account, app).privatePem);
  return `${text}.${signature.toString('base64url')}`;
}

/**
 * The claims of a signed URL. `aud` names the installation and `iss` the account, both by this account's own address, as
 * `https://{sub}.zendesk.com` is theirs. How `qsh` is computed, and `nbf` and `jti`, are unconfirmed.
 */
export function toClaims(
  store: Store,
  account: Account,
  installation: InstallationRow,
  user: UserRow,
  launch: { url: string; location: string },
): Record<string, unknown> {
  const base = store.baseUrl(account);
  const now = Math.floor(account.nowMs() / 1000);
  const { pathname, searchParams } = new URL(launch.url);
  searchParams.sort();
  return {
    iss: base.replace(/^https?:\/\//, ''),
    aud: `${base}/api/v2/apps/installations/${String(installation.id)}.json`,
    sub: `${base}/api/v2/users/${String(user.id)}.json`,
    iat: now,
    nbf: now,
    exp: now + LIFE_SECONDS,
    jti: randomUUID(),
    qsh: createHash('sha256').update(`POST&${pathname}&${searchParams.toString()}`).digest('hex'),
    context: { product: 'support', location: launch.location },
  };
}

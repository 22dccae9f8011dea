/**
 * The ways to prove who we are. Each gives the Authorization header; only OAuth can do something about a refusal.
 * Passwords ended in January 2026 and API tokens end on 30 April 2027 (see `methodEndDates`); accounts that still take them exist.
 */
import {
  clientCredentialsGrant,
  type IssuedToken,
  type OauthClient,
  type TokenEndpoint,
} from '@/lib/zendesk/oauth';
import type { CachedToken, TokenCache } from '@/lib/zendesk/tokenCache';
import { memoryTokenCache } from '@/lib/zendesk/tokenCache';

export type AuthProvider = {
  /** @returns the value of the Authorization header. */
  header(): Promise<string>;
  /**
   * Called after a 401. @param refusedHeader what was refused, so that late callers do not throw away a newer token.
   * @returns whether trying once more makes sense.
   */
  onUnauthorized?(refusedHeader: string): Promise<boolean>;
};

const basic = (user: string, secret: string) =>
  `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}`;

export function passwordAuth(credentials: { email: string; password: string }): AuthProvider {
  const header = basic(credentials.email, credentials.password);
  return { header: () => Promise.resolve(header) };
}

export function apiTokenAuth(credentials: { email: string; apiToken: string }): AuthProvider {
  const header = basic(`${credentials.email}/token`, credentials.apiToken);
  return { header: () => Promise.resolve(header) };
}

/** A token at hand and nothing to renew it with: a grant that is being looked at before it is kept. */
export function bearerAuth(accessToken: string): AuthProvider {
  return { header: () => Promise.resolve(`Bearer ${accessToken}`) };
}

/** A token is renewed a minute before its end, a short-lived one in its last fifth. */
function isUsable(token: CachedToken | null, nowMs: number): token is CachedToken {
  return token !== null && token.expiresAt.getTime() - nowMs > 0;
}

/** The end as we keep it: early enough that no call leaves with a token that ends on the way. */
function withMargin(token: IssuedToken, nowMs: number): IssuedToken {
  const lifetimeMs = token.expiresAt.getTime() - nowMs;
  const marginMs = Math.min(60_000, Math.max(lifetimeMs / 5, 0));
  return { ...token, expiresAt: new Date(token.expiresAt.getTime() - marginMs) };
}

export type Renewal = {
  cache: TokenCache;
  /** Asks Zendesk for a new token; called while no other holder of the cache does. */
  issue: () => Promise<IssuedToken>;
  nowMs?: () => number;
};

/**
 * A token that is renewed when it nears its end, and once when it is refused. However many calls need one at the same moment,
 * in however many processes share the cache, one asks for it.
 */
export function renewedAuth({ cache, issue, nowMs = Date.now }: Renewal): AuthProvider {
  let current: CachedToken | null = null;
  let pending: Promise<CachedToken> | null = null;

  /** @param refused an access token Zendesk no longer takes, whatever its end. */
  async function renew(refused: string | null): Promise<CachedToken> {
    return cache.exclusively(async () => {
      const kept = await cache.read();
      if (isUsable(kept, nowMs()) && kept.accessToken !== refused) return kept;
      const token = withMargin(await issue(), nowMs());
      await cache.write(token);
      return token;
    });
  }

  function renewOnce(refused: string | null): Promise<CachedToken> {
    pending ??= renew(refused)
      .then((token) => (current = token))
      .finally(() => {
        pending = null;
      });
    return pending;
  }

  async function token(): Promise<CachedToken> {
    if (isUsable(current, nowMs())) return current;
    const kept = await cache.read();
    return isUsable(kept, nowMs()) ? (current = kept) : renewOnce(null);
  }

  return {
    header: async () => `Bearer ${(await token()).accessToken}`,
    async onUnauthorized(refusedHeader) {
      const refused = refusedHeader.replace(/^Bearer /, '');
      if (current && current.accessToken !== refused && isUsable(current, nowMs())) return true;
      current = null;
      // A renewal begun for another reason may hand out the refused token again; a second one then does not.
      const renewed = await renewOnce(refused);
      if (renewed.accessToken !== refused) return true;
      current = null;
      return (await renewOnce(refused)).accessToken !== refused;
    },
  };
}

export type ClientCredentials = TokenEndpoint &
  OauthClient & {
    /** Shared between processes by the database side; in memory when left out. */
    cache?: TokenCache;
    scope?: string;
  };

/** OAuth client credentials: the token acts as the user who owns the client. There is no refresh token. */
export function clientCredentialsAuth({ cache, ...credentials }: ClientCredentials): AuthProvider {
  return renewedAuth({
    cache: cache ?? memoryTokenCache(),
    issue: () => clientCredentialsGrant(credentials, credentials),
    nowMs: credentials.nowMs,
  });
}

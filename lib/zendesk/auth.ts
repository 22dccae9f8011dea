/**
 * The ways to prove who we are. Each gives the Authorization header; only OAuth can do something about a refusal.
 * Passwords ended in January 2026 and API tokens end on 30 April 2027 (see `methodEndDates`); accounts that still take them exist.
 */
import { z } from 'zod';
import { parseJson, toAnswerError, type Answer } from '@/lib/zendesk/answerErrors';
import { ZendeskError } from '@/lib/zendesk/errors';
import type { CachedToken, TokenCache } from '@/lib/zendesk/tokenCache';
import { memoryTokenCache } from '@/lib/zendesk/tokenCache';
import { exchange, type FetchLike } from '@/lib/zendesk/transport';

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

export type ClientCredentials = {
  /** The client's unique identifier, not its numeric id. */
  clientId: string;
  clientSecret: string;
  /** Origin of the account. */
  baseUrl: string;
  /** Shared between processes by the database side; in memory when left out. */
  cache?: TokenCache;
  scope?: string;
  fetch?: FetchLike;
  timeoutMs?: number;
  /** Real time; a test may move it. */
  nowMs?: () => number;
};

/** Asked for in every token request, because the answer names a lifetime only then. Within the 300 to 172,800 allowed. */
const wantedLifetimeSeconds = 7200;
/** What modern clients get when nothing is said. */
const silentLifetimeSeconds = 1800;
/** A header may hold visible ASCII only; the HTTP library would quote anything else, token included, in its error. */
const tokenText = z.string().regex(/^[\x21-\x7e]+$/, 'must be visible ASCII');
const tokenAnswer = z.looseObject({
  access_token: tokenText,
  expires_in: z.coerce.number().positive().nullish().catch(null),
});

/** OAuth's refusals of a client come as 400, 401 or 403 with these names; all mean: the credentials are no good. */
const credentialErrors = new Set([
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

function toTokenError(answer: Answer, call: string): ZendeskError {
  const error = toAnswerError(answer, call);
  const isAboutCredentials =
    error.kind === 'unauthorized' || ((error.status ?? 0) < 500 && credentialErrors.has(error.code ?? ''));
  return isAboutCredentials ? error.with({ kind: 'unauthorized', outcome: 'refused' }) : error;
}

async function fetchToken(credentials: ClientCredentials, nowMs: () => number): Promise<CachedToken> {
  const url = `${credentials.baseUrl.replace(/\/+$/, '')}/oauth/tokens`;
  const startedAtMs = nowMs();
  const answer = await exchange({
    method: 'POST',
    url,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      scope: credentials.scope ?? 'read write',
      expires_in: wantedLifetimeSeconds,
    }),
    timeoutMs: credentials.timeoutMs ?? 10_000,
    maxBytes: 1024 * 1024,
    fetch: credentials.fetch,
  });
  const call = 'POST /oauth/tokens';
  if (answer.status < 200 || answer.status > 299) throw toTokenError(answer, call);
  const parsed = tokenAnswer.safeParse(parseJson(answer.text));
  if (!parsed.success) {
    const requestId = answer.headers.get('x-request-id') ?? undefined;
    const format = toAnswerError(answer, call).format;
    const words = 'The answer holds no access token.';
    throw new ZendeskError({
      kind: 'malformed',
      outcome: 'unknown',
      status: answer.status,
      words,
      format,
      requestId,
      call,
    });
  }
  const lifetimeSeconds = parsed.data.expires_in ?? silentLifetimeSeconds;
  return { accessToken: parsed.data.access_token, expiresAt: new Date(startedAtMs + lifetimeSeconds * 1000) };
}

/** A token is renewed a minute before its end, a short-lived one in its last fifth. */
function isUsable(token: CachedToken | null, nowMs: number): token is CachedToken {
  return token !== null && token.expiresAt.getTime() - nowMs > 0;
}

/**
 * OAuth client credentials: the token acts as the user who owns the client. There is no refresh token; a new token is asked for
 * when the old one nears its end, and once when it is refused. However many calls need one at the same moment, one fetches it.
 */
export function clientCredentialsAuth(credentials: ClientCredentials): AuthProvider {
  const nowMs = credentials.nowMs ?? Date.now;
  const cache = credentials.cache ?? memoryTokenCache();
  let current: CachedToken | null = null;
  let pending: Promise<CachedToken> | null = null;

  /** @param refused an access token Zendesk no longer takes, whatever its end. */
  async function renew(refused: string | null): Promise<CachedToken> {
    return cache.exclusively(async () => {
      const kept = await cache.read();
      if (isUsable(kept, nowMs()) && kept.accessToken !== refused) return kept;
      const fresh = await fetchToken(credentials, nowMs);
      const lifetimeMs = fresh.expiresAt.getTime() - nowMs();
      const token = {
        ...fresh,
        expiresAt: new Date(fresh.expiresAt.getTime() - Math.min(60_000, Math.max(lifetimeMs / 5, 0))),
      };
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

/**
 * From a stored connection to a Zendesk client. The client keeps the connection's state true by itself: refused credentials
 * pause it at once (nothing hammers), the next success clears the fault.
 */
import { hasAllObjects, secretRef, setupUnfinished } from '@/lib/applications/connectionStore';
import { connectionTokenCache } from '@/lib/applications/tokenCache';
import { now } from '@/lib/platform/clock';
import { openSecret } from '@/lib/platform/crypto/secrets';
import { db } from '@/lib/platform/db/client';
import type { ZendeskConnection } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { accountUrl } from '@/lib/zendesk/account';
import { apiTokenAuth, clientCredentialsAuth, passwordAuth, type AuthProvider } from '@/lib/zendesk/auth';
import { createZendeskClient, type ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import type { TokenCache } from '@/lib/zendesk/tokenCache';

export type Credentials = Pick<ZendeskConnection, 'method' | 'subdomain' | 'email' | 'oauthClientId'> & {
  secret: string;
};

/** @param cache where an OAuth token is kept; left out, in memory. */
export function toAuth(credentials: Credentials, cache?: TokenCache): AuthProvider {
  const { method, secret, email, oauthClientId } = credentials;
  if (method === 'password') return passwordAuth({ email: email ?? '', password: secret });
  if (method === 'api_token') return apiTokenAuth({ email: email ?? '', apiToken: secret });
  const baseUrl = accountUrl(env.zendeskUrl, credentials.subdomain);
  return clientCredentialsAuth({ clientId: oauthClientId ?? '', clientSecret: secret, baseUrl, cache });
}

type Opened = { version: number; client: ZendeskClient };

/** One client per connection and process: its callers share one token and one renewal of it. */
const opened = new Map<string, Opened>();
const maxOpened = 1_000;

/**
 * A client that acts with the connection's stored credentials.
 * @throws AppError `connection_missing` when there is no such connection or it was disconnected.
 */
export async function openClient(connectionId: string): Promise<ZendeskClient> {
  const row = await db.zendeskConnection.findUnique({ where: { id: connectionId } });
  if (!row || row.state === 'disconnected') throw new AppError('connection_missing');
  const known = opened.get(connectionId);
  if (known?.version === row.version) return known.client;
  const secret = await openSecret(db, secretRef(connectionId, 'credential'));
  if (secret === null) throw new AppError('connection_missing');
  const client = watched(
    createZendeskClient({
      baseUrl: accountUrl(env.zendeskUrl, row.subdomain),
      auth: toAuth({ ...row, secret }, connectionTokenCache(row)),
    }),
    row,
  );
  if (opened.size >= maxOpened) opened.clear();
  opened.set(connectionId, { version: row.version, client });
  return client;
}

/** How old `last_good_at` may get while all goes well: every call writing it would be a write per call. */
const goodEveryMs = 60_000;

function watched(
  client: ZendeskClient,
  { id, version }: Pick<ZendeskConnection, 'id' | 'version'>,
): ZendeskClient {
  let goodUntil = 0;
  return {
    baseUrl: client.baseUrl,
    async request(wanted) {
      try {
        const answer = await client.request(wanted);
        if (Date.now() > goodUntil) {
          goodUntil = Date.now() + goodEveryMs;
          await markGood(id, version);
        }
        return answer;
      } catch (error) {
        if (isZendeskError(error) && (error.kind === 'unauthorized' || error.kind === 'account_not_found')) {
          goodUntil = 0;
          await markUnauthorized(id, error, version);
        }
        throw error;
      }
    },
  };
}

/**
 * Pauses a connection that Zendesk turned away: `needs_credentials` for refused credentials, `needs_attention` for a lost role
 * or account. Everything that waits keeps waiting until credentials are saved.
 * @param version of the connection the refused call was made with: an answer to replaced credentials says nothing about the new.
 */
export async function markUnauthorized(
  connectionId: string,
  error: Pick<ZendeskError, 'kind' | 'words'>,
  version?: number,
): Promise<void> {
  const state = error.kind === 'unauthorized' ? 'needs_credentials' : 'needs_attention';
  await db.zendeskConnection.updateMany({
    where: {
      id: connectionId,
      state: { not: 'disconnected' },
      ...(version === undefined ? {} : { version }),
    },
    data: {
      state,
      lastErrorCode: error.kind,
      lastErrorDetail: error.words.slice(0, 500),
      lastErrorAt: now(),
    },
  });
}

/** Notes that Zendesk took the credentials; a paused connection whose objects are known goes on. */
export async function markGood(connectionId: string, version?: number): Promise<void> {
  const row = await db.zendeskConnection.findUnique({
    where: { id: connectionId },
    include: { objects: true },
  });
  if (!row || row.state === 'disconnected' || (version !== undefined && row.version !== version)) return;
  const isUnfinished = row.lastErrorCode === setupUnfinished || !hasAllObjects(row.objects);
  const cleared = { state: 'active' as const, lastErrorCode: null, lastErrorDetail: null, lastErrorAt: null };
  // The state is only written when it changes, because that write wakes the worker.
  const isCleared = row.state === 'active' && row.lastErrorCode === null;
  await db.zendeskConnection.updateMany({
    where: { id: connectionId, version: row.version, state: { not: 'disconnected' } },
    data: { lastGoodAt: now(), ...(isUnfinished || isCleared ? {} : cleared) },
  });
}

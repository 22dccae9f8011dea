/**
 * From a stored connection to a Zendesk client. The client keeps the connection's state true by itself: refused credentials
 * pause it at once (nothing hammers), the next success clears the fault.
 */
import { zendeskAccount } from '@/lib/connection/account';
import { hasAllObjects, secretRef, setupUnfinished } from '@/lib/connection/connectionStore';
import { grantAuth } from '@/lib/connection/grant';
import { connectionTokenCache } from '@/lib/connection/tokenCache';
import { now } from '@/lib/platform/clock';
import { lastFour, openSecret } from '@/lib/platform/crypto/secrets';
import { db, pool } from '@/lib/platform/db/client';
import { unhurried } from '@/lib/platform/db/unhurried';
import type { ZendeskConnection } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';
import { apiTokenAuth, clientCredentialsAuth, passwordAuth, type AuthProvider } from '@/lib/zendesk/auth';
import { createZendeskClient, type AnswerNotice, type ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import type { TokenCache } from '@/lib/zendesk/tokenCache';

export type Credentials = Pick<ZendeskConnection, 'method' | 'subdomain' | 'email' | 'oauthClientId'> & {
  secret: string;
};

/** For the methods with a secret that people type. @param cache where an OAuth token is kept; left out, in memory. */
export function toAuth(credentials: Credentials, cache?: TokenCache): AuthProvider {
  const { method, secret, email, oauthClientId } = credentials;
  if (method === 'password') return passwordAuth({ email: email ?? '', password: secret });
  if (method === 'api_token') return apiTokenAuth({ email: email ?? '', apiToken: secret });
  const account = zendeskAccount(credentials.subdomain);
  return clientCredentialsAuth({ ...account, clientId: oauthClientId ?? '', clientSecret: secret, cache });
}

type Opened = { version: number; client: ZendeskClient; auth: AuthProvider };

/** One client per connection and process: its callers share one token and one renewal of it. */
const opened = new Map<string, Opened>();
const maxOpened = 1_000;

/**
 * A client that acts with the connection's stored credentials.
 * @throws AppError `connection_missing` when there is no such connection or it was disconnected.
 */
export async function openClient(connectionId: string): Promise<ZendeskClient> {
  return (await open(connectionId)).client;
}

/**
 * For what is fetched from the account beside its API: a ticket's files. It shares the client's token.
 * @throws AppError `connection_missing`.
 */
export async function openAccountAuth(connectionId: string): Promise<AuthProvider> {
  return (await open(connectionId)).auth;
}

async function open(connectionId: string): Promise<Opened> {
  const row = await db.zendeskConnection.findUnique({ where: { id: connectionId } });
  if (!row || row.state === 'disconnected') throw new AppError('connection_missing');
  const known = opened.get(connectionId);
  if (known?.version === row.version) return known;
  const auth = await openAuth(row);
  const client = watched(createZendeskClient({ ...zendeskAccount(row.subdomain), auth }), row);
  if (opened.size >= maxOpened) opened.clear();
  const fresh = { version: row.version, client, auth };
  opened.set(connectionId, fresh);
  return fresh;
}

/** @throws AppError `connection_missing` when the secrets are gone. */
async function openAuth(row: ZendeskConnection): Promise<AuthProvider> {
  if (row.method === 'oauth_code') {
    // A lost refresh token may have been replaced by an access token alone; either is enough to begin with.
    const kept = ['refresh_token', 'access_token'] as const;
    const stored = await Promise.all(kept.map((name) => lastFour(db, secretRef(row.id, name))));
    if (stored.every((last4) => last4 === null)) throw new AppError('connection_missing');
    return grantAuth(row);
  }
  const secret = await openSecret(db, secretRef(row.id, 'credential'));
  if (secret === null) throw new AppError('connection_missing');
  return toAuth({ ...row, secret }, connectionTokenCache(row));
}

/**
 * A client whose answers change nothing here: health checks judge them as a whole, and a wrong role must not look like a success
 * because `users/me` answered.
 * @throws AppError `connection_missing`.
 */
export async function openProbe(
  row: ZendeskConnection,
  onResponse: (notice: AnswerNotice) => void,
): Promise<ZendeskClient> {
  return createZendeskClient({ ...zendeskAccount(row.subdomain), auth: await openAuth(row), onResponse });
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
        if (isZendeskError(error) && isTurnedAway(error, wanted.path)) {
          goodUntil = 0;
          await markUnauthorized(id, error, version);
        }
        throw error;
      }
    },
  };
}

/**
 * The account lets us in no more. Being refused a ticket may mean that too (a role, a restriction, a suspended user): the health
 * check that every pause brings about tells, and lets the connection go on if it was that one ticket.
 */
function isTurnedAway(error: ZendeskError, path: string): boolean {
  if (error.kind === 'forbidden') return path.startsWith('/api/v2/tickets');
  return error.kind === 'unauthorized' || error.kind === 'account_not_found';
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

/** Where nothing but the time changes. What it says is only shown, so its commit waits for no disk. */
const goOnGood = `
  UPDATE zendesk_connection c SET last_good_at = $3 FROM website_zendeskapp o, ${unhurried}
  WHERE c.id = $1 AND c.version = $2 AND c.state = 'active' AND c.last_error_code IS NULL AND o.connection_id = c.id
    AND o."idCustomField" IS NOT NULL AND o."idTrigger" IS NOT NULL AND o."idWebhook" IS NOT NULL`;

/** Notes that Zendesk took the credentials; a paused connection whose objects are known goes on. */
export async function markGood(connectionId: string, version?: number): Promise<void> {
  const { rowCount } = await pool.query(goOnGood, [connectionId, version ?? null, now()]);
  if (rowCount === 1) return;
  const row = await db.zendeskConnection.findUnique({
    where: { id: connectionId },
    include: { objects: true },
  });
  if (!row || row.state === 'disconnected' || (version !== undefined && row.version !== version)) return;
  const hasObjects = hasAllObjects(row.objects);
  const isUnfinished = row.lastErrorCode === setupUnfinished || !hasObjects;
  const cleared = { state: 'active' as const, lastErrorCode: null, lastErrorDetail: null, lastErrorAt: null };
  // Credentials that work again while objects are missing: the setup is what remains to be done, and it is taken up by itself.
  const toSetUp = { ...cleared, state: 'needs_attention' as const, lastErrorCode: setupUnfinished };
  const isStuck = !hasObjects && row.lastErrorCode !== setupUnfinished;
  // The state is only written when it changes, because that write wakes the worker.
  const isCleared = row.state === 'active' && row.lastErrorCode === null;
  await db.zendeskConnection.updateMany({
    where: { id: connectionId, version: row.version, state: { not: 'disconnected' } },
    data: { lastGoodAt: now(), ...(isStuck ? toSetUp : isUnfinished || isCleared ? {} : cleared) },
  });
}

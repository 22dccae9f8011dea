/**
 * The OAuth tokens of a connection, shared by all processes: sealed secrets plus their ends on the connection's row. A renewal
 * holds a lease, so that of any number of processes one asks Zendesk and the others find its token. A lease and not a lock: what
 * must be known after a crash is committed before Zendesk is asked, and no transaction stays open while it answers.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { credentialKey } from '@/lib/connection/connectionColumns';
import { keepTokens, secretRef } from '@/lib/connection/connectionStore';
import { openSecret } from '@/lib/platform/crypto/secrets';
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import type { ZendeskConnection } from '@/lib/platform/db/generated/client';
import { withLease } from '@/lib/platform/jobs/lease';
import { ZendeskError } from '@/lib/zendesk/errors';
import type { CachedToken, TokenCache } from '@/lib/zendesk/tokenCache';

/** Longer than a token request may take, so that a living owner never loses it. */
const leaseMs = 12_000;
/** Longer than a lease: a killed owner's turn ends, and the next one begins. */
const patienceMs = 30_000;
const lookAgainMs = 50;

async function alone<T>(connectionId: string, work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const outcome = await withLease(`token:${connectionId}`, () => work().then((value) => ({ value })), {
      ttlMs: leaseMs,
    });
    if (outcome !== 'busy') return outcome.value;
    if (Date.now() > giveUpAt)
      throw new ZendeskError({
        kind: 'timeout',
        outcome: 'refused',
        words: 'Another process is renewing the access token for too long.',
      });
    await delay(lookAgainMs * (0.5 + Math.random()));
  }
}

async function readToken(
  id: string,
  isMine: (row: ZendeskConnection) => boolean,
): Promise<CachedToken | null> {
  const row = await db.zendeskConnection.findUnique({ where: { id } });
  if (!row?.accessTokenExpiresAt || !isMine(row)) return null;
  const accessToken = await openSecret(db, secretRef(id, 'access_token'));
  return accessToken === null ? null : { accessToken, expiresAt: row.accessTokenExpiresAt };
}

/** Not FOR UPDATE: that would also stop every insert that refers to the connection. */
async function lockRow(tx: Tx, id: string): Promise<ZendeskConnection | null> {
  await tx.$queryRaw`SELECT 1 FROM zendesk_connection WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.zendeskConnection.findUnique({ where: { id } });
}

/**
 * For client credentials. A token is never read or kept for a later version of the connection, whose credentials may be others.
 * @param connection as it was when the client was opened.
 */
export function connectionTokenCache({ id, version }: { id: string; version: number }): TokenCache {
  return {
    read: () => readToken(id, (row) => row.version === version),
    write: (token) =>
      transaction(async (tx) => {
        if ((await lockRow(tx, id))?.version === version) await keepTokens(tx, id, token);
      }),
    exclusively: (work) => alone(id, work),
  };
}

/**
 * For a one-click grant: its pair lives on through saves that leave the credentials as they are, so not the version but the grant
 * itself decides whether a new pair is kept.
 * @param spent the refresh token the pair was asked for with; one that is no longer in force belongs to a grant that was replaced.
 */
export function grantTokenCache(connection: ZendeskConnection, spent: () => string | null): TokenCache {
  const { id } = connection;
  const isSameGrant = (row: ZendeskConnection) => credentialKey(row) === credentialKey(connection);
  return {
    read: () => readToken(id, isSameGrant),
    write: (token) =>
      transaction(async (tx) => {
        const row = await lockRow(tx, id);
        if (!row || row.state === 'disconnected' || !isSameGrant(row)) return;
        if ((await openSecret(tx, secretRef(id, 'refresh_token'))) === spent())
          await keepTokens(tx, id, token);
      }),
    exclusively: (work) => alone(id, work),
  };
}

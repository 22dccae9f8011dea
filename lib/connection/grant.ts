/**
 * A one-click connection's tokens. A refresh token works once and its use ends the pair before, so a refresh whose answer was lost
 * (the process killed, the connection cut) leaves us with a spent one. Therefore: the intent is committed before Zendesk is asked;
 * one process asks at a time; and a spent token is followed by what else the merchant has given, before the merchant is asked again.
 */
import { zendeskAccount, type ZendeskAccount } from '@/lib/connection/account';
import { credentialKey } from '@/lib/connection/connectionColumns';
import { secretRef } from '@/lib/connection/connectionStore';
import { grantTokenCache } from '@/lib/connection/tokenCache';
import { deleteSecrets, openSecret, putSecret } from '@/lib/platform/crypto/secrets';
import { db, transaction } from '@/lib/platform/db/client';
import type { ZendeskConnection } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { tokenRefreshes } from '@/lib/platform/workMetrics';
import { bearerAuth, renewedAuth, type AuthProvider } from '@/lib/zendesk/auth';
import { createZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, ZendeskError } from '@/lib/zendesk/errors';
import {
  clientCredentialsGrant,
  refreshGrant,
  type IssuedToken,
  type OauthClient,
} from '@/lib/zendesk/oauth';
import { getCurrentUser } from '@/lib/zendesk/resources/users';

/** This deployment's own client at Zendesk, known to every account. Null where there is none: one-click is then not offered. */
export function findGlobalClient(): OauthClient | null {
  const { zendeskOauthClientId: clientId, zendeskOauthClientSecret: clientSecret } = env;
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}

const lost = (words: string) => new ZendeskError({ kind: 'unauthorized', outcome: 'refused', words });

/** @param connection as it was when the client was opened. */
export function grantAuth(connection: ZendeskConnection): AuthProvider {
  let spent: string | null = null;
  return renewedAuth({
    cache: grantTokenCache(connection, () => spent),
    issue: () => issue(connection, (token) => (spent = token)),
  });
}

type Attempt = { connection: ZendeskConnection; client: OauthClient; endpoint: ZendeskAccount };

/** @param spend told which refresh token is about to be used, so that its successor is kept only in its place. */
async function issue(
  connection: ZendeskConnection,
  spend: (token: string | null) => void,
): Promise<IssuedToken> {
  const client = findGlobalClient();
  if (!client) throw lost('This deployment has no OAuth client of its own any more.');
  const attempt = {
    connection,
    client,
    endpoint: zendeskAccount(connection.subdomain),
  };
  const { token, isInterrupted } = await begin(connection);
  spend(token);
  if (token !== null) {
    try {
      const renewed = await refreshGrant(attempt.endpoint, client, token);
      tokenRefreshes.inc({ outcome: 'refreshed' });
      return renewed;
    } catch (error) {
      if (!isZendeskError(error)) throw error;
      tokenRefreshes.inc({ outcome: error.outcome === 'refused' ? 'refused' : 'lost' });
      // Certainly not done: the next refused refresh must not take this one for an interrupted one.
      if (error.outcome === 'refused' && !isInterrupted) await forgetIntent(connection.id);
      if (error.kind !== 'unauthorized') throw error;
    }
  }
  const spare = await useSpare(attempt, spend);
  if (spare) return spare;
  // Without an interruption the account itself has ended the grant, and that is to be respected.
  const own = isInterrupted || token === null ? await askInOwnName(attempt) : null;
  if (!own) throw lost('The refresh token is no longer valid.');
  log().warn({ connectionId: connection.id }, 'a lost refresh was replaced without the merchant');
  return own;
}

/** Commits that a refresh is about to be asked for. @returns the token to use, and whether an earlier refresh was cut off. */
async function begin(
  connection: ZendeskConnection,
): Promise<{ token: string | null; isInterrupted: boolean }> {
  const { id } = connection;
  const row = await db.zendeskConnection.findUnique({ where: { id } });
  if (!row || row.state === 'disconnected' || credentialKey(row) !== credentialKey(connection))
    throw lost('The connection was replaced.');
  const token = await openSecret(db, secretRef(id, 'refresh_token'));
  if (row.refreshStartedAt === null)
    await db.zendeskConnection.updateMany({ where: { id }, data: { refreshStartedAt: new Date() } });
  return { token, isInterrupted: row.refreshStartedAt !== null };
}

async function forgetIntent(id: string): Promise<void> {
  await db.zendeskConnection.updateMany({ where: { id }, data: { refreshStartedAt: null } });
}

/** The second grant takes the first one's place before it is used: what is used is never found again as a spare. */
async function useSpare(
  { connection, client, endpoint }: Attempt,
  spend: (token: string) => void,
): Promise<IssuedToken | null> {
  const { id } = connection;
  const spare = await transaction(async (tx) => {
    const token = await openSecret(tx, secretRef(id, 'spare_refresh_token'));
    if (token === null) return null;
    await putSecret(tx, secretRef(id, 'refresh_token'), token);
    await deleteSecrets(tx, {
      ownerTable: 'zendesk_connection',
      ownerId: id,
      names: ['spare_refresh_token'],
    });
    return token;
  });
  if (spare === null) return null;
  spend(spare);
  try {
    return await refreshGrant(endpoint, client, spare);
  } catch (error) {
    if (isZendeskError(error) && error.kind === 'unauthorized') return null;
    throw error;
  }
}

/**
 * Accounts may give the client a token in its own name. It is taken only when it acts as the very person who said yes, so that
 * nothing changes for the account.
 */
async function askInOwnName({ connection, client, endpoint }: Attempt): Promise<IssuedToken | null> {
  try {
    const token = await clientCredentialsGrant(endpoint, client);
    const zendesk = createZendeskClient({ ...endpoint, auth: bearerAuth(token.accessToken) });
    const user = await getCurrentUser(zendesk);
    const isSamePerson = user.id != null && BigInt(user.id) === connection.zendeskUserId;
    return isSamePerson ? { ...token, refreshToken: null, refreshExpiresAt: null } : null;
  } catch (error) {
    if (isZendeskError(error) && error.outcome === 'refused') return null;
    throw error;
  }
}

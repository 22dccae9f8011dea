/**
 * The OAuth access token of a connection, shared by all processes: a sealed secret plus its end on the connection's row.
 * A renewal holds the row's lock, so that of any number of processes one asks Zendesk and the others find its token.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { secretRef } from '@/lib/applications/connectionStore';
import { openSecret, putSecret } from '@/lib/platform/crypto/secrets';
import { db, transaction, type Tx } from '@/lib/platform/db/client';
import type { TokenCache } from '@/lib/zendesk/tokenCache';

/** The transaction that holds the lock, for the reads and writes made under it. */
const renewal = new AsyncLocalStorage<Tx>();

/**
 * @param connection as it was when the client was opened; a token is never read or kept for a later version, whose credentials
 *   may be others.
 */
export function connectionTokenCache({ id, version }: { id: string; version: number }): TokenCache {
  const ref = secretRef(id, 'access_token');
  return {
    async read() {
      const tx = renewal.getStore() ?? db;
      const row = await tx.zendeskConnection.findUnique({
        where: { id },
        select: { version: true, accessTokenExpiresAt: true },
      });
      if (row?.version !== version || !row.accessTokenExpiresAt) return null;
      const accessToken = await openSecret(tx, ref);
      return accessToken === null ? null : { accessToken, expiresAt: row.accessTokenExpiresAt };
    },
    async write({ accessToken, expiresAt }) {
      const tx = renewal.getStore();
      if (!tx) throw new Error('A token is written only under the lock of its connection.');
      const { count } = await tx.zendeskConnection.updateMany({
        where: { id, version },
        data: { accessTokenExpiresAt: expiresAt },
      });
      if (count > 0) await putSecret(tx, ref, accessToken);
    },
    exclusively(work) {
      return transaction(async (tx) => {
        // Not FOR UPDATE: that would also stop every insert that refers to the connection while Zendesk is asked.
        await tx.$queryRaw`SELECT 1 FROM zendesk_connection WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
        return renewal.run(tx, work);
      });
    },
  };
}

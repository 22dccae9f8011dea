/** Signed links whose data was erased: remembered by hash, so that they can say "gone" without keeping what they named. */
import { createHash } from 'node:crypto';
import { readFormLink } from '@/lib/orders/formLink';
import { reviewLinkKind } from '@/lib/orders/links';
import { readToken } from '@/lib/platform/crypto/tokens';
import { pool, type Tx } from '@/lib/platform/db/client';

const hashOf = (id: string) => Uint8Array.from(createHash('sha256').update(`link:${id}`).digest());

/** @param ids of invitations and reviews. */
export async function rememberErased(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await tx.erasedLink.createMany({ data: ids.map((id) => ({ hash: hashOf(id), at })), skipDuplicates: true });
}

/** One look-up by key: the proxy asks ahead of each personal page. */
export async function isErased(id: string): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM erased_link WHERE hash = $1', [
    Buffer.from(hashOf(id)),
  ]);
  return rowCount === 1;
}

/** Whether a link of ours led to what was erased since. A database that cannot be asked makes no link a dead one. */
export async function isErasedLink(token: string): Promise<boolean> {
  const id = readFormLink(token)?.invitationId ?? readToken(reviewLinkKind, token);
  return id !== null && (await isErased(id).catch(() => false));
}

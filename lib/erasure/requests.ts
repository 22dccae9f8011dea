/** An author's own way to be erased: the address is asked for, its owner confirms by a mailed link. */
import { readToken } from '@/lib/platform/crypto/tokens';
import { db, transaction } from '@/lib/platform/db/client';
import { eraseAnonymous, eraseAuthor } from '@/lib/erasure/erase';
import { erasureLinkKind } from '@/lib/orders/links';
import { findReceipt, type Receipt } from '@/lib/erasure/receipt';
import { queueMail } from '@/lib/platform/outbox';

/** How long the mailed link may be confirmed. */
export const requestDays = 7;
const dayMs = 86_400_000;

/**
 * Mails the link to an address we know something of. Whoever asks learns nothing from the answer: it is the same for all.
 * One mail per address and hour, so that nobody is flooded by somebody else's asking.
 */
export async function requestErasure(given: string, locale: string, at: Date): Promise<void> {
  const email = given.trim().toLowerCase();
  await transaction(async (tx) => {
    const isKnown =
      (await tx.review.count({ where: { authorEmail: email }, take: 1 })) > 0 ||
      (await tx.order.count({ where: { email }, take: 1 })) > 0;
    if (!isKnown) return;
    const request = await tx.erasureRequest.create({
      data: { email, createdAt: at, expiresAt: new Date(at.getTime() + requestDays * dayMs) },
    });
    const hour = at.toISOString().slice(0, 13);
    await queueMail(tx, {
      kind: 'author_erasure',
      to: email,
      locale,
      data: { requestId: request.id },
      dedupeKey: `author_erasure:${email}:${hour}`,
    });
  });
}

export type ErasureLink =
  | { state: 'anonymous'; reviews: number }
  | { state: 'open'; email: string; reviews: number; orders: number }
  | { state: 'done'; receipt: Receipt };

/** Null for a link that is forged, cut, or older than a week. */
export async function findErasureLink(token: string, at: Date): Promise<ErasureLink | null> {
  const id = readToken(erasureLinkKind, token);
  if (!id) return null;
  const receipt = await findReceipt(id);
  if (receipt?.extent === 'anonymous')
    return { state: 'anonymous', reviews: await db.review.count({ where: { anonymisedBy: id } }) };
  if (receipt) return { state: 'done', receipt };
  const request = await db.erasureRequest.findUnique({ where: { id } });
  if (!request || request.expiresAt < at) return null;
  const { email } = request;
  const [reviews, orders] = await Promise.all([
    db.review.count({ where: { authorEmail: email } }),
    db.order.count({ where: { email } }),
  ]);
  return { state: 'open', email, reviews, orders };
}

/** @returns false for a link that opens nothing. Confirming twice erases once: the receipt's id is the request's. */
export async function confirmErasure(token: string, at: Date): Promise<boolean> {
  const id = readToken(erasureLinkKind, token);
  const receipt = id ? await findReceipt(id) : null;
  if (receipt?.extent === 'anonymous') {
    await eraseAnonymous(receipt.receiptId, at);
    return true;
  }
  const request = id ? await db.erasureRequest.findUnique({ where: { id } }) : null;
  if (!request || request.expiresAt < at) return id !== null && (await findReceipt(id)) !== null;
  await eraseAuthor({ id: request.id, email: request.email, websiteId: null, source: 'author', at });
  return true;
}

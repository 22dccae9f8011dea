/** People who want no more invitations of a website. Kept as hashes: enough to recognise an address, nothing to write to. */
import { createHash } from 'node:crypto';
import { unsubscribeLinkKind } from '@/lib/orders/links';
import { db } from '@/lib/platform/db/client';
import { readToken } from '@/lib/platform/crypto/tokens';

const hashOf = (email: string) =>
  new Uint8Array(createHash('sha256').update(email.trim().toLowerCase()).digest());
const keyOf = (websiteId: string, email: string) => ({
  websiteId_emailHash: { websiteId, emailHash: hashOf(email) },
});

export async function isOptedOut(websiteId: string, email: string): Promise<boolean> {
  return (await db.mailOptOut.findUnique({ where: keyOf(websiteId, email) })) !== null;
}

export type UnsubscribeLink = {
  websiteId: string;
  email: string;
  shop: string;
  locale: string;
  isOptedOut: boolean;
};

/** What a link of a mail is about, or null when it is not ours or its order is gone. */
export async function findUnsubscribeLink(token: string): Promise<UnsubscribeLink | null> {
  const invitationId = readToken(unsubscribeLinkKind, token);
  if (!invitationId) return null;
  const row = await db.invitation.findUnique({
    where: { id: invitationId },
    include: { order: { include: { website: { select: { name: true } } } } },
  });
  if (!row) return null;
  const { websiteId } = row;
  const { email, locale, website } = row.order;
  return { websiteId, email, locale, shop: website.name, isOptedOut: await isOptedOut(websiteId, email) };
}

/** Ends, or allows again, the invitations of a website to an address. Again is the same. */
export async function setOptOut(
  { websiteId, email }: Pick<UnsubscribeLink, 'websiteId' | 'email'>,
  wantsNone: boolean,
): Promise<void> {
  const emailHash = hashOf(email);
  if (wantsNone) await db.mailOptOut.createMany({ data: [{ websiteId, emailHash }], skipDuplicates: true });
  else await db.mailOptOut.deleteMany({ where: { websiteId, emailHash } });
}

/** The two links that open one form, told apart because they prove different things. Without a database. */
import { invitationLinkKind, shopLinkKind } from '@/lib/orders/links';
import { readToken } from '@/lib/platform/crypto/tokens';

export type FormLink = { invitationId: string; origin: 'invitation' | 'shop_link' };

/** Null for a link that we did not make, or that is of another kind. */
export function readFormLink(token: string): FormLink | null {
  const mailed = readToken(invitationLinkKind, token);
  if (mailed !== null) return { invitationId: mailed, origin: 'invitation' };
  const handed = readToken(shopLinkKind, token);
  return handed === null ? null : { invitationId: handed, origin: 'shop_link' };
}

/** Websites and their secret key. The key is stored twice: hashed to check it, sealed to show it to the merchant again. */
import { randomBytes } from 'node:crypto';
import { hashSecretKey } from '@/lib/platform/auth/website';
import { openSecret, putSecret } from '@/lib/platform/crypto/secrets';
import type { Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { platforms, type PlatformCode } from '@/lib/websites/platforms';

export type ShopSystem = 'shopify' | 'prestashop' | 'magento' | 'woocommerce' | 'other';
export type NewWebsite = {
  id?: string;
  merchantId: string;
  name: string;
  url: string;
  platform: PlatformCode;
  locale?: string;
  timeZone?: string;
  shopSystem?: ShopSystem;
  /** Sown with the demo data. */
  isDemo?: boolean;
  /** Only for data that must be the same on every machine; 32 random bytes otherwise. */
  secretKey?: string;
};

const keyRef = (ownerId: string) => ({ ownerTable: 'website', ownerId, name: 'secret_key' });
const newKey = () => randomBytes(32).toString('base64url');

/** Creates a website with its key; language and time zone are the platform's unless given. */
export async function createWebsite(tx: Tx, website: NewWebsite): Promise<{ id: string; secretKey: string }> {
  const { secretKey = newKey(), ...row } = website;
  const { locale, timeZone } = platforms[website.platform];
  const { id } = await tx.website.create({
    data: { locale, timeZone, ...row, secretKeyHash: hashSecretKey(secretKey) },
  });
  await putSecret(tx, keyRef(id), secretKey);
  return { id, secretKey };
}

export type Person = { userId: string; name: string };

/** Shopify's own app holds the key: its merchants are told to ask support, here and on screen. */
async function requireReadableKey(tx: Tx, websiteId: string) {
  const website = await tx.website.findUnique({
    where: { id: websiteId },
    select: { merchantId: true, shopSystem: true },
  });
  if (!website) throw new AppError('not_found', { detail: 'There is no such website.' });
  if (website.shopSystem === 'shopify') {
    throw new AppError('forbidden', {
      detail: 'The key of a Shopify website is handed out by support only.',
    });
  }
  return website;
}

async function audit(
  tx: Tx,
  entry: { merchantId: string; websiteId: string; action: string; person: Person; at: Date },
): Promise<void> {
  const { person, ...row } = entry;
  await tx.auditLog.create({ data: { ...row, userId: person.userId, actorName: person.name } });
}

/**
 * Shows the secret key, and notes who saw it. The caller has checked the permission `codes:read`.
 * @throws AppError `forbidden` for Shopify websites, `not_found`.
 */
export async function revealSecretKey(
  tx: Tx,
  websiteId: string,
  person: Person,
  at: Date,
): Promise<{ secretKey: string }> {
  const { merchantId } = await requireReadableKey(tx, websiteId);
  const secretKey = await openSecret(tx, keyRef(websiteId));
  if (!secretKey)
    throw new AppError('not_found', { detail: 'This website has no stored key; make a new one.' });
  await audit(tx, { merchantId, websiteId, action: 'secret_key.revealed', person, at });
  return { secretKey };
}

/**
 * Replaces the secret key: the old one stops working at once, in shops and in the sidebar.
 * @throws AppError `forbidden` for Shopify websites, `not_found`.
 */
export async function regenerateSecretKey(
  tx: Tx,
  websiteId: string,
  person: Person,
  at: Date,
): Promise<{ secretKey: string }> {
  const { merchantId } = await requireReadableKey(tx, websiteId);
  const secretKey = newKey();
  await tx.website.update({ where: { id: websiteId }, data: { secretKeyHash: hashSecretKey(secretKey) } });
  await putSecret(tx, keyRef(websiteId), secretKey);
  await audit(tx, { merchantId, websiteId, action: 'secret_key.regenerated', person, at });
  return { secretKey };
}

/** Reads about a website for the account pages. Never selects a secret. */
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { platforms, platformUrl, type PlatformCode } from '@/lib/websites/platforms';

export type IntegrationCodes = {
  idWebsite: string;
  name: string;
  platform: PlatformCode;
  platformDomain: string;
  platformUrl: string;
  /** False for Shopify: its merchants ask support. */
  canRevealKey: boolean;
  /** Last characters of the key, to recognise it; null when none is stored. */
  keyLast4: string | null;
};

/**
 * What a shop system or the Zendesk app needs to be joined to this website.
 * @throws AppError `not_found`.
 */
export async function getIntegrationCodes(websiteId: string): Promise<IntegrationCodes> {
  const website = await db.website.findUnique({ where: { id: websiteId } });
  if (!website) throw new AppError('not_found', { detail: 'There is no such website.' });
  const key = await db.secret.findUnique({
    where: { ownerTable_ownerId_name: { ownerTable: 'website', ownerId: websiteId, name: 'secret_key' } },
    select: { last4: true },
  });
  return {
    idWebsite: website.id,
    name: website.name,
    platform: website.platform,
    platformDomain: platforms[website.platform].domain,
    platformUrl: platformUrl(website.platform),
    canRevealKey: website.shopSystem !== 'shopify',
    keyLast4: key?.last4 ?? null,
  };
}

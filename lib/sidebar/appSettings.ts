/** What is written into an installation of the app: which website it is for, and the key that proves it. */
import type { StoredConnection } from '@/lib/connection/connectionStore';
import { openSecret } from '@/lib/platform/crypto/secrets';
import { db } from '@/lib/platform/db/client';
import { settingNames } from '@/lib/sidebar/package/manifest';
import { platforms, type PlatformCode } from '@/lib/websites/platforms';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { updateInstallation, type AppSettings } from '@/lib/zendesk/resources/appBuilds';

export const appName = 'Verified Reviews';

/** What an administrator copies into the setting, and what a panel is held to. */
export const toPlatformDomain = (platform: string) => platforms[platform as PlatformCode].domain;

export async function readSettings(websiteId: string): Promise<AppSettings> {
  const key = await openSecret(db, { ownerTable: 'website', ownerId: websiteId, name: 'secret_key' });
  if (key === null) throw new Error(`Website ${websiteId} has no secret key.`);
  const website = await db.website.findUniqueOrThrow({ where: { id: websiteId } });
  return {
    name: `${appName} – ${website.name}`,
    [settingNames.domain]: toPlatformDomain(website.platform),
    [settingNames.websiteId]: websiteId,
    [settingNames.key]: key,
  };
}

/** Of the account's other websites that share the app. One whose installation was removed by hand is left alone. */
export async function writeOtherSettings(
  client: ZendeskClient,
  { websiteId, subdomain }: StoredConnection,
  appId: number,
): Promise<void> {
  const others = await db.appInstallation.findMany({
    where: { subdomain, appId: BigInt(appId), websiteId: { not: websiteId } },
  });
  for (const other of others) {
    const settings = await readSettings(other.websiteId);
    try {
      await updateInstallation(client, Number(other.installationId), { settings });
    } catch (error) {
      if (!isZendeskError(error) || error.kind !== 'not_found') throw error;
    }
  }
}

/**
 * The app in a merchant's account: one app per deployment, one installation per website. Each is found by the id we know, else by
 * what it says of itself, else made; what a killed run left twice is brought back to one. Two runs at once would both look before either has
 * made anything, so the caller lets one run per account at a time.
 */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError, ZendeskError } from '@/lib/zendesk/errors';
import * as builds from '@/lib/zendesk/resources/appBuilds';
import { listInstallations, type AppInstallation } from '@/lib/zendesk/resources/installations';
import { getAccountSettings } from '@/lib/zendesk/resources/settings';

export type WantedApp = {
  /** The app's package and its fingerprint. */
  zip: Uint8Array;
  fileName: string;
  hash: string;
  name: string;
  /** Origin the package names as its author's address: apps of other deployments in the same account are not ours. */
  origin: string;
  /** Ids and fingerprint of an earlier run, as far as it came. */
  known: { appId: number | null; installationId: number | null; hash: string | null };
  /** The setting that says which website an installation is for, and all settings of this one. */
  websiteSetting: string;
  settings: builds.AppSettings;
};

export type InstalledApp = {
  appId: number;
  installationId: number;
  changes: ('app_created' | 'app_updated' | 'installed' | 'settings_written' | 'duplicate_removed')[];
};

const shortDescription = 'Avis Vérifiés (Verified Reviews)';
const byId = (one: { id: number }, other: { id: number }) => one.id - other.id;

/** @throws ZendeskError `forbidden` with code `PLAN_WITHOUT_PRIVATE_APPS`, or whatever keeps Zendesk from answering. */
export async function ensureApp(client: ZendeskClient, wanted: WantedApp): Promise<InstalledApp> {
  const { privateApps } = await getAccountSettings(client);
  if (privateApps === false)
    throw new ZendeskError({
      kind: 'forbidden',
      outcome: 'refused',
      code: planWithoutApps,
      words: 'The plan of this account takes no private apps.',
    });
  const changes: InstalledApp['changes'] = [];
  const appId = await ensureBuilt(client, wanted, changes);
  const installationId = await ensureInstalled(client, wanted, appId, changes);
  await removeSpareApps(client, wanted, appId, changes);
  return { appId, installationId, changes };
}

export const planWithoutApps = 'PLAN_WITHOUT_PRIVATE_APPS';

function ownApps(apps: builds.OwnedApp[], { known, origin }: WantedApp): builds.OwnedApp[] {
  const isOfDeployment = ({ author_url: url }: builds.OwnedApp) =>
    url != null && URL.canParse(url) && new URL(url).origin === origin;
  return apps.filter((app) => app.id === known.appId || isOfDeployment(app)).sort(byId);
}

async function ensureBuilt(
  client: ZendeskClient,
  wanted: WantedApp,
  changes: InstalledApp['changes'],
): Promise<number> {
  const own = ownApps(await builds.listOwnedApps(client), wanted);
  const found = own.find(({ id }) => id === wanted.known.appId) ?? own[0];
  // A package whose fingerprint we do not know may be an old one: it is written anew, which changes nothing where it is the same.
  if (found?.id === wanted.known.appId && wanted.known.hash === wanted.hash) return found.id;
  const uploadId = await builds.uploadPackage(client, wanted.fileName, wanted.zip);
  if (found) {
    await builds.updateApp(client, found.id, uploadId);
    changes.push('app_updated');
    return found.id;
  }
  const appId = await builds.createApp(client, { uploadId, name: wanted.name, shortDescription });
  changes.push('app_created');
  return appId;
}

async function ensureInstalled(
  client: ZendeskClient,
  wanted: WantedApp,
  appId: number,
  changes: InstalledApp['changes'],
): Promise<number> {
  const { websiteSetting, settings, known } = wanted;
  const namesWebsite = ({ settings: told }: AppInstallation) => {
    const website = told?.[websiteSetting];
    return typeof website === 'string' && website.trim().toLowerCase() === settings[websiteSetting];
  };
  const ofApp = (await listInstallations(client)).filter((row) => row.app_id === appId);
  const mine = ofApp.filter(namesWebsite).sort(byId);
  // Ours by its id though somebody wrote another website into it: its settings are written anew.
  const kept = ofApp.find(({ id }) => id === known.installationId) ?? mine[0];
  for (const twin of mine.filter((row) => row !== kept)) {
    await builds.deleteInstallation(client, twin.id);
    changes.push('duplicate_removed');
  }
  if (!kept) {
    const { id } = await builds.createInstallation(client, appId, settings);
    changes.push('installed');
    return id;
  }
  await builds.updateInstallation(client, kept.id, { settings, enabled: true });
  changes.push('settings_written');
  return kept.id;
}

/** Apps that a killed run left behind, where nobody has installed them. */
async function removeSpareApps(
  client: ZendeskClient,
  wanted: WantedApp,
  appId: number,
  changes: InstalledApp['changes'],
): Promise<void> {
  const spare = ownApps(await builds.listOwnedApps(client), wanted).filter(({ id }) => id !== appId);
  if (spare.length === 0) return;
  const used = new Set((await listInstallations(client)).map((row) => row.app_id));
  for (const { id } of spare.filter((app) => !used.has(app.id))) {
    try {
      await builds.deleteApp(client, id);
      changes.push('duplicate_removed');
    } catch (error) {
      if (!isZendeskError(error) || error.kind !== 'not_found') throw error;
    }
  }
}

/** The sidebar app in the account of a website: installed, brought up to date, or handed over to be uploaded by hand. */
import { audit, type Caller } from '@/lib/platform/audit';
import type { StoredConnection } from '@/lib/connection/connectionStore';
import { openClient } from '@/lib/connection/connections';
import { findConnection } from '@/lib/connection/service';
import { toAppError } from '@/lib/connection/zendeskFault';
import { db, transaction } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { withLease } from '@/lib/platform/jobs/lease';
import { buildAppPackage } from '@/lib/sidebar/package/build';
import { settingNames, toAppOrigin } from '@/lib/sidebar/package/manifest';
import { appName, readSettings, toPlatformDomain, writeOtherSettings } from '@/lib/sidebar/appSettings';
import { ensureApp, planWithoutApps, type InstalledApp } from '@/lib/zendesk/appInstallation';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';

const leaseMs = 30_000;
/** A build takes seconds, and several may stand in line for one account. */
const patienceMs = 120_000;
const retryMs = 250;

/** What the page shows of the app. */
export type AppView = {
  state: 'absent' | 'current' | 'outdated' | 'by_hand';
  installationId: string | null;
  openedAt: string | null;
  /** For an upload by hand: what goes into the installation's settings, the secret key apart. */
  settings: { domain: string; websiteId: string };
};

export async function getAppView(websiteId: string, subdomain: string | null): Promise<AppView> {
  const website = await db.website.findUniqueOrThrow({ where: { id: websiteId } });
  const settings = { domain: toPlatformDomain(website.platform), websiteId };
  const row =
    subdomain === null
      ? null
      : await db.appInstallation.findFirst({
          where: { websiteId, subdomain },
          orderBy: { createdAt: 'desc' },
        });
  if (!row) return { state: 'absent', installationId: null, openedAt: null, settings };
  const isCurrent = row.packageHash === buildAppPackage(env.appUrl).hash;
  return {
    state: row.packageHash === null ? 'by_hand' : isCurrent ? 'current' : 'outdated',
    installationId: String(row.installationId),
    openedAt: row.openedAt?.toISOString() ?? null,
    settings,
  };
}

/** One run per account at a time: the app is the account's, whichever website asks. */
async function alone<T>(subdomain: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const outcome = await withLease(
      `app:${subdomain}`,
      ({ signal }) => work(signal).then((value) => ({ value })),
      { ttlMs: leaseMs },
    );
    if (outcome !== 'busy') return outcome.value;
    if (Date.now() > giveUpAt)
      throw new AppError('conflict', { detail: 'Another installation in this account is still under way.' });
    await new Promise((resolve) => setTimeout(resolve, retryMs * (0.5 + Math.random())));
  }
}

/**
 * Installs the app for a website, or brings app and settings up to date. May be killed anywhere and run again: never two
 * installations for one website.
 * @throws AppError `connection_missing`, `app_plan` (the plan takes no private apps), `zendesk_refused`, `zendesk_unreachable`.
 */
export async function installApp(caller: Caller): Promise<InstalledApp> {
  const connection = await findConnection(caller.websiteId);
  if (!connection || connection.state === 'disconnected') throw new AppError('connection_missing');
  // Drawing its icons keeps the process busy for a while, which must not cost the lease.
  buildAppPackage(env.appUrl);
  try {
    return await alone(connection.subdomain, async (signal) => {
      const client = await openClient(connection.id);
      const signalled: ZendeskClient = {
        baseUrl: client.baseUrl,
        request: (wanted) => client.request({ ...wanted, signal }),
      };
      const installed = await ensureApp(signalled, await toWanted(connection));
      // A newer package may ask for settings by other names: those of the account's other websites are written as well.
      if (installed.changes.includes('app_updated'))
        await writeOtherSettings(signalled, connection, installed.appId);
      await keepInstallation(caller, connection, installed);
      return installed;
    });
  } catch (error) {
    if (isZendeskError(error) && error.code === planWithoutApps)
      throw new AppError('app_plan', { detail: error.words });
    throw toAppError(error);
  }
}

async function toWanted(connection: StoredConnection) {
  const { websiteId, subdomain } = connection;
  const inAccount = await db.appInstallation.findFirst({
    where: { subdomain, packageHash: { not: null } },
    orderBy: { createdAt: 'asc' },
  });
  const own = await db.appInstallation.findFirst({
    where: { subdomain, websiteId },
    orderBy: { createdAt: 'asc' },
  });
  return {
    ...buildAppPackage(env.appUrl),
    fileName: 'app.zip',
    name: appName,
    origin: toAppOrigin(env.appUrl).origin,
    known: {
      appId: inAccount ? Number(inAccount.appId) : null,
      installationId: own ? Number(own.installationId) : null,
      // Only ours: of an app that was uploaded by hand nobody knows which package it is.
      hash: inAccount?.packageHash ?? null,
    },
    websiteSetting: settingNames.websiteId,
    settings: await readSettings(websiteId),
  };
}

async function keepInstallation(
  caller: Caller,
  { websiteId, subdomain }: StoredConnection,
  { appId, installationId, changes }: InstalledApp,
): Promise<void> {
  const { hash } = buildAppPackage(env.appUrl);
  const key = { subdomain, installationId: BigInt(installationId) };
  await transaction(async (tx) => {
    await tx.appInstallation.deleteMany({
      where: { websiteId, subdomain, appId: BigInt(appId), installationId: { not: key.installationId } },
    });
    await tx.appInstallation.upsert({
      where: { subdomain_installationId: key },
      create: { ...key, websiteId, appId: BigInt(appId), title: appName, packageHash: hash },
      update: { websiteId, appId: BigInt(appId), packageHash: hash },
    });
    // The app was updated for all of its installations in the account.
    await tx.appInstallation.updateMany({
      where: { subdomain, appId: BigInt(appId) },
      data: { packageHash: hash },
    });
    await audit(tx, caller, 'zendesk.app_installed', { appId, installationId, changes });
  });
}

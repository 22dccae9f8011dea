/** Reads what our own rows say of a connection, for the checks to judge beside the account. */
import { randomUUID } from 'node:crypto';
import { getAppView } from '@/lib/sidebar/appInstallation';
import { settingNames } from '@/lib/sidebar/package/manifest';
import { hasAllObjects, secretRef } from '@/lib/connection/connectionStore';
import { now } from '@/lib/platform/clock';
import { openSecret } from '@/lib/platform/crypto/secrets';
import { db } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { accountUrl } from '@/lib/zendesk/account';
import { lastArchived } from '@/lib/archive/queries';
import type { HealthFacts } from '@/lib/zendesk/health/facts';

const include = { objects: true, website: true, healthRun: true } as const;
export type WatchedConnection = Prisma.ZendeskConnectionGetPayload<{ include: typeof include }>;

/** @returns null when there is no such connection or it was disconnected. */
export async function findWatched(
  where: { id: string } | { websiteId: string },
): Promise<WatchedConnection | null> {
  const row = await db.zendeskConnection.findUnique({ where, include });
  return row && row.state !== 'disconnected' ? row : null;
}

/** Ids are integers below 2^53. */
const toNumber = (id: bigint | null | undefined) => (id == null ? null : Number(id));

export async function gatherFacts(row: WatchedConnection): Promise<HealthFacts> {
  const { id, websiteId, objects, website } = row;
  const token = randomUUID();
  const startedAt = new Date();
  const [signingSecret, traffic, sharingIds, app] = await Promise.all([
    openSecret(db, secretRef(id, 'webhook_signing_secret')),
    readTraffic(row),
    listSharing(row),
    readApp(row),
  ]);
  return {
    at: now(),
    method: row.method,
    email: row.email,
    host: accountUrl(env.zendeskUrl, row.subdomain).replace(/^https?:\/\//, ''),
    websiteId,
    websiteName: website.name,
    known: {
      fieldId: toNumber(objects?.idCustomField),
      webhookId: objects?.idWebhook ?? null,
      triggerId: toNumber(objects?.idTrigger),
    },
    wanted: {
      endpoint: `${env.appUrl}/api/zendesk/webhooks/${id}`,
      triggerTitle: `Verified Reviews: ${website.name}`,
    },
    exempt: row.exemptNotifications,
    isSetUp: hasAllObjects(objects),
    signingSecret,
    probe: {
      payload: JSON.stringify({ health_check: token }),
      hasArrived: () => hasArrived(id, token, startedAt),
    },
    traffic,
    sharingIds,
    legacyLeft: row.healthRun?.legacyLeft ?? [],
    app,
  };
}

/** Another run's event that came in meanwhile proves the same. */
async function hasArrived(connectionId: string, token: string, startedAt: Date): Promise<boolean> {
  const run = await db.healthRun.findUnique({ where: { connectionId } });
  return run?.probe === token || (run?.probeSeenAt ?? new Date(0)) >= startedAt;
}

/** Longer than the engine needs, shorter than anybody waits for a reply. */
const stuckMs = 10 * 60_000;

/** Tickets that we found in the account's list wait beside the webhooks, and prove nothing of them. */
const toldByWebhook = { NOT: { invocationId: { startsWith: 'listed:' } } };

async function readTraffic({ id, state }: WatchedConnection): Promise<HealthFacts['traffic']> {
  const waitingStates = ['waiting' as const, 'sending' as const];
  const blockedStates = ['needs_merchant' as const, 'poisoned' as const];
  const where = { connectionId: id };
  const [sent, received, stuckEvents, waiting, blocked, refused] = await Promise.all([
    db.delivery.findFirst({ where: { ...where, doneAt: { not: null } }, orderBy: { doneAt: 'desc' } }),
    db.webhookEvent.aggregate({ where: { ...where, ...toldByWebhook }, _max: { receivedAt: true } }),
    db.webhookEvent.count({
      where: { ...where, handledAt: null, receivedAt: { lt: new Date(Date.now() - stuckMs) } },
    }),
    db.delivery.aggregate({
      where: { ...where, state: { in: waitingStates } },
      _count: true,
      _min: { createdAt: true },
    }),
    db.delivery.count({ where: { ...where, state: { in: blockedStates } } }),
    db.delivery.findFirst({
      where: {
        ...where,
        state: { in: [...waitingStates, ...blockedStates] },
        lastErrorDetail: { not: null },
      },
      orderBy: { id: 'desc' },
      select: { lastErrorDetail: true },
    }),
  ]);
  const oldestWaitingAt = waiting._min.createdAt;
  return {
    lastSentAt: sent?.doneAt ?? (await lastArchived('delivery', id)),
    lastReceivedAt: received._max.receivedAt ?? (await lastArchived('webhook_event', id)),
    stuckEvents,
    waiting: waiting._count,
    oldestWaitingAt,
    oldestWaitingMs: oldestWaitingAt ? Date.now() - oldestWaitingAt.getTime() : 0,
    blocked,
    words: refused?.lastErrorDetail ?? null,
    isPaused: state !== 'active',
  };
}

/** Our other websites that hold an id of this one, in the same account. */
async function listSharing({ websiteId, subdomain, objects }: WatchedConnection): Promise<string[]> {
  if (!objects) return [];
  const { idCustomField, idTrigger, idWebhook } = objects;
  const same = [
    ...(idCustomField === null ? [] : [{ idCustomField }]),
    ...(idTrigger === null ? [] : [{ idTrigger }]),
    ...(idWebhook === null ? [] : [{ idWebhook }]),
  ];
  if (same.length === 0) return [];
  const others = await db.websiteZendeskapp.findMany({
    where: {
      websiteId: { not: websiteId },
      connection: { subdomain, state: { not: 'disconnected' } },
      OR: same,
    },
    select: { website: { select: { name: true } } },
    take: 10,
  });
  return others.map(({ website }) => website.name);
}

async function readApp({ websiteId, subdomain }: WatchedConnection): Promise<HealthFacts['app']> {
  const rows = await db.appInstallation.findMany({ where: { websiteId, subdomain } });
  // An app that was uploaded by hand says nothing of its version.
  const isOurs = rows.some(({ packageHash }) => packageHash !== null);
  const isOutdated = isOurs && (await getAppView(websiteId, subdomain)).state === 'outdated';
  const installationIds = rows.map((row) => Number(row.installationId));
  return { installationIds, isOutdated, websiteSetting: settingNames.websiteId };
}

/**
 * Mends what can be mended without a decision: field, webhook, signature, trigger, conditions that keep authors from being mailed
 * twice, doubles. May be killed anywhere and run any number of times: one repair per connection works at a time, and those who
 * waited for it find nothing left to do.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { audit, type Caller } from '@/lib/platform/audit';
import type { StoredConnection } from '@/lib/connection/connectionStore';
import { openClient } from '@/lib/connection/connections';
import { setUpObjects, withObjects, type Setup } from '@/lib/connection/objects';
import { now } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { withLease } from '@/lib/platform/jobs/lease';
import { isZendeskError } from '@/lib/zendesk/errors';
import { retireDoubles } from '@/lib/zendesk/objects/doubles';

const leaseMs = 15_000;
const patienceMs = 60_000;
const retryMs = 200;

/**
 * @returns what was changed in the account, and what kept Zendesk from finishing, if anything did; a repair later goes on from there.
 * @throws AppError `connection_missing`; `conflict` while the connection waits for credentials, or when another repair does not end.
 */
export async function repairConnection(caller: Caller): Promise<Setup> {
  const askedAt = now();
  const giveUpAt = Date.now() + patienceMs;
  const { id } = await requireConnection(caller.websiteId);
  for (;;) {
    const outcome = await withLease(`repair:${id}`, () => repairOnce(caller, askedAt), { ttlMs: leaseMs });
    if (outcome !== 'busy') return outcome;
    if (Date.now() > giveUpAt)
      throw new AppError('conflict', { detail: 'Another repair of this connection is still under way.' });
    await delay(retryMs);
  }
}

async function requireConnection(websiteId: string): Promise<StoredConnection> {
  const row = await db.zendeskConnection.findUnique({ where: { websiteId }, include: { objects: true } });
  if (!row || row.state === 'disconnected') throw new AppError('connection_missing');
  if (row.state === 'needs_credentials')
    throw new AppError('conflict', { detail: 'The connection waits for working credentials.' });
  return row;
}

async function repairOnce(caller: Caller, askedAt: Date): Promise<Setup> {
  const before = await requireConnection(caller.websiteId);
  // Whoever repaired after we asked saw what we saw.
  if ((before.objects?.checkedAt ?? new Date(0)) > askedAt) return { fault: null, changes: [] };
  await forgetShared(before);
  const setup = await setUpObjects(caller, await requireConnection(caller.websiteId));
  if (setup.fault) return setup;
  try {
    const doubles = await withObjects(before.id, () => retireOwnDoubles(before.websiteId));
    const changes = [...setup.changes, ...doubles];
    await transaction((tx) => audit(tx, caller, 'zendesk.repaired', { changes }));
    return { fault: null, changes };
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    return { fault: { kind: error.kind, words: error.words }, changes: setup.changes };
  }
}

async function retireOwnDoubles(websiteId: string) {
  const { objects, id } = await requireConnection(websiteId);
  if (!objects?.idTrigger || !objects.idWebhook) return [];
  const kept = { websiteId, triggerId: Number(objects.idTrigger), webhookId: objects.idWebhook };
  return retireDoubles(await openClient(id), kept);
}

/** An id that another website of the same account holds too: the younger connection lets go of it and is given its own. */
async function forgetShared({
  id,
  websiteId,
  subdomain,
  createdAt,
  objects,
}: StoredConnection): Promise<void> {
  if (!objects) return;
  const { idCustomField, idTrigger, idWebhook } = objects;
  const connection = { id: { not: id }, subdomain, state: { not: 'disconnected' as const } };
  const isHeld = async (same: object) =>
    (await db.websiteZendeskapp.count({
      where: { ...same, connection: { ...connection, createdAt: { lt: createdAt } } },
    })) > 0;
  const forgotten = {
    ...(idCustomField !== null && (await isHeld({ idCustomField })) ? { idCustomField: null } : {}),
    ...(idTrigger !== null && (await isHeld({ idTrigger })) ? { idTrigger: null } : {}),
    ...(idWebhook !== null && (await isHeld({ idWebhook })) ? { idWebhook: null } : {}),
  };
  if (Object.keys(forgotten).length > 0)
    await db.websiteZendeskapp.update({ where: { websiteId }, data: forgotten });
}

/** The objects of a connection in its Zendesk account: set up on saving, switched off on leaving. One run per connection at a time. */
import type { Caller } from '@/lib/platform/audit';
import {
  hasAllObjects,
  secretRef,
  setupUnfinished,
  storeObjects,
  type StoredConnection,
} from '@/lib/connection/connectionStore';
import { openClient } from '@/lib/connection/connections';
import { findLegacyIds } from '@/lib/connection/legacyIds';
import type { SetupFault } from '@/lib/connection/setupFault';
import { now } from '@/lib/platform/clock';
import { openSecret } from '@/lib/platform/crypto/secrets';
import { db } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { withLease } from '@/lib/platform/jobs/lease';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { removeExemptions } from '@/lib/zendesk/objects/exemptions';
import { fieldTitle } from '@/lib/zendesk/objects/field';
import { showFieldOnForm } from '@/lib/zendesk/objects/form';
import type { ObjectChange } from '@/lib/zendesk/objects/mark';
import { webhookName } from '@/lib/zendesk/objects/webhook';
import { ensureObjects } from '@/lib/zendesk/provisioning';
import { retireObjects } from '@/lib/zendesk/retirement';

const leaseMs = 15_000;
/** Longer than a lease, so that a save after a killed one gets its turn once that lease has run out. */
const patienceMs = 25_000;
const retryMs = 250;

/** Runs work on a connection's objects while nobody else does. @throws AppError `conflict` when somebody else is at it for too long. */
export async function withObjects<T>(
  connectionId: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const outcome = await withLease(
      `provision:${connectionId}`,
      ({ signal }) => work(signal).then((value) => ({ value })),
      { ttlMs: leaseMs },
    );
    if (outcome !== 'busy') return outcome.value;
    if (Date.now() > giveUpAt)
      throw new AppError('conflict', { detail: 'Another save of this connection is still under way.' });
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** A lost lease ends the calls: somebody else may be at work by then. */
function underSignal(client: ZendeskClient, signal: AbortSignal): ZendeskClient {
  return { baseUrl: client.baseUrl, request: (wanted) => client.request({ ...wanted, signal }) };
}

/** Whether another website's live connection uses the same account and relies on its triggers leaving our tickets alone. */
export async function isAccountShared(
  connection: Pick<StoredConnection, 'id' | 'subdomain'>,
): Promise<boolean> {
  const { id, subdomain } = connection;
  const others = {
    id: { not: id },
    subdomain,
    exemptNotifications: true,
    state: { not: 'disconnected' as const },
  };
  return (await db.zendeskConnection.count({ where: others })) > 0;
}

/** What setting up came to: what kept Zendesk from finishing, and what was changed in the account. */
export type Setup = { fault: SetupFault | null; changes: ObjectChange[] };

/** Makes or finds field, webhook and trigger of a stored connection and keeps their ids. May be killed anywhere and run again. */
export async function setUpObjects(caller: Caller, connection: StoredConnection): Promise<Setup> {
  try {
    const changes = await withObjects(connection.id, (signal) => ensureAndStore(caller, connection, signal));
    return { fault: null, changes };
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    await noteFault(connection, error.words);
    return { fault: { kind: error.kind, words: error.words }, changes: [] };
  }
}

async function ensureAndStore(
  caller: Caller,
  connection: StoredConnection,
  signal: AbortSignal,
): Promise<ObjectChange[]> {
  const { id, websiteId } = connection;
  const current = await db.zendeskConnection.findUnique({
    where: { id },
    include: { objects: true, website: true },
  });
  // Somebody saved again while we waited: that save sets up what it stored.
  if (current?.version !== connection.version || current.state === 'disconnected') return [];
  const client = underSignal(await openClient(id), signal);
  const apiKey = await openSecret(db, secretRef(id, 'webhook_api_key'));
  if (apiKey === null) throw new Error(`Connection ${id} has no webhook key.`);
  const legacy = hasAllObjects(current.objects) ? null : await findLegacyIds(client, websiteId);
  const found = await ensureObjects(client, {
    websiteId,
    known: {
      fieldId: toNumber(current.objects?.idCustomField) ?? legacy?.fieldId,
      webhookId: current.objects?.idWebhook,
      triggerId: toNumber(current.objects?.idTrigger) ?? legacy?.triggerId,
    },
    endpoint: `${env.appUrl}/api/zendesk/webhooks/${id}`,
    apiKey,
    titles: { field: fieldTitle, webhook: webhookName, trigger: `Verified Reviews: ${current.website.name}` },
    exempt: current.exemptNotifications,
  });
  const mayMail = !current.exemptNotifications && !(await isAccountShared(current));
  if (mayMail) found.changes.push(...(await removeExemptions(client)));
  if (current.ticketFormId !== null)
    found.changes.push(...(await showFieldOnForm(client, Number(current.ticketFormId), found.fieldId)));
  await storeObjects(caller, connection, found);
  return found.changes;
}

/** Ids are integers below 2^53. */
function toNumber(id: bigint | null | undefined): number | null {
  return id == null ? null : Number(id);
}

/** Only a connection that still lacks its objects is paused for them: one that had them goes on, so nothing is noted on it. */
async function noteFault(connection: StoredConnection, words: string): Promise<void> {
  await db.zendeskConnection.updateMany({
    where: { id: connection.id, version: connection.version, lastErrorCode: setupUnfinished },
    data: { lastErrorDetail: words.slice(0, 500), lastErrorAt: now() },
  });
}

/**
 * Switches off what we made in an account, as far as Zendesk can be reached.
 * @returns whether it could.
 */
export async function retireConnection(
  client: ZendeskClient,
  connection: StoredConnection,
): Promise<boolean> {
  const { websiteId, objects } = connection;
  const known = { webhookId: objects?.idWebhook, triggerId: toNumber(objects?.idTrigger) };
  try {
    await retireObjects(client, { websiteId, known, keepsExemptions: await isAccountShared(connection) });
    return true;
  } catch (error) {
    if (isZendeskError(error)) return false;
    throw error;
  }
}

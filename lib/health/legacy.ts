/** The former integration in a merchant's account: found, taken over or left, and its known ids imported. Nothing is ever doubled. */
import { audit, type Caller } from '@/lib/platform/audit';
import { openClient } from '@/lib/connection/connections';
import { setUpObjects, withObjects, type Setup } from '@/lib/connection/objects';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { findWatched, type WatchedConnection } from '@/lib/health/facts';
import { parseLegacyRows, type SkippedLine } from '@/lib/health/legacyImport';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { findLegacyObjects, type LegacyObject } from '@/lib/zendesk/health/legacyObjects';
import { switchTriggerOff, switchWebhookOff } from '@/lib/zendesk/objects/doubles';
import { canHoldReference } from '@/lib/zendesk/objects/field';
import { findMark } from '@/lib/zendesk/objects/mark';
import { listFields } from '@/lib/zendesk/resources/fields';
import { listTargets } from '@/lib/zendesk/resources/targets';
import { listTriggers } from '@/lib/zendesk/resources/triggers';
import { listWebhooks } from '@/lib/zendesk/resources/webhooks';

export type LegacyView = LegacyObject & { isLeft: boolean };

async function requireWatched(websiteId: string): Promise<WatchedConnection> {
  const row = await findWatched({ websiteId });
  if (!row) throw new AppError('connection_missing');
  if (row.state === 'needs_credentials')
    throw new AppError('conflict', { detail: 'The connection waits for working credentials.' });
  return row;
}

async function readLegacy(client: ZendeskClient) {
  const webhooks = await listWebhooks(client);
  const triggers = await listTriggers(client);
  const targets = await listTargets(client);
  return { triggers, found: findLegacyObjects({ webhooks, triggers, targets }) };
}

/** @throws AppError `connection_missing`, `conflict`, `zendesk_refused`. */
export async function listLegacy(websiteId: string): Promise<LegacyView[]> {
  const row = await requireWatched(websiteId);
  const { found } = await told(async () => readLegacy(await openClient(row.id)));
  const left = new Set(row.healthRun?.legacyLeft ?? []);
  return found.map((object) => ({ ...object, isLeft: left.has(`${object.kind}:${object.id}`) }));
}

/** Zendesk's refusal in its own words, for routes that have no other place for them. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    throw new AppError('zendesk_refused', {
      detail: `Zendesk answered: ${error.words}`,
      params: { words: error.words },
      cause: error,
    });
  }
}

/**
 * Takes over: the old idVente field becomes ours as long as no ticket of ours holds its order in another, our trigger writes it,
 * and the old trigger and webhook are switched off, never deleted. Running it again changes nothing.
 */
export async function takeLegacyOver(caller: Caller): Promise<Setup> {
  const row = await requireWatched(caller.websiteId);
  return told(async () => {
    const client = await openClient(row.id);
    const { triggers, found } = await readLegacy(client);
    await adoptField(client, row, found);
    const setup = await setUpObjects(caller, row);
    if (setup.fault) return setup;
    await withObjects(row.id, async () => {
      for (const { kind, id } of found.filter(({ isActive }) => isActive)) {
        const trigger = triggers.find((one) => String(one.id) === id);
        if (kind === 'trigger' && trigger) await switchTriggerOff(client, trigger);
        if (kind === 'webhook') await switchWebhookOff(client, id);
      }
    });
    const objects = found.map(({ kind, id }) => `${kind}:${id}`);
    await transaction((tx) => audit(tx, caller, 'zendesk.legacy_taken_over', { objects }));
    return setup;
  });
}

async function adoptField(
  client: ZendeskClient,
  row: WatchedConnection,
  found: readonly LegacyObject[],
): Promise<void> {
  const fieldId = found.find((object) => object.fieldId !== null)?.fieldId ?? null;
  const known = row.objects?.idCustomField ?? null;
  if (fieldId === null || known === BigInt(fieldId)) return;
  // Tickets of ours hold their order in our field already: another one would break their chain.
  if ((await db.ticketLink.count({ where: { connectionId: row.id, ticketId: { not: null } } })) > 0) return;
  const field = (await listFields(client)).find(({ id }) => id === fieldId);
  if (!field || !canHoldReference(field) || findMark(field.agent_description, field.description) !== null)
    return;
  await db.websiteZendeskapp.update({
    where: { websiteId: row.websiteId },
    data: { idCustomField: BigInt(fieldId) },
  });
}

/** The merchant keeps the old objects: they are shown, and no longer warned of. */
export async function leaveLegacy(caller: Caller): Promise<LegacyView[]> {
  const { id: connectionId } = await requireWatched(caller.websiteId);
  const objects = (await listLegacy(caller.websiteId)).map(({ kind, id }) => `${kind}:${id}`);
  await transaction(async (tx) => {
    await tx.healthRun.upsert({
      where: { connectionId },
      create: { connectionId, legacyLeft: objects },
      update: { legacyLeft: objects },
    });
    await audit(tx, caller, 'zendesk.legacy_left', { objects });
  });
  return listLegacy(caller.websiteId);
}

/** Keeps known ids for the merchant's own websites; they are used when the website is next set up. */
export async function importLegacyRows(
  caller: Caller,
  csv: string,
): Promise<{ imported: number; skipped: SkippedLine[] }> {
  const { rows, skipped } = parseLegacyRows(csv);
  const own = await db.website.findMany({
    where: { merchantId: caller.merchantId, id: { in: rows.map(({ websiteId }) => websiteId) } },
    select: { id: true },
  });
  const known = new Set(own.map(({ id }) => id));
  const unknown = rows.filter(({ websiteId }) => !known.has(websiteId));
  const taken = rows.filter(({ websiteId }) => known.has(websiteId));
  await transaction(async (tx) => {
    for (const { websiteId, ...ids } of taken) {
      const data = { idCustomField: toId(ids.idCustomField), idTrigger: toId(ids.idTrigger) };
      await tx.legacyZendeskapp.upsert({
        where: { websiteId },
        create: { websiteId, ...data },
        update: { ...data, importedAt: new Date() },
      });
    }
    await audit(tx, caller, 'zendesk.legacy_imported', { count: taken.length });
  });
  const strangers = unknown.map(({ line }): SkippedLine => ({ line, reason: 'website_unknown' }));
  return { imported: taken.length, skipped: [...skipped, ...strangers].sort((a, b) => a.line - b.line) };
}

const toId = (text: string | null) => (text === null ? null : BigInt(text));

/** Ids that the former integration's table knew, so that its field and trigger are used again instead of being made anew. */
import { db } from '@/lib/platform/db/client';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { findLegacyObjects } from '@/lib/zendesk/health/legacyObjects';
import { listTargets } from '@/lib/zendesk/resources/targets';
import { listTriggers } from '@/lib/zendesk/resources/triggers';
import { listWebhooks } from '@/lib/zendesk/resources/webhooks';

/**
 * A trigger is taken only when it is one of the former integration by its looks: a wrong line of an import must never make us
 * rewrite a rule of the merchant's own.
 */
export async function findLegacyIds(
  client: ZendeskClient,
  websiteId: string,
): Promise<{ fieldId: number | null; triggerId: number | null }> {
  const row = await db.legacyZendeskapp.findUnique({ where: { websiteId } });
  if (!row) return { fieldId: null, triggerId: null };
  const fieldId = row.idCustomField === null ? null : Number(row.idCustomField);
  if (row.idTrigger === null) return { fieldId, triggerId: null };
  const webhooks = await listWebhooks(client);
  const triggers = await listTriggers(client);
  const targets = await listTargets(client);
  const isLegacy = findLegacyObjects({ webhooks, triggers, targets }).some(
    ({ kind, id }) => kind === 'trigger' && id === String(row.idTrigger),
  );
  return { fieldId, triggerId: isLegacy ? Number(row.idTrigger) : null };
}

/**
 * What is left of us in an account after a merchant leaves: trigger and webhook are switched off, not deleted, so that coming
 * back finds them again; the field stays, because tickets hold values in it.
 */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { switchTriggerOff, switchWebhookOff } from '@/lib/zendesk/objects/doubles';
import { removeExemptions } from '@/lib/zendesk/objects/exemptions';
import { findOwn } from '@/lib/zendesk/objects/mark';
import { listTriggers } from '@/lib/zendesk/resources/triggers';
import { listWebhooks } from '@/lib/zendesk/resources/webhooks';

export type Retirement = {
  websiteId: string;
  known: { webhookId?: string | null; triggerId?: number | null };
  /** Another website of ours still sends tickets to this account. */
  keepsExemptions: boolean;
};

/** The trigger goes first: one that calls a webhook which is off would fail in the account's log. */
export async function retireObjects(client: ZendeskClient, plan: Retirement): Promise<void> {
  await retireTrigger(client, plan);
  await retireWebhook(client, plan);
  if (!plan.keepsExemptions) await removeExemptions(client);
}

async function retireTrigger(client: ZendeskClient, { websiteId, known }: Retirement): Promise<void> {
  const triggers = await listTriggers(client);
  const own = findOwn(triggers, {
    websiteId,
    knownId: known.triggerId,
    texts: (trigger) => [trigger.description],
  });
  if (!own || own.row.active === false) return;
  await switchTriggerOff(client, own.row);
}

async function retireWebhook(client: ZendeskClient, { websiteId, known }: Retirement): Promise<void> {
  const webhooks = await listWebhooks(client);
  const own = findOwn(webhooks, {
    websiteId,
    knownId: known.webhookId,
    texts: (webhook) => [webhook.description],
  });
  if (!own || own.row.status === 'inactive') return;
  await switchWebhookOff(client, own.row.id);
}

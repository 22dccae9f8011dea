/** Objects of one website that exist twice: the ones we do not use are switched off, never deleted. */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { findMark, type ObjectChange } from '@/lib/zendesk/objects/mark';
import { apiPath } from '@/lib/zendesk/resources/identifiers';
import { listTriggers, replaceTrigger, type Trigger } from '@/lib/zendesk/resources/triggers';
import { listWebhooks } from '@/lib/zendesk/resources/webhooks';

/** Everything stays as it is, but that it does nothing any more. */
export async function switchTriggerOff(client: ZendeskClient, trigger: Trigger): Promise<void> {
  const { id, title, description, category_id: category, conditions, actions } = trigger;
  await replaceTrigger(client, id, {
    title: title ?? '',
    active: false,
    conditions: { all: conditions?.all ?? [], any: conditions?.any ?? [] },
    actions: actions ?? [],
    ...(description ? { description } : {}),
    ...(category ? { category_id: category } : {}),
  });
}

export async function switchWebhookOff(client: ZendeskClient, webhookId: string): Promise<void> {
  await client.request({
    method: 'PATCH',
    path: apiPath('webhooks', webhookId),
    body: { webhook: { status: 'inactive' } },
  });
}

export async function retireDoubles(
  client: ZendeskClient,
  kept: { websiteId: string; triggerId: number; webhookId: string },
): Promise<ObjectChange[]> {
  const isOurs = ({ description }: { description?: string | null }) =>
    findMark(description) === kept.websiteId.toLowerCase();
  const changes: ObjectChange[] = [];
  const note = (object: 'trigger' | 'webhook', id: string, title: string) =>
    changes.push({ object, action: 'repaired', id, title, differences: ['active'] });
  for (const trigger of (await listTriggers(client)).filter(isOurs)) {
    if (trigger.id === kept.triggerId || trigger.active === false) continue;
    await switchTriggerOff(client, trigger);
    note('trigger', String(trigger.id), trigger.title ?? '');
  }
  for (const webhook of (await listWebhooks(client)).filter(isOurs)) {
    if (webhook.id === kept.webhookId || webhook.status === 'inactive') continue;
    await switchWebhookOff(client, webhook.id);
    note('webhook', webhook.id, webhook.name ?? '');
  }
  return changes;
}

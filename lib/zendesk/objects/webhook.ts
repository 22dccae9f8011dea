/** The webhook that our trigger calls. */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { findOwn, markOf, type ObjectChange } from '@/lib/zendesk/objects/mark';
import {
  createWebhook,
  listWebhooks,
  patchWebhook,
  type Webhook,
  type WebhookInput,
} from '@/lib/zendesk/resources/webhooks';

/** As we name it; the merchant may name it otherwise. */
export const webhookName = 'NetReviews';

export type WebhookPlan = {
  websiteId: string;
  knownId?: string | null;
  name: string;
  /** Our intake's address for this connection. */
  endpoint: string;
  /** Sent by Zendesk as a bearer token, beside the signature. */
  apiKey: string;
};

/** The webhook as we make it. */
export function wantedWebhook(plan: WebhookPlan): WebhookInput {
  return {
    name: plan.name,
    description: `Avis Vérifiés (Verified Reviews): agents' replies. ${markOf(plan.websiteId)}`,
    endpoint: plan.endpoint,
    http_method: 'POST',
    request_format: 'json',
    status: 'active',
    subscriptions: ['conditional_ticket_events'],
    authentication: { type: 'bearer_token', data: { token: plan.apiKey }, add_position: 'header' },
  };
}

/** How a webhook is called, by triggers or by events, cannot be changed later: one made for events is of no use to us. */
const isCalledByTriggers = (webhook: Webhook) =>
  !webhook.subscriptions?.length || webhook.subscriptions.includes('conditional_ticket_events');

/** The name is the merchant's to change; these parts are what makes the webhook work. A part that is not told is taken as right. */
function differencesOf(webhook: Webhook, plan: WebhookPlan): string[] {
  const target = wantedWebhook(plan);
  return (['endpoint', 'http_method', 'request_format', 'status'] as const).filter(
    (part) => webhook[part] != null && webhook[part].toLowerCase() !== target[part].toLowerCase(),
  );
}

/**
 * Finds or makes the webhook. One not found by its id has unknown credentials, because Zendesk never gives them back: ours are
 * written again.
 * @throws ZendeskError; after an unknown outcome a second call finds what the first made.
 */
export async function ensureWebhook(
  client: ZendeskClient,
  plan: WebhookPlan,
  changes: ObjectChange[],
): Promise<string> {
  const webhooks = (await listWebhooks(client)).filter(isCalledByTriggers);
  const own = findOwn(webhooks, {
    websiteId: plan.websiteId,
    knownId: plan.knownId,
    texts: (webhook) => [webhook.description],
  });
  const sameEndpoint = webhooks.find((webhook) => webhook.endpoint === plan.endpoint);
  const row = own?.row ?? sameEndpoint;
  if (!row) {
    const webhook = await createWebhook(client, wantedWebhook(plan));
    changes.push({ object: 'webhook', action: 'created', id: webhook.id, title: plan.name, differences: [] });
    return webhook.id;
  }
  const differences = differencesOf(row, plan);
  const isAdopted = own?.how !== 'id';
  if (differences.length > 0 || isAdopted) {
    // A merge of all that we own: custom headers somebody added stay.
    const { name: _name, subscriptions: _subscriptions, ...parts } = wantedWebhook(plan);
    await patchWebhook(client, row.id, parts);
    const action = differences.length > 0 ? 'repaired' : 'adopted';
    changes.push({ object: 'webhook', action, id: row.id, title: row.name ?? plan.name, differences });
  }
  return row.id;
}

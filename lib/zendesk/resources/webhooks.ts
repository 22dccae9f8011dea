/** Webhooks. Their secrets are never given back, and an update answers without a body. */
import { z } from 'zod';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { apiPath, textIdSchema } from '@/lib/zendesk/resources/identifiers';
import { listAll } from '@/lib/zendesk/resources/pages';

export const webhookSchema = z.looseObject({
  id: textIdSchema,
  name: z.string().nullish(),
  description: z.string().nullish(),
  status: z.string().nullish(),
  endpoint: z.string().nullish(),
  http_method: z.string().nullish(),
  request_format: z.string().nullish(),
  subscriptions: z.array(z.string()).nullish(),
  created_at: z.string().nullish(),
});
export type Webhook = z.output<typeof webhookSchema>;

export type WebhookInput = {
  name: string;
  description: string;
  endpoint: string;
  http_method: 'POST';
  request_format: 'json';
  status: 'active';
  subscriptions: ['conditional_ticket_events'];
  authentication: { type: 'bearer_token'; data: { token: string }; add_position: 'header' };
};

const webhookAnswer = z.looseObject({ webhook: webhookSchema });
const secretAnswer = z.looseObject({ signing_secret: z.looseObject({ secret: z.string().min(1) }) });

export function listWebhooks(client: ZendeskClient): Promise<Webhook[]> {
  return listAll(client, {
    path: apiPath('webhooks'),
    query: { 'page[size]': 100 },
    key: 'webhooks',
    row: webhookSchema,
  });
}

export async function createWebhook(client: ZendeskClient, webhook: WebhookInput): Promise<Webhook> {
  const answer = await client.request({
    method: 'POST',
    path: apiPath('webhooks'),
    body: { webhook },
    schema: webhookAnswer,
  });
  return answer.webhook;
}

/** Merges: what is left out (custom headers somebody added) stays. */
export async function patchWebhook(
  client: ZendeskClient,
  webhookId: string,
  webhook: Partial<WebhookInput>,
): Promise<void> {
  await client.request({ method: 'PATCH', path: apiPath('webhooks', webhookId), body: { webhook } });
}

/** The key of the signature over every delivery: to be used as it is written, although it looks like base64. */
export async function getSigningSecret(client: ZendeskClient, webhookId: string): Promise<string> {
  const path = apiPath('webhooks', webhookId, 'signing_secret');
  const answer = await client.request({ method: 'GET', path, schema: secretAnswer });
  return answer.signing_secret.secret;
}

const testAnswer = z.looseObject({
  response: z.looseObject({ status_code: z.int().nullish() }),
});

/**
 * Zendesk sends the payload through the webhook at once, signed and authenticated as a real event would be.
 * @returns the status our own endpoint answered; null when it gave none.
 */
export async function testWebhook(
  client: ZendeskClient,
  webhookId: string,
  payload: string,
): Promise<{ status: number | null }> {
  const answer = await client.request({
    method: 'POST',
    path: apiPath('webhooks', 'test'),
    query: { webhook_id: webhookId },
    body: { request: { payload } },
    schema: testAnswer,
    // Zendesk itself waits ten seconds for the endpoint.
    timeoutMs: 15_000,
  });
  return { status: answer.response.status_code ?? null };
}

/** Called by Zendesk when Next serves alone (the shipped web process answers this path ahead of Next with the same intake). */
import { z } from 'zod';
import { readBytes } from '@/lib/platform/http/body';
import { route } from '@/lib/platform/http/route';
import { maxWebhookBytes, receiveWebhook } from '@/lib/sync/inbound/intake';

export const POST = route({
  auth: 'none',
  params: z.object({ connectionId: z.string() }),
  handler: async ({ request, params }) =>
    receiveWebhook({
      connectionId: params.connectionId,
      rawBody: await readBytes(request, maxWebhookBytes),
      header: (name) => request.headers.get(name),
    }),
});

/** `POST /index.php?action=act_zendesk_api`, when Next serves alone (rewritten here by next.config): the former integration's call. */
import { readBytes } from '@/lib/platform/http/body';
import { route } from '@/lib/platform/http/route';
import { maxWebhookBytes } from '@/lib/sync/inbound/intake';
import { receiveLegacyCall } from '@/lib/sync/inbound/legacyIntake';

export const POST = route({
  auth: 'none',
  handler: async ({ request }) =>
    receiveLegacyCall({
      query: new URL(request.url).searchParams,
      rawBody: await readBytes(request, maxWebhookBytes),
      header: (name) => request.headers.get(name),
    }),
});

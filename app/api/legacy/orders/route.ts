/**
 * `POST /index.php?action=act_api_notification_sha1`, as published shop modules call it with each order (rewritten here by
 * next.config). They read `return` in the body and nothing else, so every judged call is answered with 200.
 */
import { takeShopCall } from '@/lib/orders/shopCallService';
import { now } from '@/lib/platform/clock';
import { readJson } from '@/lib/platform/http/body';
import { readForm } from '@/lib/platform/http/form';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress, reply, route } from '@/lib/platform/http/route';
import { shopLimit } from '@/app/api/v1/limits';

const maxBytes = 1_048_576;
/** Guessing keys and websites: many shops may share one host's address. */
const perAddress = { points: 1200, seconds: 60 };

async function readCall(request: Request): Promise<{ idWebsite: string; message: unknown }> {
  const isJson = (request.headers.get('content-type') ?? '').includes('json');
  const fields: Record<string, unknown> = isJson
    ? { ...((await readJson(request, maxBytes)) as object | null) }
    : Object.fromEntries(await readForm(request, maxBytes));
  const { idWebsite, message } = fields;
  return { idWebsite: typeof idWebsite === 'string' ? idWebsite.trim() : '', message };
}

export const POST = route({
  auth: 'none',
  handler: async ({ request, log }) => {
    await takePoint('shop-call-address', clientAddress(request), perAddress);
    const call = await readCall(request);
    const answer = await takeShopCall(call, {
      at: now(),
      onWebsite: (id) => takePoint(shopLimit.name, id, shopLimit),
    });
    if (answer.return !== 1)
      log.info({ websiteId: call.idWebsite.slice(0, 36), answer }, 'shop call not taken');
    return reply(200, answer);
  },
});

/**
 * `POST /index.php?action=act_api_notification_sha1`, as published shop modules call it with each order (rewritten here by
 * next.config). They read `return` in the body and nothing else, so every judged call is answered with 200. A module that says
 * `type=json`, in the address or the form, reads the answer as base64 of JSON; every other reads JSON.
 */
import { parseKeepingDigits, readFields } from '@/lib/orders/shopMessage';
import { takeShopCall, type ShopCallAnswer } from '@/lib/orders/shopCallService';
import { now } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { readBytes } from '@/lib/platform/http/body';
import { readForm } from '@/lib/platform/http/form';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress, reply, route } from '@/lib/platform/http/route';
import { shopLimit } from '@/app/api/v1/limits';

const maxBytes = 1_048_576;
/** Guessing keys and websites: many shops may share one host's address. */
const perAddress = { points: 1200, seconds: 60 };

type Call = { idWebsite: string; message: unknown; type: string };

async function readCall(request: Request): Promise<Call> {
  const fields = await readAnyFields(request);
  const textOf = (name: string) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const asked = new URL(request.url).searchParams.get('type');
  return { idWebsite: textOf('idWebsite'), message: fields.get('message'), type: asked ?? textOf('type') };
}

async function readAnyFields(request: Request): Promise<Map<string, unknown>> {
  const contentType = request.headers.get('content-type') ?? '';
  if (/\bjson\b/i.test(contentType)) return readJsonFields(await readBytes(request, maxBytes));
  // Not by the browser's rules, which replace the bytes that are no UTF-8 before anybody has seen them.
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType))
    return readFields(await readBytes(request, maxBytes));
  return new Map(await readForm(request, maxBytes));
}

function readJsonFields(bytes: Uint8Array): Map<string, unknown> {
  try {
    const body = parseKeepingDigits(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return new Map(Object.entries(body ?? {}));
  } catch (cause) {
    throw new AppError('malformed', { detail: 'The body is not valid JSON in UTF-8.', cause });
  }
}

function answerAs(type: string, answer: ShopCallAnswer) {
  if (type.toLowerCase() !== 'json') return reply(200, answer);
  const headers = { 'content-type': 'text/plain; charset=us-ascii', 'cache-control': 'no-store' };
  return new Response(Buffer.from(JSON.stringify(answer)).toString('base64'), { headers });
}

export const POST = route({
  auth: 'none',
  handler: async ({ request, log }) => {
    await takePoint('shop-call-address', clientAddress(request), perAddress);
    const { type, ...call } = await readCall(request);
    const { answer, leftOut } = await takeShopCall(call, {
      at: now(),
      onWebsite: (id) => takePoint(shopLimit.name, id, shopLimit),
    });
    if (answer.return !== 1 || leftOut.length > 0)
      log.info({ websiteId: call.idWebsite.slice(0, 36), answer }, 'shop call not taken, or not whole');
    return answerAs(type, answer);
  },
});

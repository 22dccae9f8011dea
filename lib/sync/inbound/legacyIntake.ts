/**
 * The call that the former integration's trigger makes: `POST /index.php?action=act_zendesk_api&source=zendesk&id={ticket}` with
 * the form field `params`. The same intake as the webhook's, proven either by the webhook's signature or by the website's key.
 */
import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { authenticateWebsite } from '@/lib/platform/auth/website';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { parseJson } from '@/lib/platform/http/json';
import { maxWebhookBytes, requireSignature } from '@/lib/sync/inbound/intake';
import { storeWebhookEvent } from '@/lib/sync/inbound/intakeStore';

export type LegacyCall = {
  query: URLSearchParams;
  rawBody: Buffer;
  /** Value of a header by its lower-case name. */
  header: (name: string) => string | null;
};

export const legacyPath = '/index.php';
export const legacyAction = 'act_zendesk_api';

/** @throws AppError `unauthorized`, whatever is missing or wrong; `connection_missing` for a website that has left Zendesk. */
async function findCaller({ rawBody, header }: LegacyCall): Promise<string> {
  if (header('x-zendesk-webhook-signature') !== null) {
    const idWebhook = header('x-zendesk-webhook-id') ?? '';
    const row = await db.websiteZendeskapp.findFirst({
      where: { idWebhook, connection: { state: { not: 'disconnected' } } },
      select: { connectionId: true },
    });
    const connectionId = row?.connectionId ?? '';
    await requireSignature({ connectionId, rawBody, header });
    return connectionId;
  }
  const website = await authenticateWebsite(header('authorization'));
  const row = await db.zendeskConnection.findUnique({ where: { websiteId: website.id } });
  if (!row || row.state === 'disconnected') throw new AppError('connection_missing');
  return row.id;
}

const params = z.looseObject({
  idVente: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
});

/** The order in the form field; a body that an unescaped order has broken still tells its ticket by the address. */
function readOrder(rawBody: Buffer, contentType: string): string | null {
  const text = rawBody.toString('utf8').replaceAll('\u0000', '');
  const field = /json/i.test(contentType) ? text : (new URLSearchParams(text).get('params') ?? '');
  try {
    return params.parse(parseJson(field)).idVente?.trim().slice(0, 200) || null;
  } catch {
    return null;
  }
}

/** @throws AppError `too_large`, `unsupported_media_type`, `unauthorized`, `malformed`, `connection_missing`. */
export async function receiveLegacyCall(call: LegacyCall): Promise<{ status: 'accepted' | 'duplicate' }> {
  const { query, rawBody, header } = call;
  if (rawBody.length > maxWebhookBytes)
    throw new AppError('too_large', { params: { maxBytes: maxWebhookBytes } });
  const contentType = header('content-type') ?? '';
  if (!/^application\/(?:x-www-form-urlencoded|json)\b/i.test(contentType))
    throw new AppError('unsupported_media_type', { detail: 'Send the form field params.' });
  const connectionId = await findCaller(call);
  const ticketId = query.get('id')?.trim() ?? '';
  if (!/^\d{1,15}$/.test(ticketId))
    throw new AppError('malformed', { detail: 'The address must name the ticket: &id={{ticket.id}}.' });
  // Without an invocation of Zendesk's two calls about one ticket look alike and are two: looking twice does no harm.
  const invocation = header('x-zendesk-webhook-invocation-id') ?? `legacy-${randomUUID()}`;
  const status = await storeWebhookEvent({
    connectionId,
    invocationId: invocation.slice(0, 200),
    ticketId: BigInt(ticketId),
    idVente: readOrder(rawBody, contentType),
    body: JSON.stringify({ legacy: createHash('sha256').update(rawBody).digest('hex'), id: ticketId }),
  });
  return { status };
}

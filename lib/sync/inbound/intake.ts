/**
 * The webhook intake: raw bytes in, answer out. It verifies, stores and answers, nothing else; the engine does the work.
 * Mounted ahead of Next in the shipped server and as an App Router route. Nothing is answered 200 that could still be lost.
 */
import { createHash } from 'node:crypto';
import { AppError } from '@/lib/platform/errors';
import { withSpan } from '@/lib/platform/tracing';
import { webhookIntakes } from '@/lib/platform/workMetrics';
import { findSigningSecret } from '@/lib/sync/inbound/signingSecrets';
import { storeWebhookEvent } from '@/lib/sync/inbound/intakeStore';
import { noteProbe, readProbe } from '@/lib/sync/inbound/probe';
import { parseTriggerBody } from '@/lib/zendesk/triggerBody';
import { verifySignature, type SignatureVerdict } from '@/lib/zendesk/webhookSignature';

export const maxWebhookBytes = 262_144;

export type IntakeRequest = {
  connectionId: string;
  rawBody: Buffer;
  /** Value of a header by its lower-case name. */
  header: (name: string) => string | null;
};

/** The trace of what a ticket's webhooks cause. */
export const storyOf = (connectionId: string, ticketId: string | bigint) => `${connectionId}/${ticketId}`;

type IntakeAnswer = { status: 'accepted' | 'duplicate' };

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** @param isRetry reads a secret again that did not verify. */
async function judge(request: IntakeRequest, isRetry: boolean): Promise<SignatureVerdict> {
  const { connectionId, rawBody, header } = request;
  const secret = uuid.test(connectionId)
    ? await findSigningSecret(connectionId.toLowerCase(), isRetry)
    : null;
  return verifySignature({
    rawBody,
    signature: header('x-zendesk-webhook-signature'),
    timestamp: header('x-zendesk-webhook-signature-timestamp'),
    secrets: secret ? [secret] : [],
    at: new Date(),
  });
}

/** @throws AppError `unauthorized`; the reason goes to the log only. */
export async function requireSignature(request: IntakeRequest): Promise<void> {
  let verdict = await judge(request, false);
  if (verdict === 'bad_signature') verdict = await judge(request, true);
  if (verdict !== 'ok')
    throw new AppError('unauthorized', {
      detail: 'The signature is missing, wrong or too old.',
      cause: verdict,
    });
}

/**
 * @returns `duplicate` when this invocation was stored before.
 * @throws AppError `too_large`, `unsupported_media_type`, `unauthorized`, `malformed`.
 */
export async function receiveWebhook(request: IntakeRequest): Promise<IntakeAnswer> {
  try {
    const answer = await take(request);
    webhookIntakes.inc({ outcome: answer.status });
    return answer;
  } catch (error) {
    webhookIntakes.inc({ outcome: error instanceof AppError ? 'refused' : 'failed' });
    throw error;
  }
}

async function take(request: IntakeRequest): Promise<IntakeAnswer> {
  const { rawBody, header } = request;
  if (rawBody.length > maxWebhookBytes)
    throw new AppError('too_large', { params: { maxBytes: maxWebhookBytes } });
  if (!/^application\/json\b/i.test(header('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', { detail: 'Send the body as application/json.' });
  }
  await requireSignature(request);
  const body = rawBody.toString('utf8').replaceAll('\u0000', '');
  const probe = readProbe(body);
  if (probe) {
    await noteProbe(request.connectionId.toLowerCase(), probe);
    return { status: 'accepted' };
  }
  const payload = parseTriggerBody(body);
  if (!payload) throw new AppError('malformed', { detail: 'The body must be JSON with a ticket_id.' });
  const digest = () =>
    createHash('sha256')
      .update(rawBody)
      .update(header('x-zendesk-webhook-signature-timestamp') ?? '')
      .digest('hex');
  const connectionId = request.connectionId.toLowerCase();
  const status = await withSpan('webhook stored', { story: storyOf(connectionId, payload.ticketId) }, () =>
    storeWebhookEvent({
      connectionId,
      invocationId: (header('x-zendesk-webhook-invocation-id') ?? digest()).slice(0, 200),
      ticketId: BigInt(payload.ticketId),
      idVente: payload.idVente?.slice(0, 200) ?? null,
      body,
    }),
  );
  return { status };
}

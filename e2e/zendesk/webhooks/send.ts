import type { Account } from '../state/account';
import type { AttemptStatus, HeaderPair, WebhookRow } from '../state/webhook-rows';
import { sign } from './signature';

const MAX_RESPONSE_CHARS = 10_000;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  form_encoded: 'application/x-www-form-urlencoded; charset=utf-8',
};

export interface Sent {
  status: AttemptStatus;
  statusCode: number;
  retryAfterSeconds: number | null;
  request: { headers: HeaderPair[]; payload: string };
  response: { headers: HeaderPair[]; payload: string } | null;
}

export type WebhookTarget = Pick<
  WebhookRow,
  'id' | 'endpoint' | 'httpMethod' | 'requestFormat' | 'authentication' | 'customHeaders' | 'signingSecret'
>;

/** Every header of a delivery: signature, identity, content, then the webhook's own. */
export function toHeaders(
  account: Account,
  webhook: WebhookTarget,
  invocationId: string,
  body: string,
): Record<string, string> {
  const timestamp = account.now();
  return {
    ...webhook.customHeaders,
    ...toAuthorization(webhook),
    'X-Zendesk-Account-Id': String(account.row.accountId),
    'X-Zendesk-Webhook-Id': webhook.id,
    'X-Zendesk-Webhook-Invocation-Id': invocationId,
    'X-Zendesk-Webhook-Signature': sign(webhook.signingSecret, timestamp, body),
    'X-Zendesk-Webhook-Signature-Timestamp': timestamp,
    'User-Agent': 'Zendesk Webhook',
    'Content-Type': CONTENT_TYPES[webhook.requestFormat],
  };
}

function toAuthorization(webhook: WebhookTarget): Record<string, string> {
  const { authentication } = webhook;
  if (!authentication) return {};
  const { data } = authentication;
  if (authentication.type === 'api_key') return { [data.name ?? '']: data.value ?? '' };
  if (authentication.type === 'bearer_token') return { Authorization: `Bearer ${data.token ?? ''}` };
  const pair = Buffer.from(`${data.username ?? ''}:${data.password ?? ''}`).toString('base64');
  return { Authorization: `Basic ${pair}` };
}

/** A practice server must not call strangers: only loopback endpoints are ever reached, unless the owner says so. */
export function isReachable(endpoint: string, deliverTo: 'loopback' | 'any'): boolean {
  return deliverTo === 'any' || LOOPBACK.test(new URL(endpoint).hostname);
}

/**
 * Makes one call and says how it went; never throws. A request that takes too long counts as 504, as in Zendesk's log.
 * @param timeoutMs how long the endpoint may take
 */
export async function send(
  account: Account,
  webhook: WebhookTarget,
  invocationId: string,
  payload: string,
  options: { timeoutMs: number; deliverTo: 'loopback' | 'any' },
): Promise<Sent> {
  const hasBody = webhook.httpMethod !== 'GET' && webhook.httpMethod !== 'DELETE';
  const body = hasBody ? payload : '';
  const headers = toHeaders(account, webhook, invocationId, body);
  const request = { headers: toPairs(Object.entries(headers)), payload: body };
  if (!isReachable(webhook.endpoint, options.deliverTo)) {
    return { status: 'failed', statusCode: 0, retryAfterSeconds: null, request, response: null };
  }
  const query = !hasBody && payload !== '' ? `${webhook.endpoint.includes('?') ? '&' : '?'}${payload}` : '';
  try {
    const response = await fetch(`${webhook.endpoint}${query}`, {
      method: webhook.httpMethod,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
      ...(hasBody ? { body } : {}),
    });
    const text = await response.text();
    return {
      status: toStatus(response.status),
      statusCode: response.status,
      retryAfterSeconds: Number(response.headers.get('retry-after')) || null,
      request,
      response: { headers: toPairs([...response.headers]), payload: text.slice(0, MAX_RESPONSE_CHARS) },
    };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    const statusCode = isTimeout ? 504 : 0;
    return {
      status: isTimeout ? 'timeout' : 'failed',
      statusCode,
      retryAfterSeconds: null,
      request,
      response: null,
    };
  }
}

/** Redirects are not followed, so they count as the client's error. */
function toStatus(code: number): AttemptStatus {
  if (code >= 200 && code < 300) return 'success';
  return code >= 500 ? 'server error' : 'client error';
}

function toPairs(entries: [string, string][]): HeaderPair[] {
  return entries.map(([key, value]) => ({ key, value }));
}

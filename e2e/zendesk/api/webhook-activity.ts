import type { MiddlewareHandler } from 'hono';
import { optionalText, readJson, recordIn } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext, PracticeEnv } from '../http/context';
import { recordNotFound } from '../http/errors';
import { cursorPage } from '../http/pages';
import { bareJson } from '../http/reply';
import { ulid } from '../state/identifiers';
import type { InvocationRow, WebhookRow } from '../state/webhook-rows';
import { readEndpoint } from '../webhooks/records';
import { send, type WebhookTarget } from '../webhooks/send';
import { UNSAVED_WEBHOOK_SECRET } from '../webhooks/signature';
import { listAddress, webhookInPath } from './request';

const KEPT_MS = 7 * 24 * 3600_000;

/** What a test call targets: the saved webhook with its secret, else what the request says and the public secret. */
function toTarget(webhook: WebhookRow | undefined, request: JsonObject): WebhookTarget {
  const text = (key: string) => optionalText(request[key], key);
  return {
    id: webhook?.id ?? '',
    endpoint: readEndpoint(request.endpoint ?? webhook?.endpoint),
    httpMethod: (text('http_method') ?? webhook?.httpMethod ?? 'POST') as WebhookTarget['httpMethod'],
    requestFormat: (text('request_format') ??
      webhook?.requestFormat ??
      'json') as WebhookTarget['requestFormat'],
    authentication: webhook?.authentication ?? null,
    customHeaders: webhook?.customHeaders ?? null,
    signingSecret: webhook?.signingSecret ?? UNSAVED_WEBHOOK_SECRET,
  };
}

async function test(c: PracticeContext): Promise<Response> {
  const body = await readJson(c);
  const account = c.get('account');
  const id = c.req.query('webhook_id');
  const webhook = account.webhooks.get(id);
  if (id !== undefined && !webhook) throw recordNotFound();
  const request = body.request === undefined && webhook ? {} : recordIn(body, 'request');
  const { deliveries } = c.get('practice');
  const options = { timeoutMs: deliveries.timeoutMs, deliverTo: deliveries.deliverTo };
  const payload = optionalText(request.payload, 'payload') ?? '{}';
  const sent = await send(account, toTarget(webhook, request), ulid(Date.now()), payload, options);
  return bareJson(c, {
    response: {
      headers: sent.response?.headers ?? [],
      ...(sent.statusCode > 0 ? { status_code: sent.statusCode } : {}),
      payload: sent.response?.payload ?? '',
    },
  });
}

function presentInvocation(invocation: InvocationRow) {
  return {
    id: invocation.id,
    ...(invocation.statusCode === null ? {} : { status_code: invocation.statusCode }),
    status: invocation.status,
    latest_completed_at: invocation.latestCompletedAt,
  };
}

/** Deliveries a test ordered to be lost are as unknown to Zendesk's log as they are to the receiver. */
function listInvocations(c: PracticeContext): Response {
  const webhook = webhookInPath(c);
  const status = c.req.query('filter[status]');
  const rows = c
    .get('account')
    .invocations.by('webhook', webhook.id)
    .filter((invocation) => invocation.status !== 'dropped' && Date.now() - invocation.createdAtMs < KEPT_MS)
    .filter((invocation) => status === undefined || invocation.status === status)
    .reverse();
  const { items, meta, links } = cursorPage(c, rows, listAddress(c));
  return bareJson(c, { meta, links, invocations: items.map(presentInvocation) });
}

function listAttempts(c: PracticeContext): Response {
  const webhook = webhookInPath(c);
  const account = c.get('account');
  const invocation = account.invocations.get(c.req.param('invocation'));
  if (invocation?.webhookId !== webhook.id) throw recordNotFound();
  const attempts = account.attempts.by('invocation', invocation.id).map((attempt) => ({
    id: attempt.id,
    invocation_id: attempt.invocationId,
    status_code: attempt.statusCode,
    status: attempt.status,
    request: attempt.request,
    ...(attempt.response ? { response: attempt.response } : {}),
    completed_at: attempt.completedAt,
  }));
  return bareJson(c, { attempts });
}

/** The test call and the log of deliveries. */
export function mountWebhookActivity(api: PracticeApp, admin: MiddlewareHandler<PracticeEnv>): void {
  api.post('/webhooks/test', admin, test);
  api.get('/webhooks/:id/invocations', admin, listInvocations);
  api.get('/webhooks/:id/invocations/:invocation/attempts', admin, listAttempts);
}

import { optionalText, recordIn } from '../http/body';
import type { JsonObject } from '../http/context';
import { ApiError, recordNotFound } from '../http/errors';
import { isObject } from '../http/reply';
import type { Account } from '../state/account';
import type { UserRow } from '../state/account-rows';
import { signingSecret, ulid } from '../state/identifiers';
import type { WebhookAuthentication, WebhookRow } from '../state/webhook-rows';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const FORMATS = ['json', 'xml', 'form_encoded'] as const;
const STATUSES = ['active', 'inactive'] as const;

/** The real shape of webhook errors is unknown; the list envelope of the neighbouring endpoints is used. */
const webhookInvalid = (title: string) => new ApiError(400, { errors: [{ code: 'InvalidWebhook', title }] });

/** Zendesk's shape. Secrets never leave: a password is cut out, tokens and keys take their whole `data` along. */
export function presentWebhook(webhook: WebhookRow, isNew = false) {
  const { authentication } = webhook;
  return {
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    subscriptions: webhook.subscriptions,
    // Nanoseconds when just created, seconds ever after, as recorded.
    created_at: isNew ? webhook.createdAtNanoseconds : webhook.createdAt,
    created_by: webhook.createdBy,
    endpoint: webhook.endpoint,
    http_method: webhook.httpMethod,
    request_format: webhook.requestFormat,
    ...(webhook.description === null ? {} : { description: webhook.description }),
    ...(webhook.customHeaders ? { custom_headers: webhook.customHeaders } : {}),
    ...(authentication
      ? {
          authentication: {
            type: authentication.type,
            add_position: authentication.add_position,
            ...(authentication.type === 'basic_auth'
              ? { data: { username: authentication.data.username } }
              : {}),
          },
        }
      : {}),
    ...(webhook.updatedAt ? { updated_at: webhook.updatedAt, updated_by: webhook.updatedBy } : {}),
  };
}

/** A new webhook, or with an id to clone, a copy of it. */
export function createWebhook(
  account: Account,
  creator: UserRow,
  cloneId: string | undefined,
  body: JsonObject,
): WebhookRow {
  if (account.webhooks.size >= account.row.limits.webhooks) throw webhookInvalid('Too many webhooks');
  const nowMs = account.nowMs();
  const identity = {
    id: ulid(nowMs),
    signingSecret: signingSecret(),
    createdAt: account.now(),
    createdAtNanoseconds: `${new Date(nowMs).toISOString().slice(0, -1)}04765Z`,
    createdBy: String(creator.id),
    updatedAt: null,
    updatedBy: null,
  };
  if (cloneId === undefined) return { ...readWebhook(recordIn(body, 'webhook')), ...identity };
  const source = account.webhooks.get(cloneId);
  if (!source) throw recordNotFound();
  return { ...source, ...identity, name: `${source.name} (copy)` };
}

/** `PUT`: what is omitted is gone. Whether triggers or events use the webhook can never change. */
export function replaceWebhook(webhook: WebhookRow, record: JsonObject): WebhookRow {
  const next = { ...webhook, ...readWebhook(record) };
  refuseOtherConnection(webhook, next);
  return next;
}

/** `PATCH`: what is omitted stays. */
export function mergeWebhook(webhook: WebhookRow, record: JsonObject): WebhookRow {
  const current: JsonObject = {
    name: webhook.name,
    description: webhook.description,
    endpoint: webhook.endpoint,
    http_method: webhook.httpMethod,
    request_format: webhook.requestFormat,
    status: webhook.status,
    subscriptions: webhook.subscriptions,
    authentication: webhook.authentication,
    custom_headers: webhook.customHeaders,
  };
  return replaceWebhook(webhook, { ...current, ...record });
}

function refuseOtherConnection(before: WebhookRow, after: WebhookRow): void {
  const byTrigger = (webhook: WebhookRow) => webhook.subscriptions.includes('conditional_ticket_events');
  if (byTrigger(before) !== byTrigger(after)) throw webhookInvalid('The connection method cannot be changed');
}

function choose<T extends string>(record: JsonObject, key: string, values: readonly T[]): T {
  const found = values.find((value) => value === record[key]);
  if (!found) throw webhookInvalid(`${key} is invalid`);
  return found;
}

function readWebhook(record: JsonObject) {
  const name = optionalText(record.name, 'name')?.trim();
  if (!name) throw webhookInvalid('name is required');
  const httpMethod = choose(record, 'http_method', METHODS);
  const requestFormat = choose(record, 'request_format', FORMATS);
  const subscriptions = Array.isArray(record.subscriptions) ? record.subscriptions.map(String) : [];
  const isForTriggers = subscriptions.length === 1 && subscriptions[0] === 'conditional_ticket_events';
  const isForEvents =
    subscriptions.length > 0 && subscriptions.every((one) => one.startsWith('zen:event-type:'));
  if (!isForTriggers && !isForEvents) throw webhookInvalid('subscriptions are invalid');
  if (isForEvents && (httpMethod !== 'POST' || requestFormat !== 'json')) {
    throw webhookInvalid('event webhooks must be POST and json');
  }
  return {
    name,
    description: optionalText(record.description, 'description'),
    endpoint: readEndpoint(record.endpoint),
    httpMethod,
    requestFormat,
    status: choose(record, 'status', STATUSES),
    subscriptions,
    authentication: readAuthentication(record.authentication),
    customHeaders: readHeaders(record.custom_headers),
  };
}

/** HTTPS, except that a practice endpoint on the same machine may be plain HTTP. */
export function readEndpoint(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = url !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return text;
  throw webhookInvalid('endpoint is invalid');
}

const DATA_KEYS = {
  basic_auth: ['username', 'password'],
  bearer_token: ['token'],
  api_key: ['name', 'value'],
} as const;

function readAuthentication(value: unknown): WebhookAuthentication | null {
  if (value === undefined || value === null) return null;
  if (!isObject(value) || !isObject(value.data)) throw webhookInvalid('authentication is invalid');
  const type = choose(value, 'type', ['basic_auth', 'bearer_token', 'api_key'] as const);
  const data: Record<string, string> = {};
  for (const key of DATA_KEYS[type]) {
    const text = value.data[key];
    if (typeof text !== 'string' || text === '')
      throw webhookInvalid(`authentication data ${key} is required`);
    data[key] = text;
  }
  return { type, add_position: 'header', data };
}

function readHeaders(value: unknown): Record<string, string> | null {
  if (!isObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

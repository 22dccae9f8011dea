import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ApiError } from './errors';
import type { Account } from '../state/account';
import type { JsonObject, PracticeContext } from './context';

const JSON_UTF8 = 'application/json; charset=utf-8';

/** Keys that may be absent where they say nothing: a channel's source, a value, a job's results. */
function leaveOutEmpty(key: string, value: unknown): unknown {
  if (key === 'source' && isObject(value) && value.rel === null && isObject(value.from)) {
    return Object.keys(value.from).length === 0 ? undefined : value;
  }
  return (key === 'value' || key === 'results') && value === null ? undefined : value;
}

/** Answers JSON the way most endpoints do, with a charset. */
export function json(c: PracticeContext, body: unknown, status = 200): Response {
  // The control API has no account, and answers whole.
  const account = c.get('account') as Account | undefined;
  const text = JSON.stringify(body, account?.row.behaviour.isSparse ? leaveOutEmpty : undefined);
  return c.body(text, status as ContentfulStatusCode, { 'content-type': JSON_UTF8 });
}

/** Answers JSON without a charset, which is what the webhook endpoints do. */
export function bareJson(c: PracticeContext, body: unknown, status = 200): Response {
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, { 'content-type': 'application/json' });
}

/** Turns whatever was thrown into an answer; anything but an ApiError is a fault of this server and says so. */
export function toErrorResponse(error: unknown, c: PracticeContext): Response {
  if (!(error instanceof ApiError)) {
    const why = error instanceof Error ? error.stack : String(error);
    return c.text(`The practice Zendesk itself failed: ${why ?? ''}`, 500);
  }
  const status = error.status as ContentfulStatusCode;
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
  if (error.body === null) return c.body(null, error.status as 404);
  if (typeof error.body === 'string') {
    return c.body(error.body, status, { 'content-type': 'text/plain; charset=utf-8' });
  }
  return json(c, error.body, status);
}

/** @returns true for a plain JSON object */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

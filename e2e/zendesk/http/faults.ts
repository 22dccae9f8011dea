import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Account } from '../state/account';
import type { Fault } from '../state/account-rows';
import type { PracticeContext, PracticeEnv } from './context';
import { accountLimitReached, ApiError, endpointLimitReached, requesterCollision } from './errors';
import { limitOf, toLimitHeader } from './limits';
import { toErrorResponse } from './reply';

/** Longer than any client waits; then the connection is cut so that nothing is held for ever. */
const HANG_MS = 120_000;
const SLOW_BODY_PARTS = 10;
const HTML_PAGE =
  '<!DOCTYPE html><html><head><title>Something went wrong</title></head><body><h1>Sorry, something went wrong</h1></body></html>';

/** The first fault that fits a request; a counted one is used up by it. */
export function takeFault(account: Account, method: string, path: string): Fault | null {
  const fault = account.row.faults.find(
    (one) =>
      (one.remaining === null || one.remaining > 0) &&
      (one.untilMs === null || one.untilMs === undefined || Date.now() < one.untilMs) &&
      (one.method === null || one.method === method) &&
      (one.path === null || new RegExp(one.path).test(path)),
  );
  if (!fault) return null;
  if (fault.remaining !== null) {
    fault.remaining -= 1;
    if (fault.remaining === 0) account.row.faults = account.row.faults.filter((one) => one !== fault);
    account.saveRow();
  }
  return fault;
}

/** Cuts the connection without an answer. */
function cut(c: PracticeContext): Response {
  c.env.incoming.socket.destroy();
  return new Response(null, RESPONSE_ALREADY_SENT);
}

/** The JSON 429 of the path's own limit, with the header that describes it. */
function closeEndpoint(c: PracticeContext, path: string, seconds: number): Response {
  const limit = limitOf(c.req.method, path);
  if (limit) c.get('extraHeaders')[limit.header] = toLimitHeader(100, 0, seconds);
  return toErrorResponse(endpointLimitReached(limit?.what ?? '', seconds), c);
}

/** The answer a fault gives instead of the real one. */
function refuse(c: PracticeContext, fault: Fault, path: string): Response {
  const seconds = fault.retryAfterSeconds;
  const retryAfter: Record<string, string> = seconds === null ? {} : { 'retry-after': String(seconds) };
  switch (fault.kind) {
    case 'limit_account':
      return toErrorResponse(accountLimitReached(seconds ?? 2), c);
    case 'limit_endpoint':
      return closeEndpoint(c, path, seconds ?? 2);
    case 'requester_race':
      return toErrorResponse(requesterCollision(), c);
    case 'database_conflict':
      return toErrorResponse(
        new ApiError(409, { error: 'DatabaseConflict', description: 'Database collision' }),
        c,
      );
    case 'unavailable':
      return c.body(fault.body ?? HTML_PAGE, 503, { 'content-type': 'text/html', ...retryAfter });
    case 'html':
      return c.body(fault.body ?? HTML_PAGE, fault.status as ContentfulStatusCode, {
        'content-type': 'text/html; charset=utf-8',
        ...retryAfter,
      });
    case 'malformed':
      return c.body(fault.body ?? '{"ticket":{"id":', 200, {
        'content-type': 'application/json; charset=utf-8',
      });
    default:
      // Without a body ordered, the answer is empty, as server errors often are.
      if (fault.body === null) return c.body(null, fault.status as 500, retryAfter);
      return c.body(fault.body, fault.status as ContentfulStatusCode, {
        'content-type': fault.contentType ?? 'application/json; charset=utf-8',
        ...retryAfter,
      });
  }
}

/** Sends the real answer in ten parts over the fault's delay. */
function trickle(response: Response, delayMs: number): Response {
  const parts = response.text().then((text) => {
    const size = Math.max(1, Math.ceil(text.length / SLOW_BODY_PARTS));
    return Array.from({ length: SLOW_BODY_PARTS }, (_, i) => text.slice(i * size, (i + 1) * size));
  });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      for (const part of await parts) {
        await wait(delayMs / SLOW_BODY_PARTS, undefined, { ref: false });
        controller.enqueue(encoder.encode(part));
      }
      controller.close();
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

/**
 * Makes requests go wrong as ordered, and keeps the log of what was asked. Sits before authentication, as the network
 * and the load balancer do. A fault's delay comes first, then its effect.
 */
export const faults: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  const account = c.get('account');
  const url = new URL(c.req.url);
  const path = url.pathname.slice(account.subdomain.length + 1) + url.search;
  const fault = takeFault(account, c.req.method, path);
  const seen = c.get('practice').traffic.add(account.subdomain, {
    at: new Date().toISOString(),
    method: c.req.method,
    path,
    status: null,
    idempotencyKey: c.req.header('idempotency-key') ?? null,
    isAuthorized: c.req.header('authorization') !== undefined,
    fault: fault?.kind ?? null,
  });
  if (fault && fault.kind !== 'slow_body' && fault.delayMs > 0)
    await wait(fault.delayMs, undefined, { ref: false });
  if (!fault || fault.kind === 'delay') await next();
  else if (fault.kind === 'hang') {
    await wait(HANG_MS, undefined, { ref: false });
    c.res = cut(c);
  } else if (fault.kind === 'cut_before') c.res = cut(c);
  else if (fault.kind === 'cut_after') {
    await next();
    c.res = cut(c);
  } else if (fault.kind === 'slow_body') {
    await next();
    c.res = trickle(c.res, fault.delayMs);
  } else c.res = refuse(c, fault, path);
  const isCut = fault !== null && ['hang', 'cut_before', 'cut_after'].includes(fault.kind);
  seen.status = isCut ? 0 : c.res.status;
};

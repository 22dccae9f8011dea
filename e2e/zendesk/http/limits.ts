import type { Account } from '../state/account';
import { accountLimitReached, endpointLimitReached } from './errors';

interface Window {
  startedAtMs: number;
  used: number;
}

export interface Allowance {
  total: number;
  remaining: number;
  resetSeconds: number;
  isExceeded: boolean;
}

const MINUTE_MS = 60_000;

/** Fixed windows in memory: limits restart with the server, as nothing needs them to survive it. */
export class RateLimiter {
  private readonly windows = new Map<string, Window>();

  /** Counts one use of `key` and says what is left. Real time: moving the account's clock opens no window. */
  use(key: string, total: number, windowMs = MINUTE_MS): Allowance {
    const now = Date.now();
    const held = this.windows.get(key);
    const window = held && now - held.startedAtMs < windowMs ? held : { startedAtMs: now, used: 0 };
    window.used += 1;
    this.windows.set(key, window);
    if (this.windows.size > 20_000) this.prune(now);
    return {
      total,
      remaining: Math.max(0, total - window.used),
      resetSeconds: Math.max(1, Math.ceil((window.startedAtMs + windowMs - now) / 1000)),
      isExceeded: window.used > total,
    };
  }

  /** Forgets what an account used. */
  clear(subdomain: string): void {
    for (const key of this.windows.keys()) if (key.startsWith(`${subdomain}/`)) this.windows.delete(key);
  }

  private prune(now: number): void {
    for (const [key, window] of this.windows) {
      if (now - window.startedAtMs > 10 * MINUTE_MS) this.windows.delete(key);
    }
  }
}

/**
 * Counts one request against the account and describes the allowance in headers, which every answer carries.
 * @throws ApiError the plain-text 429
 */
export function useAccountLimit(
  limiter: RateLimiter,
  account: Account,
  headers: Record<string, string>,
): void {
  const allowance = limiter.use(`${account.subdomain}/requests`, account.row.limits.requests);
  const prefix = account.row.behaviour.rateHeaders;
  headers['x-rate-limit'] = String(allowance.total);
  headers['x-rate-limit-remaining'] = String(allowance.remaining);
  // Renamed in 2024; the 2023 spelling had no `-limit` at its end.
  headers[prefix === 'ratelimit' ? 'ratelimit-limit' : 'rate-limit'] = String(allowance.total);
  headers[`${prefix}-remaining`] = String(allowance.remaining);
  headers[`${prefix}-reset`] = String(allowance.resetSeconds);
  if (allowance.isExceeded) throw accountLimitReached(allowance.resetSeconds);
}

export interface EndpointLimit {
  header: string;
  key: string;
  /** The limited thing, as the 429 body words it. */
  what: string;
  total: number;
  windowMs?: number;
}

/** How a limit describes itself in its header. */
export const toLimitHeader = (total: number, remaining: number, resetSeconds: number) =>
  `total=${String(total)}; remaining=${String(remaining)}; resets=${String(resetSeconds)}`;

/** The limits of their own that paths have, for the fault that closes one. */
const LIMITED: [method: string, path: RegExp, header: string, what: string][] = [
  ['PUT', /^\/api\/v2\/tickets\b/, 'zendesk-rate-limit-tickets-update', 'ticket update'],
  [
    'POST',
    /^\/api\/v2\/tickets(?:\.json)?(?:$|\?)/,
    'zendesk-ratelimit-ticket-request-create-by-user-and-ip',
    'ticket creation',
  ],
  ['GET', /^\/api\/v2\/tickets\/\d+\/audits/, 'zendesk-ratelimit-ticket-audits-index', 'ticket audits'],
  ['GET', /^\/api\/v2\/tickets(?:\.json)?(?:$|\?)/, 'zendesk-ratelimit-tickets-index', 'tickets index'],
  ['GET', /^\/api\/v2\/incremental\b/, 'zendesk-ratelimit-incremental-exports', 'incremental export'],
  ['GET', /^\/api\/v2\/search\/export/, 'zendesk-ratelimit-search-export', 'search export'],
  ['PUT', /^\/api\/v2\/users\b/, 'zendesk-ratelimit-user-updates', 'user update'],
];

/** The endpoint of a path, or null for one that has no limit of its own. */
export function limitOf(method: string, path: string): { header: string; what: string } | null {
  const found = LIMITED.find(([verb, pattern]) => verb === method && pattern.test(path));
  return found ? { header: found[2], what: found[3] } : null;
}

/** Agents' saves on screen count against the account's limit of ticket updates. Theirs are not refused. */
export function countAgentUpdate(limiter: RateLimiter, account: Account): void {
  const { behaviour, limits } = account.row;
  if (behaviour.ignoresAgentUpdates) return;
  limiter.use(`${account.subdomain}/ticket-updates`, limits.ticketUpdates);
}

/**
 * Counts one request against an endpoint's own limit.
 * @throws ApiError the JSON 429
 */
export function useEndpointLimit(
  limiter: RateLimiter,
  account: Account,
  headers: Record<string, string>,
  limit: EndpointLimit,
): void {
  const allowance = limiter.use(`${account.subdomain}/${limit.key}`, limit.total, limit.windowMs);
  headers[limit.header] = toLimitHeader(allowance.total, allowance.remaining, allowance.resetSeconds);
  if (allowance.isExceeded) throw endpointLimitReached(limit.what, allowance.resetSeconds);
}

/** What Zendesk says about its limits, whatever spelling of the headers the account still uses. */

export type RateLimit = { limit?: number; remaining?: number; resetMs?: number };
export type RateLimits = { account: RateLimit; endpoints: Record<string, RateLimit> };

const oneDayMs = 86_400_000;
const endpointHeader = /^zendesk-rate-?limit-(.+)$/;

/** @returns the first of these headers that holds a plain number of at least 0. */
function firstNumber(headers: Headers, names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = headers.get(name)?.trim();
    if (value && /^\d+(\.\d+)?$/.test(value)) return Number(value);
  }
  return undefined;
}

const toMs = (seconds: number | undefined) =>
  seconds === undefined ? undefined : Math.min(Math.ceil(seconds * 1000), oneDayMs);

/** Reads `total=N; remaining=N; resets=S`. */
function parseEndpointLimit(value: string): RateLimit {
  const parts = new Map(
    value.split(';').map((part) => {
      const [name = '', figure = ''] = part.split('=', 2);
      return [name.trim().toLowerCase(), figure.trim()] as const;
    }),
  );
  const figure = (name: string) =>
    /^\d+$/.test(parts.get(name) ?? '') ? Number(parts.get(name)) : undefined;
  return { limit: figure('total'), remaining: figure('remaining'), resetMs: toMs(figure('resets')) };
}

/** The account's limit and those of single endpoints (`tickets-update`, `inflight-jobs`…), as far as the headers tell. */
export function readRateLimits(headers: Headers): RateLimits {
  const endpoints: Record<string, RateLimit> = {};
  headers.forEach((value, name) => {
    const endpoint = endpointHeader.exec(name.toLowerCase())?.[1];
    if (endpoint) endpoints[endpoint] = parseEndpointLimit(value);
  });
  return {
    account: {
      limit: firstNumber(headers, ['ratelimit-limit', 'rate-limit', 'x-rate-limit']),
      remaining: firstNumber(headers, [
        'ratelimit-remaining',
        'rate-limit-remaining',
        'x-rate-limit-remaining',
      ]),
      resetMs: toMs(firstNumber(headers, ['ratelimit-reset', 'rate-limit-reset', 'x-rate-limit-reset'])),
    },
    endpoints,
  };
}

/**
 * How long Zendesk asks to stay away: `Retry-After`, in seconds or as a date.
 * @param nowMs the real time, to turn a date into a wait.
 */
export function readRetryAfterMs(headers: Headers, nowMs: number = Date.now()): number | undefined {
  const retryAfter = headers.get('retry-after')?.trim();
  if (retryAfter) {
    if (/^\d+(\.\d+)?$/.test(retryAfter)) return toMs(Number(retryAfter));
    const dateMs = Date.parse(retryAfter);
    if (!Number.isNaN(dateMs) && /[a-z]/i.test(retryAfter))
      return Math.min(Math.max(dateMs - nowMs, 0), oneDayMs);
  }
  return undefined;
}

/** When whichever limit is used up is full again: how long a call that met a limit has to wait where nothing else is said. */
export function readResetMs(headers: Headers): number | undefined {
  const { account, endpoints } = readRateLimits(headers);
  const usedUp = Object.values(endpoints).filter(
    (limit) => limit.remaining === 0 && limit.resetMs !== undefined,
  );
  if (usedUp.length > 0) return Math.max(...usedUp.map((limit) => limit.resetMs ?? 0));
  return account.resetMs;
}

const firstMs = 1_000;
const ceilingMs = 15 * 60_000;

/**
 * Pure: how long to wait before the next try: doubling with a ceiling of 15 minutes, spread over ±25 % so that many waiting
 * deliveries do not come back in one wave. What Zendesk asks for (`Retry-After`) is the least.
 * @param attempts tries made so far, at least 1.
 * @param random a number from 0 to 1.
 */
export function backoffMs(attempts: number, random: number, retryAfterMs = 0): number {
  const base = Math.min(ceilingMs, firstMs * 2 ** Math.min(attempts - 1, 20));
  return Math.max(retryAfterMs, Math.round(base * (0.75 + random / 2)));
}

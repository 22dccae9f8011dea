import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';

export type Limit = { points: number; seconds: number };

/**
 * Keys come from strangers (addresses, tokens of links): what is long, or holds more than plain signs, is stored as its digest.
 */
export function toStoredKey(key: string): string {
  return /^[\w.:@+-]{1,128}$/.test(key) ? key : createHash('sha256').update(key).digest('base64url');
}

const limiters = new Map<string, RateLimiterPostgres>();

function limiterFor(name: string, limit: Limit): RateLimiterPostgres {
  const key = `${name}:${limit.points}:${limit.seconds}`;
  let limiter = limiters.get(key);
  if (!limiter) {
    limiter = new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: name,
      points: limit.points,
      duration: limit.seconds,
    });
    limiters.set(key, limiter);
  }
  return limiter;
}

function refused(result: RateLimiterRes): AppError {
  const seconds = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
  return new AppError('rate_limited', {
    detail: `Too many requests; try again in ${seconds} seconds.`,
    params: { seconds },
    headers: { 'retry-after': String(seconds) },
  });
}

/**
 * Counts one use, shared by all processes through PostgreSQL.
 * @throws AppError `rate_limited` with `Retry-After`.
 */
export async function takePoint(name: string, key: string, limit: Limit): Promise<void> {
  try {
    await limiterFor(name, limit).consume(toStoredKey(key));
  } catch (error) {
    if (error instanceof RateLimiterRes) throw refused(error);
    throw error;
  }
}

export async function resetPoints(name: string, key: string, limit: Limit): Promise<void> {
  await limiterFor(name, limit).delete(toStoredKey(key));
}

/** Beyond any use: for what is counted and never refused. */
const uncapped = 1_000_000_000;

/** @returns how many uses the window has seen, this one included. */
export async function countUse(name: string, key: string, seconds: number): Promise<number> {
  const result = await limiterFor(name, { points: uncapped, seconds }).consume(toStoredKey(key));
  return result.consumedPoints;
}

export async function returnUse(name: string, key: string, seconds: number): Promise<void> {
  await limiterFor(name, { points: uncapped, seconds }).reward(toStoredKey(key));
}

/** How many points are used up at present. */
export async function readPoints(name: string, key: string): Promise<number> {
  const result = await limiterFor(name, { points: uncapped, seconds: 1 }).get(toStoredKey(key));
  return result && result.msBeforeNext > 0 ? result.consumedPoints : 0;
}

import { describe, expect, it } from 'vitest';
import { readRateLimits, readResetMs, readRetryAfterMs } from '@/lib/zendesk/rateLimits';

const headers = (values: Record<string, string>) => new Headers(values);

describe('readRateLimits', () => {
  it.each<Record<string, string>>([
    { 'X-Rate-Limit': '700', 'X-Rate-Limit-Remaining': '699' },
    { 'rate-limit': '700', 'rate-limit-remaining': '699', 'rate-limit-reset': '12' },
    { 'RateLimit-Limit': '700', 'RateLimit-Remaining': '699', 'RateLimit-Reset': '12' },
  ])('reads the spelling %j', (values) => {
    expect(readRateLimits(headers(values)).account).toMatchObject({ limit: 700, remaining: 699 });
  });

  it('reads the limits of single endpoints in both spellings', () => {
    const limits = readRateLimits(
      headers({
        'zendesk-rate-limit-tickets-update': 'total=20; remaining=3; resets=41',
        'Zendesk-RateLimit-inflight-jobs': 'total=30; remaining=29; resets=60',
      }),
    );
    expect(limits.endpoints).toEqual({
      'tickets-update': { limit: 20, remaining: 3, resetMs: 41_000 },
      'inflight-jobs': { limit: 30, remaining: 29, resetMs: 60_000 },
    });
  });

  it('takes nothing from headers that hold no figures', () => {
    const limits = readRateLimits(headers({ 'x-rate-limit': 'many', 'zendesk-ratelimit-x': 'garbage' }));
    expect(limits).toEqual({
      account: { limit: undefined, remaining: undefined, resetMs: undefined },
      endpoints: { x: { limit: undefined, remaining: undefined, resetMs: undefined } },
    });
  });
});

describe('readResetMs', () => {
  it('tells when the limit that is used up is full again', () => {
    const endpoint = { 'zendesk-ratelimit-tickets-update': 'total=20; remaining=0; resets=33' };
    expect(readResetMs(headers({ ...endpoint, 'ratelimit-reset': '5' }))).toBe(33_000);
    expect(readResetMs(headers({ 'rate-limit-reset': '5' }))).toBe(5000);
    expect(readResetMs(headers({}))).toBeUndefined();
  });
});

describe('readRetryAfterMs', () => {
  it('prefers Retry-After, in seconds or as a date', () => {
    const nowMs = Date.parse('2026-11-22T10:00:00Z');
    expect(readRetryAfterMs(headers({ 'retry-after': '93', 'ratelimit-reset': '5' }))).toBe(93_000);
    expect(readRetryAfterMs(headers({ 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT' }), nowMs)).toBe(30_000);
    expect(readRetryAfterMs(headers({ 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT' }), nowMs)).toBe(0);
  });

  it('knows only what was asked for: the reset of a limit is no wait by itself', () => {
    expect(readRetryAfterMs(headers({ 'ratelimit-reset': '52' }))).toBeUndefined();
    expect(readRetryAfterMs(headers({}))).toBeUndefined();
    expect(readRetryAfterMs(headers({ 'retry-after': '-4' }))).toBeUndefined();
  });

  it('never asks for more than a day', () => {
    expect(readRetryAfterMs(headers({ 'retry-after': '99999999' }))).toBe(86_400_000);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AccountBudget, EndpointClosed } from '@/lib/zendesk/budget';
import { observeWindow, waitInWindow, type Asking, type Window } from '@/lib/zendesk/budgetWindow';
import type { AnswerNotice } from '@/lib/zendesk/client';
import { endpointOf } from '@/lib/zendesk/endpoints';
import type { RateLimits } from '@/lib/zendesk/rateLimits';

const asking: Asking = { inFlight: 0, usedBySiblings: 0, otherShare: 0.3, isPaced: false, processes: 1 };
const window = (part: Partial<Window> = {}): Window => ({
  limit: 700,
  remaining: 700,
  used: 0,
  endsAtMs: 60_000,
  ...part,
});
const notice = (
  account: RateLimits['account'],
  part: Partial<AnswerNotice> = {},
  endpoints: RateLimits['endpoints'] = {},
): AnswerNotice => ({
  method: 'GET',
  path: '/api/v2/tickets/1',
  status: 200,
  durationMs: 1,
  limits: { account, endpoints },
  ...part,
});

describe('the share of the others', () => {
  test('30 % stay free while nobody else uses them', () => {
    expect(waitInWindow(window({ remaining: 211, used: 489 }), asking, 0)).toBe(0);
    expect(waitInWindow(window({ remaining: 210, used: 490 }), asking, 0)).toBe(60_000);
  });

  test('what the others have used of theirs is not kept free a second time', () => {
    expect(waitInWindow(window({ remaining: 11, used: 480 }), asking, 0)).toBe(0);
    expect(waitInWindow(window({ remaining: 0, used: 490 }), asking, 0)).toBe(60_000);
  });

  test('calls under way count', () => {
    expect(waitInWindow(window({ remaining: 215, used: 485 }), { ...asking, inFlight: 5 }, 0)).toBe(60_000);
  });

  test('what our other processes used is ours, not the others’', () => {
    const shared = { ...asking, usedBySiblings: 200 };
    expect(waitInWindow(window({ remaining: 210, used: 290 }), shared, 0)).toBeGreaterThan(0);
  });

  test('nothing is held back after the window', () => {
    expect(waitInWindow(window({ remaining: 0, used: 490 }), asking, 60_000)).toBe(0);
  });

  test('a backlog keeps an even pace and leaves room for what happens now', () => {
    const half = window({ remaining: 700 - 300, used: 300 });
    expect(waitInWindow(half, { ...asking, isPaced: true }, 30_000)).toBeGreaterThan(0);
    expect(waitInWindow(half, asking, 30_000)).toBe(0);
    expect(
      waitInWindow(window({ remaining: 700 - 240, used: 240 }), { ...asking, isPaced: true }, 30_000),
    ).toBe(0);
  });

  test('however a backlog asks, it never takes more of a window than its share, and nearly all of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 2_500 }), fc.integer({ min: 0, max: 90 }), (limit, percent) => {
        const paced = { ...asking, otherShare: percent / 100, isPaced: true };
        let used = 0;
        for (let atMs = 0; atMs < 60_000; atMs += 5) {
          const state = window({ limit, remaining: limit - used, used });
          if (waitInWindow(state, paced, atMs) === 0) used += 1;
        }
        const share = limit - Math.floor(limit * paced.otherShare);
        expect(used).toBeLessThanOrEqual(share);
        expect(used).toBeGreaterThanOrEqual(Math.floor(share * 0.98) - 1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what answers teach', () => {
  test('the reset is narrowed by every answer, and a new window starts afresh', () => {
    const first = observeWindow(null, { limit: 700, remaining: 699, resetMs: 60_000 }, 1_000);
    expect(first).toMatchObject({ used: 1, endsAtMs: 61_000 });
    const later = observeWindow(first, { limit: 700, remaining: 690, resetMs: 58_000 }, 2_500);
    expect(later).toMatchObject({ used: 2, remaining: 690, endsAtMs: 60_500 });
    const next = observeWindow(later, { limit: 700, remaining: 699, resetMs: 60_000 }, 60_600);
    expect(next).toMatchObject({ used: 1, remaining: 699 });
  });

  test('answers out of order keep the least that remains', () => {
    const first = observeWindow(null, { limit: 700, remaining: 600, resetMs: 30_000 }, 0);
    expect(observeWindow(first, { limit: 700, remaining: 605, resetMs: 30_000 }, 10)?.remaining).toBe(600);
  });

  test('without a reset the window is a minute from its first answer', () => {
    expect(observeWindow(null, { limit: 200, remaining: 199 }, 5_000)?.endsAtMs).toBe(65_000);
  });

  test('an account’s 429 closes the account, an endpoint’s only the endpoint', () => {
    const budget = new AccountBudget();
    const path = '/api/v2/tickets/7';
    budget.observe(
      notice({}, { method: 'PUT', path, status: 429, pause: { ms: 5_000, isEndpointOnly: true } }),
      0,
    );
    expect(budget.waitMs({ lane: 'live', endpoint: 'tickets-update' }, 0)).toBe(5_000);
    expect(budget.waitMs({ lane: 'live', endpoint: null }, 0)).toBe(0);
    budget.observe(notice({}, { status: 429, pause: { ms: 9_000, isEndpointOnly: false } }), 0);
    expect(budget.waitMs({ lane: 'live', endpoint: null }, 0)).toBe(9_000);
  });

  test('the limit of one ticket closes nothing else', () => {
    const budget = new AccountBudget();
    const limits = { 'per-ticket-updates': { limit: 30, remaining: 0, resetMs: 600_000 } };
    const path = '/api/v2/tickets/7';
    const pause = { ms: 600_000, isEndpointOnly: true };
    budget.observe(notice({}, { method: 'PUT', path, status: 429, pause }, limits), 0);
    expect(budget.waitMs({ lane: 'live', endpoint: 'tickets-update' }, 0)).toBe(0);
  });

  test.each([
    ['POST', '/api/v2/tickets'],
    ['GET', '/api/v2/tickets'],
    ['GET', '/api/v2/tickets/7/comments'],
    ['PUT', '/api/v2/tickets/7/tags'],
    ['GET', '/api/v2/users/9'],
  ])('%s %s that is refused by a limit of its own is not made again before its end', async (method, path) => {
    const budget = new AccountBudget();
    budget.observe(notice({}, { method, path, status: 429, pause: { ms: 60_000, isEndpointOnly: true } }));
    const endpoint = endpointOf(method, path);
    await expect(budget.acquire({ lane: 'live', caller: 'a', endpoint })).rejects.toBeInstanceOf(
      EndpointClosed,
    );
    await expect(budget.acquire({ lane: 'live', caller: 'a', endpoint: null })).resolves.toBeUndefined();
  });

  test('the limit on creating is counted for us alone: all of it is ours', () => {
    const budget = new AccountBudget();
    budget.setOtherShare('a', 0.3);
    const left = (remaining: number) =>
      budget.observe(
        notice(
          {},
          { method: 'POST', path: '/api/v2/tickets' },
          { 'ticket-request-create-by-user-and-ip': { limit: 300, remaining, resetMs: 40_000 } },
        ),
        0,
      );
    const create = { lane: 'live', endpoint: endpointOf('POST', '/api/v2/tickets') } as const;
    left(50);
    expect(budget.waitMs(create, 0)).toBe(0);
    left(0);
    expect(budget.waitMs(create, 0)).toBe(40_000);
  });

  test('places for jobs are left to the others too', () => {
    const budget = new AccountBudget();
    budget.setOtherShare('a', 0.3);
    const path = '/api/v2/tickets/create_many';
    budget.observe(
      notice({}, { method: 'POST', path }, { 'inflight-jobs': { limit: 30, remaining: 9, resetMs: 60_000 } }),
      0,
    );
    expect(budget.waitMs({ lane: 'backlog', endpoint: 'inflight-jobs' }, 0)).toBe(500);
    expect(budget.waitMs({ lane: 'live', endpoint: null }, 0)).toBe(0);
  });

  test.each([
    ['POST', '/api/v2/tickets/create_many', 'inflight-jobs'],
    ['PUT', '/api/v2/tickets/update_many.json', 'inflight-jobs'],
    ['PUT', '/shop/api/v2/tickets/12', 'tickets-update'],
    ['PUT', '/api/v2/tickets/12/tags', 'tickets-update'],
    ['POST', '/api/v2/tickets.json', 'ticket-request-create-by-user-and-ip'],
    ['GET', '/shop/api/v2/tickets', 'tickets-index'],
    ['GET', '/api/v2/tickets/12', 'GET tickets/:id'],
    ['GET', '/api/v2/tickets/12/comments', 'GET tickets/:id/comments'],
    ['GET', '/api/v2/job_statuses/V3-fe8a', 'GET job_statuses/:id'],
    ['GET', '/api/v2/webhooks/01GF9WVRG9RJ4CC5X2NSFE3YAC/signing_secret', 'GET webhooks/:id/signing_secret'],
    ['GET', '/api/v2/users/me', 'GET users/me'],
    ['GET', '/api/v2/incremental/tickets/cursor', 'incremental-exports'],
    ['GET', '/api/v2/search/export', 'search-export'],
  ])('%s %s counts against %s', (method, path, endpoint) => {
    expect(endpointOf(method, path)).toBe(endpoint);
  });
});

describe('turns', () => {
  /** A budget with no room, and the order in which callers get in once there is. */
  async function orderOf(calls: { lane: 'live' | 'backlog'; caller: string }[]): Promise<string[]> {
    const budget = new AccountBudget();
    const order: string[] = [];
    budget.observe(notice({}, { status: 429, pause: { ms: 60_000, isEndpointOnly: false } }));
    const waiting = calls.map(async (call) => {
      await budget.acquire({ ...call, endpoint: null });
      order.push(`${call.lane} ${call.caller}`);
      budget.release();
    });
    budget.reopen();
    await Promise.all(waiting);
    return order;
  }

  test('what happens now goes before a backlog, and websites take turns', async () => {
    const backlog = (caller: string) => ({ lane: 'backlog' as const, caller });
    const order = await orderOf([
      backlog('big'),
      backlog('big'),
      backlog('big'),
      backlog('small'),
      { lane: 'live', caller: 'new' },
    ]);
    expect(order[0]).toBe('live new');
    expect(order.indexOf('backlog small')).toBeLessThanOrEqual(2);
  });

  test('a call taken beforehand counts as under way, and is never taken where there is none', () => {
    const budget = new AccountBudget();
    budget.observe(notice({ limit: 10, remaining: 2, resetMs: 60_000 }));
    const call = { lane: 'live', caller: 'one', endpoint: null } as const;
    expect([budget.tryAcquire(call), budget.tryAcquire(call), budget.tryAcquire(call)]).toEqual([
      true,
      true,
      false,
    ]);
    budget.release();
    expect(budget.tryAcquire(call)).toBe(true);
  });

  test('the last free call goes to the website whose turn is longest ago, if it still wants one', () => {
    const budget = new AccountBudget();
    budget.observe(notice({ limit: 10, remaining: 2, resetMs: 60_000 }));
    const of = (caller: string) => ({ lane: 'live', caller, endpoint: null }) as const;
    const atMs = Date.now();
    expect([budget.tryAcquire(of('one'), atMs), budget.tryAcquire(of('one'), atMs)]).toEqual([true, true]);
    expect(budget.tryAcquire(of('other'), atMs)).toBe(false);
    budget.release();
    expect(budget.tryAcquire(of('one'), atMs)).toBe(false);
    expect(budget.tryAcquire(of('other'), atMs)).toBe(true);
    budget.release();
    expect(budget.tryAcquire(of('one'), atMs + 60)).toBe(true);
  });

  test('a caller whose work has ended no longer waits', async () => {
    const budget = new AccountBudget();
    budget.observe(notice({}, { status: 429, pause: { ms: 60_000, isEndpointOnly: false } }));
    const stop = new AbortController();
    const waiting = budget.acquire({ lane: 'live', caller: 'a', endpoint: null }, stop.signal);
    stop.abort(new Error('lease lost'));
    await expect(waiting).rejects.toThrow('lease lost');
  });
});

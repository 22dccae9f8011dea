/**
 * The calls of one account, shared out. Everything that calls Zendesk for it in this process asks here first: what happens now
 * goes before a backlog, a backlog before comparing, and the websites of an account take turns. No call is made that the account
 * would refuse, as far as its headers tell; what it refuses all the same closes the account or the endpoint for as long as it asks.
 */
import { observeWindow, waitInWindow, type Window } from '@/lib/zendesk/budgetWindow';
import type { AnswerNotice } from '@/lib/zendesk/client';
import { endpointOf, limitsOfOurOwn, ticketUpdates } from '@/lib/zendesk/endpoints';
import { TicketUpdates } from '@/lib/zendesk/ticketUpdates';

export const lanes = ['live', 'backlog', 'background'] as const;
export type Lane = (typeof lanes)[number];

export type Call = {
  lane: Lane;
  /** Who takes turns: the connection. */ caller: string;
  endpoint: string | null;
};
type Waiter = Call & { go: () => void; refuse: (reason: EndpointClosed) => void };
type Siblings = { used: number; processes: number };

const defaultPauseMs = 10_000;
/** A caller that has not come back so long after a call was free wants none, and nobody waits for its turn. */
const interestMs = 300;
/** For a call that is further off nobody waits: the work is taken up again when it is free. */
const longestWaitMs = 2_000;
/** Until the first answer tells the limit, a few calls must do. */
const maxBlindCalls = 8;

/** The endpoint is closed for longer than a call waits: nothing was sent. */
export class EndpointClosed extends Error {
  constructor(readonly waitMs: number) {
    super('The endpoint is closed.');
  }
}

export class AccountBudget {
  private window: Window | null = null;
  private inFlight = 0;
  private blockedUntilMs = 0;
  private readonly closedUntilMs = new Map<string, number>();
  private readonly shares = new Map<string, number>();
  private readonly updates = new TicketUpdates();
  private siblings: Siblings = { used: 0, processes: 1 };
  private waiters: Waiter[] = [];
  private readonly lastTurn = new Map<string, number>();
  /** Until when each caller counts as wanting a call taken beforehand: it comes back once one is free. */
  private readonly wanted = new Map<string, number>();
  private readonly lastTaken = new Map<string, number>();
  private turn = 0;
  private timer: NodeJS.Timeout | null = null;

  /** @param share 0 to 1; of an account's websites the most careful counts. */
  setOtherShare(caller: string, share: number): void {
    this.shares.set(caller, share);
  }

  /** What our other processes have used and learned of this account. */
  setSiblings(siblings: Siblings, blockedUntilMs: number): void {
    this.siblings = siblings;
    this.blockedUntilMs = Math.max(this.blockedUntilMs, blockedUntilMs);
  }

  /** Forgets what Zendesk asked for: for tests, which wait for no clock. */
  reopen(): void {
    this.blockedUntilMs = 0;
    this.closedUntilMs.clear();
    this.updates.forget();
    this.window = null;
    this.dispatch();
  }

  snapshot() {
    const { window, blockedUntilMs } = this;
    return {
      limit: window?.limit ?? null,
      used: window?.used ?? 0,
      endsAtMs: window?.endsAtMs ?? null,
      blockedUntilMs,
    };
  }

  /**
   * How long a call of this kind would have to wait now, in milliseconds; 0 when it may go.
   * @param beside calls that are to go at the same time, before it.
   */
  waitMs({ lane, endpoint }: Pick<Call, 'lane' | 'endpoint'>, nowMs = Date.now(), beside = 0): number {
    if (this.blockedUntilMs > nowMs) return this.blockedUntilMs - nowMs;
    const closedMs = this.closedMs(endpoint, nowMs);
    if (closedMs > 0) return closedMs;
    if (this.window === null && this.inFlight + beside >= maxBlindCalls) return 50;
    return waitInWindow(
      this.window,
      {
        inFlight: this.inFlight + beside,
        usedBySiblings: this.siblings.used,
        processes: this.siblings.processes,
        otherShare: this.otherShare(),
        isPaced: lane !== 'live',
      },
      nowMs,
    );
  }

  /** How long an endpoint of its own takes no call, whatever the account as a whole allows; in milliseconds. */
  closedMs(endpoint: string | null, nowMs = Date.now()): number {
    if (endpoint === null) return 0;
    const closedMs = (this.closedUntilMs.get(endpoint) ?? 0) - nowMs;
    if (closedMs > 0) return closedMs;
    if (endpoint !== ticketUpdates) return 0;
    return this.updates.waitMs(this.otherShare(), this.siblings.processes, nowMs);
  }

  private otherShare(): number {
    return Math.max(0, ...this.shares.values());
  }

  /**
   * Waits for its turn and for room. `release` must follow once the call is over.
   * @throws the signal's reason when it aborts first; `EndpointClosed` where the wait would be long, except for the background, which
   * has nothing better to do.
   */
  acquire(call: Call, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.waiters = this.waiters.filter((other) => other !== waiter);
        reject(signal?.reason as Error);
      };
      const waiter: Waiter = {
        ...call,
        go: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
        refuse: (reason) => {
          signal?.removeEventListener('abort', onAbort);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiters.push(waiter);
      this.dispatch();
    });
  }

  /**
   * Takes one call now, or none: for work that is prepared only once its call is certain. `release` must follow.
   * @returns false when it would have to wait, or when it is the turn of another website of the account.
   */
  tryAcquire(call: Call, nowMs = Date.now()): boolean {
    const waitMs = this.waitMs(call, nowMs);
    this.wanted.set(call.caller, nowMs + Math.min(waitMs, longestWaitMs) + interestMs);
    if (waitMs > 0) return false;
    // Turns matter for the last free call only: while there are more, nobody takes another's.
    if (this.waitMs(call, nowMs, 1) > 0 && this.isOthersTurn(call.caller, nowMs)) return false;
    this.lastTaken.set(call.caller, (this.turn += 1));
    this.begin(call, nowMs);
    return true;
  }

  private isOthersTurn(caller: string, nowMs: number): boolean {
    const own = this.lastTaken.get(caller) ?? 0;
    return [...this.wanted].some(
      ([other, untilMs]) => other !== caller && untilMs > nowMs && (this.lastTaken.get(other) ?? 0) < own,
    );
  }

  private begin({ endpoint }: Call, nowMs = Date.now()): void {
    this.inFlight += 1;
    if (endpoint === ticketUpdates) this.updates.begin(nowMs);
  }

  /** @param endpoint the one the call was taken for. */
  release(endpoint: string | null = null): void {
    this.inFlight = Math.max(0, this.inFlight - 1);
    if (endpoint === ticketUpdates) this.updates.end();
    this.dispatch();
  }

  /** What every answer teaches, including those of calls that did not ask here. */
  observe(notice: AnswerNotice, nowMs = Date.now()): void {
    this.window = observeWindow(this.window, notice.limits.account, nowMs);
    const endpoint = endpointOf(notice.method, notice.path);
    this.closeUsedUp(notice, endpoint, nowMs);
    if (!notice.pause) return;
    const untilMs = nowMs + (notice.pause.ms ?? defaultPauseMs);
    // A limit of one ticket concerns that ticket alone; its delivery waits by itself.
    if (notice.limits.endpoints['per-ticket-updates']?.remaining === 0) return;
    if (notice.pause.isEndpointOnly) {
      this.closedUntilMs.set(endpoint, untilMs);
    } else this.blockedUntilMs = Math.max(this.blockedUntilMs, untilMs);
  }

  /** An endpoint says what is left of its own limit: the others' share of it is not ours either. */
  private closeUsedUp(notice: AnswerNotice, endpoint: string, nowMs: number): void {
    const told = notice.limits.endpoints[endpoint];
    if (told && endpoint === ticketUpdates) this.updates.observe(told, nowMs);
    if (told?.remaining === undefined || told.limit === undefined) return;
    const theirs = limitsOfOurOwn.has(endpoint) ? 0 : Math.floor(told.limit * this.otherShare());
    if (told.remaining > theirs) return;
    // A job's place is free as soon as the job is over, long before the stated reset.
    const waitMs = endpoint === 'inflight-jobs' ? 500 : (told.resetMs ?? defaultPauseMs);
    this.closedUntilMs.set(endpoint, Math.max(this.closedUntilMs.get(endpoint) ?? 0, nowMs + waitMs));
  }

  /** Lets go whoever may: the lane first, then the one whose last turn is longest ago. */
  private dispatch(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.refuseClosed();
    for (;;) {
      const next = this.findNext();
      if (!next) break;
      this.waiters = this.waiters.filter((waiter) => waiter !== next);
      this.lastTurn.set(next.caller, (this.turn += 1));
      this.begin(next);
      next.go();
    }
    if (this.waiters.length === 0) return;
    const waitMs = Math.min(...this.waiters.map((waiter) => this.waitMs(waiter)));
    this.timer = setTimeout(() => this.dispatch(), Math.max(1, Math.min(waitMs, 1_000)));
  }

  private refuseClosed(): void {
    for (const waiter of this.waiters) {
      const closedMs = waiter.lane === 'background' ? 0 : this.closedMs(waiter.endpoint);
      if (closedMs <= longestWaitMs) continue;
      this.waiters = this.waiters.filter((other) => other !== waiter);
      waiter.refuse(new EndpointClosed(closedMs));
    }
  }

  private findNext(): Waiter | undefined {
    const rank = (waiter: Waiter) =>
      lanes.indexOf(waiter.lane) * 1e12 + (this.lastTurn.get(waiter.caller) ?? 0);
    return this.waiters
      .filter((waiter) => this.waitMs(waiter) === 0)
      .reduce<Waiter | undefined>(
        (best, waiter) => (best && rank(best) <= rank(waiter) ? best : waiter),
        undefined,
      );
  }
}

const budgets = new Map<string, AccountBudget>();

/** The one budget of an account in this process. @param baseUrl the account's origin. */
export function budgetOf(baseUrl: string): AccountBudget {
  let budget = budgets.get(baseUrl);
  if (!budget) budgets.set(baseUrl, (budget = new AccountBudget()));
  return budget;
}

/** Every answer of the account teaches its budget, if it has one: whoever made the call. */
export function observeAnswer(baseUrl: string, notice: AnswerNotice): void {
  budgets.get(baseUrl)?.observe(notice);
}

/**
 * Pure: what one minute's window of an account still allows. Fed by the headers of every answer, whoever's calls they tell of:
 * what the account has used beside us is seen in what remains. A share of the limit is left to the merchant's other tools.
 */
import type { RateLimit } from '@/lib/zendesk/rateLimits';

const windowMs = 60_000;
/** A backlog may run ahead of its even pace by this many calls, so that a few batches go at once. */
const paceLeadCalls = 4;

export type Window = {
  limit: number;
  /** Least the headers have told in this window. */
  remaining: number;
  /** Calls of this process in this window. */
  used: number;
  /** Latest moment at which it can end: every answer narrows it. */
  endsAtMs: number;
};

/**
 * Takes in what an answer says.
 * @param receivedAtMs when it came: a reset counted from then is never too early.
 * @returns the window now in force; the one before when the answer says nothing.
 */
export function observeWindow(
  before: Window | null,
  { limit, remaining, resetMs }: RateLimit,
  receivedAtMs: number,
): Window | null {
  if (limit === undefined) return before;
  const endsAtMs = receivedAtMs + Math.min(resetMs ?? windowMs, windowMs);
  const isOver = before !== null && receivedAtMs >= before.endsAtMs;
  // The reset is in whole seconds, so the same window is told up to a second apart; a later end than that is another window.
  const isNext = before !== null && resetMs !== undefined && endsAtMs > before.endsAtMs + 2_000;
  if (before === null || isOver || isNext)
    return { limit, remaining: remaining ?? limit - 1, used: 1, endsAtMs };
  return {
    limit,
    remaining: Math.min(before.remaining, remaining ?? before.remaining - 1),
    used: before.used + 1,
    endsAtMs: resetMs === undefined ? before.endsAtMs : Math.min(before.endsAtMs, endsAtMs),
  };
}

/** The next window begins with our first call in it; until its answer tells more, it is a full one. */
function afresh(limit: number, nowMs: number): Window {
  return { limit, remaining: limit, used: 0, endsAtMs: nowMs + windowMs };
}

export type Asking = {
  /** Calls of ours under way, whose answers have not been counted yet. */
  inFlight: number;
  /** Used in this window by our other processes. */
  usedBySiblings: number;
  /** Share of the limit, 0 to 1, that stays with the merchant's other tools. */
  otherShare: number;
  /** A backlog keeps an even pace, so that at any moment there is room for what happens now. */
  isPaced: boolean;
  /** Processes that work for this account at the same time share the pace. */
  processes: number;
};

/**
 * How long one more call has to wait.
 * @returns milliseconds, 0 when it may go now.
 */
export function waitInWindow(window: Window | null, asking: Asking, nowMs: number): number {
  if (window === null) return 0;
  const isOver = nowMs >= window.endsAtMs;
  const { limit, remaining, used, endsAtMs } = isOver ? afresh(window.limit, nowMs) : window;
  const { inFlight, otherShare } = asking;
  const usedBySiblings = isOver ? 0 : asking.usedBySiblings;
  const leftMs = Math.max(1, Math.ceil(endsAtMs - nowMs));
  const others = Math.max(0, limit - remaining - used - usedBySiblings);
  const stillTheirs = Math.max(0, Math.floor(limit * otherShare) - others);
  if (remaining - inFlight - stillTheirs <= 0) return leftMs;
  if (!asking.isPaced) return 0;
  const ours = (limit - Math.max(others, Math.floor(limit * otherShare))) / asking.processes;
  const elapsed = 1 - Math.min(leftMs, windowMs) / windowMs;
  const ahead = used + inFlight + 1 - ours * elapsed - paceLeadCalls;
  return ahead <= 0 ? 0 : Math.min(leftMs, Math.ceil((ahead / Math.max(ours, 1)) * windowMs));
}

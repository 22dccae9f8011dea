/**
 * The limit on ticket updates, which people share: what agents do in Zendesk's own interface counts against it as our calls do. Beside
 * what the headers tell, our own updates of the last minute are counted, because not every account sends the headers.
 */
import type { RateLimit } from '@/lib/zendesk/rateLimits';

/** Whatever share of the calls is left to other tools: 40 of 100 a minute, 8 of a trial account's 20. */
const peoplesShare = 0.4;
/** Where no answer has told it. */
const usualLimit = 100;
const windowMs = 60_000;

export class TicketUpdates {
  private begunAtMs: number[] = [];
  private inFlight = 0;
  private limit = usualLimit;
  private remaining: { count: number; endsAtMs: number } | null = null;

  begin(nowMs: number): void {
    this.begunAtMs.push(nowMs);
    this.inFlight += 1;
  }

  end(): void {
    this.inFlight = Math.max(0, this.inFlight - 1);
  }

  /** The minute begins anew. */
  forget(): void {
    this.begunAtMs = [];
    this.remaining = null;
  }

  /** What the headers of an answer tell. */
  observe({ limit, remaining, resetMs }: RateLimit, nowMs: number): void {
    if (limit !== undefined) this.limit = limit;
    if (remaining === undefined) return;
    const known = this.remaining && this.remaining.endsAtMs > nowMs ? this.remaining : null;
    this.remaining = {
      count: Math.min(known?.count ?? remaining, remaining),
      endsAtMs: known?.endsAtMs ?? nowMs + Math.min(resetMs ?? windowMs, windowMs),
    };
  }

  /**
   * How long one more update has to wait, in milliseconds.
   * @param otherShare of the account's calls that is left to other tools.
   * @param processes that update tickets of this account.
   */
  waitMs(otherShare: number, processes: number, nowMs: number): number {
    this.begunAtMs = this.begunAtMs.filter((ms) => ms > nowMs - windowMs);
    const theirs = Math.max(Math.ceil(this.limit * peoplesShare), Math.floor(this.limit * otherShare));
    if (this.remaining && this.remaining.endsAtMs > nowMs && this.remaining.count - this.inFlight <= theirs)
      return this.remaining.endsAtMs - nowMs;
    const ours = Math.max(1, Math.floor((this.limit - theirs) / processes));
    const oldestMs = this.begunAtMs.at(-ours);
    return oldestMs === undefined ? 0 : oldestMs + windowMs - nowMs;
  }
}

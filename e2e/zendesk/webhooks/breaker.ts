const WINDOW_MS = 5 * 60_000;

export interface BreakerOptions {
  /** Below this many calls in the window the share of failures means nothing; the number is ours. */
  minimumCalls: number;
  /** How long it stays open, milliseconds; unconfirmed, so a test may choose. */
  openMs: number;
}

interface Call {
  atMs: number;
  isFailure: boolean;
}

/** Opens when 70 % of a webhook's calls fail within five minutes, or after more than 1000 errors in them. */
export class CircuitBreaker {
  private readonly calls = new Map<string, Call[]>();
  private readonly openUntil = new Map<string, number>();

  constructor(private readonly options: BreakerOptions) {}

  isOpen(webhookId: string, nowMs = Date.now()): boolean {
    return (this.openUntil.get(webhookId) ?? 0) > nowMs;
  }

  record(webhookId: string, isFailure: boolean, nowMs = Date.now()): void {
    const calls = (this.calls.get(webhookId) ?? []).filter((call) => nowMs - call.atMs < WINDOW_MS);
    calls.push({ atMs: nowMs, isFailure });
    this.calls.set(webhookId, calls);
    const failures = calls.filter((call) => call.isFailure).length;
    const isMostlyFailing = calls.length >= this.options.minimumCalls && failures / calls.length >= 0.7;
    if (!isMostlyFailing && failures <= 1000) return;
    this.openUntil.set(webhookId, nowMs + this.options.openMs);
    this.calls.delete(webhookId);
  }
}

/** A bell for one running engine: whoever finds new work for its connection rings it. */
import { setTimeout as delay } from 'node:timers/promises';

export type Wake = {
  ring(): void;
  /** Whether it rang since it was last reset. */
  hasRung(): boolean;
  /** Forgets earlier rings: what they announced is looked for now. */
  reset(): void;
  /** Ends the wait, without news from outside. */
  nudge(): void;
  /** Resolves after `ms`, at a ring or a nudge, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

export function createWake(): Wake {
  let hasRung = false;
  let end: () => void = () => undefined;
  return {
    ring() {
      hasRung = true;
      end();
    },
    hasRung: () => hasRung,
    reset() {
      hasRung = false;
    },
    nudge: () => end(),
    async wait(ms, signal) {
      if (hasRung || signal.aborted) return;
      const over = new AbortController();
      end = () => over.abort();
      await delay(ms, undefined, { signal: AbortSignal.any([signal, over.signal]) }).catch(() => undefined);
      end = () => undefined;
    },
  };
}

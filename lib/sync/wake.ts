/** A bell for one running engine: whoever finds new work for its connection rings it. */
import { setTimeout as delay } from 'node:timers/promises';

export type Wake = {
  ring(): void;
  /** Whether it rang since it was last reset. */
  hasRung(): boolean;
  /** Forgets earlier rings: what they announced is looked for now. */
  reset(): void;
  /** Resolves after `ms`, at a ring, or when the signal aborts. */
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
    async wait(ms, signal) {
      if (hasRung || signal.aborted) return;
      const rung = new AbortController();
      end = () => rung.abort();
      await delay(ms, undefined, { signal: AbortSignal.any([signal, rung.signal]) }).catch(() => undefined);
      end = () => undefined;
    },
  };
}

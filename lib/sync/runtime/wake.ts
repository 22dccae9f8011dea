/** A bell for one running engine: whoever finds new work for its connection rings it, and says for which of its activities. */

export type Wake = {
  /** @param names the activities that have something to do. */
  ring(names: readonly string[]): void;
  /** Whether it rang since `take`. */
  hasRung(): boolean;
  /** What the rings since the last time were for; they are looked for now. */
  take(): string[];
  /** Ends the wait, without news from outside. */
  nudge(): void;
  /** Resolves after `ms`, at a ring or a nudge, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

export function createWake(): Wake {
  const rung = new Set<string>();
  let end: () => void = () => undefined;
  return {
    ring(names) {
      for (const name of names) rung.add(name);
      end();
    },
    hasRung: () => rung.size > 0,
    take() {
      const names = [...rung];
      rung.clear();
      return names;
    },
    nudge: () => end(),
    wait(ms, signal) {
      if (rung.size > 0 || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const finish = () => {
          end = () => undefined;
          clearTimeout(timer);
          signal.removeEventListener('abort', finish);
          resolve();
        };
        const timer = setTimeout(finish, ms);
        end = finish;
        signal.addEventListener('abort', finish, { once: true });
      });
    },
  };
}

/**
 * Activities of one engine, side by side: none waits for another's calls. Each takes turns for as long as a turn finds something to do;
 * it ends when nothing runs, nothing is due and nothing is expected soon.
 */
import type { Wake } from '@/lib/sync/runtime/wake';

export type Turn = {
  /** The activity looks again at once, and so do those it tells. */
  didSomething: boolean;
  /** When to look again although nobody told, in milliseconds; null when only news can make a difference. */
  waitMs: number | null;
  /** It looks again then only if the others are still at work: nothing is kept running for it. */
  isPatient?: boolean;
  /** Nothing more can be done now: everything ends with the turns that are under way. */
  isStopped: boolean;
};

export const nothingDone: Turn = { didSomething: false, waitMs: null, isStopped: false };
export const stopped: Turn = { ...nothingDone, isStopped: true };

export type Activity = { turn: () => Promise<Turn>; tells: readonly string[] };

/** For what takes longer, the engine is started again when it is due. */
const longestWaitMs = 2_000;

export class SideBySide {
  private readonly activities = new Map<string, Activity>();
  private readonly due = new Set<string>();
  private readonly dueAt = new Map<string, { ms: number; isPatient: boolean }>();
  private readonly busy = new Set<string>();
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;
  private fault: { error: unknown } | null = null;

  /** @param first the activities that have something to do at the beginning. */
  constructor(
    private readonly wake: Wake,
    private readonly signal: AbortSignal,
    first: readonly string[],
  ) {
    this.tell(first);
  }

  add(name: string, activity: Activity): void {
    this.activities.set(name, activity);
  }

  /** Work that goes on beside the turns. @param tells who looks again when it is over. */
  carry(work: () => Promise<{ isStopped: boolean }>, tells: readonly string[]): void {
    this.start(async () => {
      const { isStopped } = await work();
      if (isStopped) this.isStopped = true;
      this.tell(tells);
    });
  }

  /** @throws what an activity threw, once the others have come to an end. */
  async run(): Promise<void> {
    while (!this.isOver()) {
      this.startDue();
      await this.wake.wait(this.nextMs(), this.signal);
    }
    while (this.running.size > 0) await Promise.all(this.running);
    if (this.fault) throw this.fault.error;
  }

  /** No turn will follow: what is under way comes to its end, and nothing new is begun. */
  get isEnding(): boolean {
    return this.isStopped;
  }

  private isOver(): boolean {
    if (this.signal.aborted || this.isStopped) return true;
    this.tell(this.wake.take());
    this.collectDue();
    if (this.running.size > 0 || this.due.size > 0) return false;
    return ![...this.dueAt.values()].some(
      ({ ms, isPatient }) => !isPatient && ms - Date.now() <= longestWaitMs,
    );
  }

  private collectDue(): void {
    for (const [name, { ms }] of this.dueAt) if (ms <= Date.now()) this.tell([name]);
  }

  /** They look again, now or as soon as their turn is over. */
  tell(names: readonly string[]): void {
    for (const name of names) {
      this.due.add(name);
      this.dueAt.delete(name);
    }
  }

  /** It looks again by then, or earlier where that was expected already. */
  expect(name: string, waitMs: number, isPatient = false): void {
    const ms = Date.now() + waitMs;
    const known = this.dueAt.get(name);
    if (!this.due.has(name) && !(known && known.ms <= ms)) this.dueAt.set(name, { ms, isPatient });
  }

  private startDue(): void {
    for (const name of this.due) {
      if (this.busy.has(name)) continue;
      this.due.delete(name);
      const activity = this.activities.get(name);
      if (!activity) continue;
      this.busy.add(name);
      this.start(() => this.takeTurn(name, activity));
    }
  }

  private async takeTurn(name: string, { turn, tells }: Activity): Promise<void> {
    try {
      const { didSomething, waitMs, isPatient, isStopped } = await turn();
      if (isStopped) this.isStopped = true;
      if (didSomething) this.tell([name, ...tells]);
      else if (waitMs !== null) this.expect(name, waitMs, isPatient);
    } finally {
      this.busy.delete(name);
    }
  }

  private start(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => {
        this.fault ??= { error };
        this.isStopped = true;
      })
      .finally(() => {
        this.running.delete(running);
        this.wake.nudge();
      });
    this.running.add(running);
  }

  /** Due activities that are busy start when their turn is over, which ends the wait. */
  private nextMs(): number {
    const nextAt = Math.min(...[...this.dueAt.values()].map(({ ms }) => ms));
    return Math.max(0, Math.min(nextAt - Date.now(), 60_000));
  }
}

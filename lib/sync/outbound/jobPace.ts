/**
 * How long an account takes for a bulk job, learned from those that ended: a job is looked at when it is likely to be over. An account
 * that needs three seconds is not asked a dozen times before, and one that is quick is not waited for. Pure but for its memory.
 */

/** Before anything is known of an account. */
const firstGuessMs = 100;
const shortestMs = 20;
const longestMs = 2_000;
/** What is over when it is looked at may have been over before. */
const lessAfterHit = 0.9;
const moreThanAge = 1.25;
/** The database dates a job, and its clock may be ahead of ours. */
const leastAgeMs = 150;

/** While more is sent, a look waits for others to share it with, but not longer. */
export const gatherMs = 125;

const within = (ms: number) => Math.min(Math.max(ms, shortestMs), longestMs);

export class JobPace {
  private readonly expectedMs = new Map<string, number>();

  /** @returns after how many milliseconds a job that was just begun is to be looked at. */
  firstLookMs(connectionId: string): number {
    return this.expectedMs.get(connectionId) ?? firstGuessMs;
  }

  /** @returns after how many milliseconds one that was still at work is to be looked at again. @param ageMs of the job. */
  nextLookMs(ageMs: number): number {
    return within(Math.max(ageMs, leastAgeMs) / 3);
  }

  /** A look found its jobs over. @param lateMs after it was due: one that is late says nothing about how long they took. */
  noteOver(connectionId: string, lateMs: number): void {
    if (lateMs >= gatherMs) return;
    this.expectedMs.set(connectionId, within(this.firstLookMs(connectionId) * lessAfterHit));
  }

  /** A look came too early. @param ageMs of the youngest job. */
  noteAtWork(connectionId: string, ageMs: number): void {
    const expectedMs = Math.max(this.firstLookMs(connectionId), ageMs * moreThanAge);
    this.expectedMs.set(connectionId, within(expectedMs));
  }
}

/** One for all engines of this process. */
export const jobPace = new JobPace();

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
const moreAfterMiss = 1.25;

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
    return within(ageMs / 3);
  }

  /** A look found its jobs over. One that is over late, because nobody looked, says nothing about how long it took. */
  noteOver(connectionId: string): void {
    this.expectedMs.set(connectionId, within(this.firstLookMs(connectionId) * lessAfterHit));
  }

  /** A look came too early. @param ageMs of the youngest job. */
  noteAtWork(connectionId: string, ageMs: number): void {
    this.expectedMs.set(
      connectionId,
      within(Math.max(this.firstLookMs(connectionId), ageMs) * moreAfterMiss),
    );
  }
}

/** One for all engines of this process. */
export const jobPace = new JobPace();

/**
 * A backlog beside other connections' work of the moment: they share this process's time and the database's. While others have
 * something to do now, a backlog rests after each page, so that it takes a small part of what there is.
 */

/** So long after its last work of the moment a connection still counts as busy with it. */
const recentMs = 1_000;
/** What a page costs afterwards, when its jobs are settled, is not counted in what it took. */
const restPerPage = 12;

type Work = { connectionId: string; atMs: number };

export class Courtesy {
  private latest: Work | null = null;
  /** The latest of another connection than that. */
  private other: Work | null = null;

  /** A connection does work of the moment. */
  note(connectionId: string, atMs = Date.now()): void {
    if (this.latest && this.latest.connectionId !== connectionId) this.other = this.latest;
    this.latest = { connectionId, atMs };
  }

  /** Whether another connection has work of the moment. */
  isAmongOthers(connectionId: string, nowMs = Date.now()): boolean {
    return [this.latest, this.other].some(
      (work) => work !== null && work.connectionId !== connectionId && work.atMs > nowMs - recentMs,
    );
  }

  /** @returns for how long a backlog of this connection rests after a page that took `spentMs`. */
  restMs(connectionId: string, spentMs: number, nowMs = Date.now()): number {
    return this.isAmongOthers(connectionId, nowMs) ? spentMs * restPerPage : 0;
  }
}

/** One for all engines of this process. */
export const courtesy = new Courtesy();

/**
 * A backlog beside other connections' work of the moment: they share this process's time and the database's. A backlog works in small
 * pieces, and before each it lets the others come to their end: so a new review hardly meets it, and it loses only the time they need.
 */

/** So long after its last work of the moment a connection still counts as one that has some. */
const recentMs = 1_000;
/** Work of the moment takes less than this of our own time; what takes longer waits for Zendesk, and is in nobody's way. */
const workMs = 30;
/** A backlog's piece waits no longer than this: however much the others do, it goes on. */
const patienceMs = 60;
/** From the beginning of one piece to that of the next: some 300 reviews a second for all backlogs of the process together. */
const piecesApartMs = 150;

type Work = { connectionId: string; atMs: number };

export class Courtesy {
  /** Connections with work of the moment, and since when. */
  private readonly atWork = new Map<string, number>();
  private readonly backlogs = new Set<string>();
  private latest: Work | null = null;
  /** The latest of another connection than that. */
  private other: Work | null = null;
  private readonly waiting = new Set<() => void>();
  private turn: Promise<void> = Promise.resolve();
  private lastPieceMs = 0;

  /** A connection begins work of the moment, unless it is at it already, or known to be at a backlog. */
  begin(connectionId: string, atMs = Date.now()): void {
    if (this.backlogs.has(connectionId) || this.atWork.has(connectionId)) return;
    this.atWork.set(connectionId, atMs);
    this.note(connectionId, atMs);
  }

  /** Its engine has come to its end. */
  end(connectionId: string): void {
    this.backlogs.delete(connectionId);
    this.leave(connectionId);
  }

  /** What a connection has to do turned out to be more than work of the moment, or no longer. */
  setBacklog(connectionId: string, isBacklog: boolean): void {
    if (!isBacklog) this.backlogs.delete(connectionId);
    else {
      this.backlogs.add(connectionId);
      this.leave(connectionId);
    }
  }

  private leave(connectionId: string): void {
    if (!this.atWork.delete(connectionId)) return;
    for (const tell of [...this.waiting]) tell();
  }

  /** A connection did work of the moment, beside a backlog of its own or not. */
  note(connectionId: string, atMs = Date.now()): void {
    if (this.latest && this.latest.connectionId !== connectionId) this.other = this.latest;
    this.latest = { connectionId, atMs };
  }

  /** Whether another connection has had work of the moment lately: then pieces are small. */
  isAmongOthers(connectionId: string, nowMs = Date.now()): boolean {
    return [this.latest, this.other].some(
      (work) => work !== null && work.connectionId !== connectionId && work.atMs > nowMs - recentMs,
    );
  }

  /**
   * Before a piece of a backlog: resolves once no other connection is at work of the moment, or when patience ends; one piece after the
   * other, so that they do not all begin in the same gap. Without others, or once it may not go on, at once. To be asked before anything
   * is taken or written for the piece.
   */
  quiet(connectionId: string, signal?: AbortSignal): Promise<void> {
    if (!this.isAmongOthers(connectionId)) return Promise.resolve();
    this.turn = this.turn.then(() => this.untilQuiet(connectionId, signal));
    return this.turn;
  }

  private async untilQuiet(connectionId: string, signal?: AbortSignal): Promise<void> {
    const beganMs = Date.now();
    const apartMs = this.lastPieceMs + piecesApartMs - beganMs;
    if (apartMs > 0 && !signal?.aborted) await new Promise((resolve) => setTimeout(resolve, apartMs));
    while (!signal?.aborted) {
      const nowMs = Date.now();
      const busyMs = Math.min(this.busyMs(connectionId, nowMs), beganMs + patienceMs - nowMs);
      if (busyMs <= 0) break;
      await this.untilLeft(busyMs);
    }
    this.lastPieceMs = Date.now();
  }

  private untilLeft(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.waiting.delete(finish);
        resolve();
      };
      const timer = setTimeout(finish, atMostMs);
      this.waiting.add(finish);
    });
  }

  /** For how long others may still be at work of the moment. */
  private busyMs(connectionId: string, nowMs: number): number {
    let busyMs = 0;
    for (const [other, sinceMs] of this.atWork)
      if (other !== connectionId) busyMs = Math.max(busyMs, sinceMs + workMs - nowMs);
    return busyMs;
  }
}

/** One for all engines of this process. */
export const courtesy = new Courtesy();

/**
 * The outbound side of an engine: plans page by page, writes each page as sent and sends it from memory. While one page is written the
 * notes of the next are made and the one after is read, and none waits for the calls that are on their way.
 */
import { log } from '@/lib/platform/log';
import { planBackfill } from '@/lib/sync/outbound/historyPlanning';
import { bulkCall, giveBackCalls, sendTakenJob, takeCalls } from '@/lib/sync/outbound/bulk';
import type { Engine } from '@/lib/sync/runtime/connection';
import { courtesy } from '@/lib/sync/runtime/backPressure';
import { gatherMs, jobPace } from '@/lib/sync/outbound/jobPace';
import { giveBack, type DueDelivery } from '@/lib/sync/outbound/ledger';
import { planPage, readPage, type Page } from '@/lib/sync/outbound/planning';
import {
  isOvertaken,
  writePlans,
  type PlannedReview,
  type Taken,
  type TakenJob,
} from '@/lib/sync/outbound/planStore';
import { sendSingles } from '@/lib/sync/outbound/sending';
import { nothingDone, stopped, type SideBySide, type Turn } from '@/lib/sync/runtime/scheduler';

/** Jobs planned in one statement: what each statement costs besides its rows is shared by six hundred. */
const jobsPerPage = 6;
/** With so many sendings on their way or planned, no more is read: well below the jobs that an account takes at once. */
const maxUnderWay = 16;
/** Pages being planned and written while the next is read. */
const maxWriting = 4;
/** Then the lease changes hands, so that no process keeps a connection for good. */
const maxTurns = 20_000;

type Ending = { isStopped: boolean };
const going: Ending = { isStopped: false };

export class Outbound {
  /** Deliveries this process is sending, or will have written down as sent in a moment. */
  readonly inHand = new Set<string>();
  /** A backlog waits behind what is under way. */
  hasMore = false;
  /** Reviews that are being planned, or whose plans are being written. */
  private readonly writing = new Set<string>();
  private notes: Promise<unknown> = Promise.resolve();
  private pages = 0;
  /** Jobs that pages under way may come to. */
  private coming = 0;
  private carried = 0;
  private turns = 0;
  /** A turn found too much under way: what ends next asks for another. */
  private isAwaited = false;

  constructor(private readonly desk: SideBySide) {}

  /** Plans a page of what waits, or, where nothing does, of history. */
  async turn(engine: Engine): Promise<Turn> {
    if (engine.connection.idCustomField === null) return nothingDone;
    this.isAwaited = this.carried + this.coming >= maxUnderWay || this.pages >= maxWriting;
    if (this.isAwaited) return nothingDone;
    if ((this.turns += 1) > maxTurns) {
      log().debug({ connectionId: engine.connection.id }, 'engine left its connection with work to do');
      return stopped;
    }
    if (this.hasMore) await courtesy.quiet(engine.connection.id, engine.signal);
    const page = await withCalls(
      engine,
      (take) => readPage(engine.connection, { writing: this.writing, take }),
      ({ waitingOf, freeJobs }) => (waitingOf.size > 0 ? freeJobs : 0),
    );
    const isEmpty = page.waitingOf.size === 0;
    const isHistory = isEmpty && !page.hasMore && this.pages === 0;
    if (isHistory) return this.takeHistory(engine);
    // What is under way belongs to it: the end of each page asks again.
    this.setMore(engine, page.hasMore || this.pages > 0);
    if (!isEmpty) {
      this.desk.carry(() => this.write(engine, page), page.hasMore ? ['plan'] : []);
      return { ...nothingDone, didSomething: page.hasMore };
    }
    return { ...nothingDone, waitMs: page.hasMore ? untilFree(engine) : null };
  }

  private setMore({ connection }: Engine, hasMore: boolean): void {
    // Looking at jobs waited for more to be sent.
    if (this.hasMore && !hasMore) this.desk.tell(['jobs']);
    this.hasMore = hasMore;
    courtesy.setBacklog(connection.id, hasMore);
  }

  private async takeHistory(engine: Engine): Promise<Turn> {
    try {
      const { looked, hasMore, ...taken } = await withCalls(
        engine,
        (take) => planBackfill(engine.connection, { inHand: this.inHand, take }),
        ({ jobs }) => jobs.length,
      );
      this.setMore(engine, hasMore);
      this.send(engine, taken);
      return { ...nothingDone, didSomething: looked > 0, waitMs: hasMore ? untilFree(engine) : null };
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      return stopped;
    }
  }

  /** One page's notes after the other's: made by turns, both would be late and the database idle meanwhile. */
  private plan(engine: Engine, page: Page): Promise<PlannedReview[]> {
    const planned = this.notes.then(() => (this.isEnding(engine) ? [] : planPage(engine.connection, page)));
    const over = () => undefined;
    this.notes = planned.then(over, over);
    return planned;
  }

  /** Pages that were read before it stay events. */
  private isEnding({ signal }: Engine): boolean {
    return signal.aborted || this.desk.isEnding;
  }

  private async write(engine: Engine, page: Page): Promise<Ending> {
    const { freeJobs } = page;
    const ids = [...page.waitingOf.keys()];
    for (const id of ids) this.writing.add(id);
    this.pages += 1;
    this.coming += freeJobs;
    let used = 0;
    let isSilent = false;
    try {
      const planned = await this.plan(engine, page);
      if (this.isEnding(engine)) return { isStopped: true };
      const taken = await writePlans(engine.connection, planned, { freeJobs, inHand: this.inHand });
      used = taken.jobs.length;
      isSilent = used + taken.singles.length === 0;
      this.send(engine, taken);
      return going;
    } catch (error) {
      // Whoever has the lease begins anew from the rows.
      if (!isOvertaken(error)) throw error;
      return { isStopped: true };
    } finally {
      this.pages -= 1;
      this.coming -= freeJobs;
      for (const id of ids) this.writing.delete(id);
      giveBackCalls(engine, freeJobs - used);
      this.tellAwaited();
      // What is sent asks again at its end.
      if (isSilent) this.desk.tell(['plan']);
    }
  }

  private send(engine: Engine, { singles, jobs, hasLater }: Taken): void {
    for (const job of jobs) this.carry(() => this.sendJob(engine, job), ['plan']);
    if (singles.length > 0) courtesy.note(engine.connection.id);
    // What happened to a review while it was on its way is planned now.
    if (singles.length > 0) this.carry(() => this.sendTaken(engine, singles), ['plan']);
    if (hasLater) this.desk.tell(['due']);
  }

  private async sendJob(engine: Engine, job: TakenJob): Promise<Ending> {
    const result = await sendTakenJob(engine, job);
    this.desk.expect('jobs', this.hasMore ? gatherMs : jobPace.firstLookMs(engine.connection.id));
    return { isStopped: result === 'stop' };
  }

  private carry(work: () => Promise<Ending>, tells: readonly string[]): void {
    this.carried += 1;
    const ended = () => {
      this.carried -= 1;
      this.tellAwaited();
    };
    this.desk.carry(() => work().finally(ended), tells);
  }

  private tellAwaited(): void {
    if (this.isAwaited) this.desk.tell(['plan']);
    this.isAwaited = false;
  }

  /** What Zendesk could not be asked for any more waits as if it had only been planned. */
  private async sendTaken(engine: Engine, singles: DueDelivery[]): Promise<Ending> {
    try {
      const { untouched, isStopped } = await sendSingles(engine, singles);
      await giveBack(untouched.map(({ id }) => id));
      return { isStopped };
    } finally {
      for (const { id } of singles) this.inHand.delete(id);
    }
  }
}

const untilFree = ({ budget, connection }: Engine) => Math.max(5, budget.waitMs(bulkCall(connection.id)));

/** @param usedOf how many of the calls that were taken are still needed; the others are given back. */
async function withCalls<T>(
  engine: Engine,
  work: (take: () => number) => Promise<T>,
  usedOf: (result: T) => number,
): Promise<T> {
  let calls = 0;
  let used = 0;
  try {
    // Beside others' work of the moment pages are small, so that it finds its turn between them.
    const most = courtesy.isAmongOthers(engine.connection.id) ? 1 : jobsPerPage;
    const result = await work(() => (calls += takeCalls(engine, most)));
    used = usedOf(result);
    return result;
  } finally {
    giveBackCalls(engine, calls - used);
  }
}

/**
 * Settles bulk jobs. A job Zendesk knows is asked for and taken row by row; one whose name was lost is settled by looking, and only
 * once it can no longer be running: a look before that would find nothing and make everything twice.
 */
import {
  endJob,
  endJobs,
  listJobRows,
  listOfJob,
  markLost,
  postpone,
  quietMs,
  readDeliveryIds,
  readNext,
  type JobRow,
} from '@/lib/sync/outbound/bulkStore';
import { noteRefusedRows, type Pair } from '@/lib/sync/outbound/bulkRefusals';
import { toRowError } from '@/lib/sync/outbound/bulkResults';
import type { Engine } from '@/lib/sync/runtime/connection';
import { courtesy } from '@/lib/sync/runtime/backPressure';
import { gatherMs, jobPace } from '@/lib/sync/outbound/jobPace';
import { markArrived, type Arrival } from '@/lib/sync/outbound/ledger';
import { noteCrash } from '@/lib/sync/outbound/recordFailure';
import { isZendeskError } from '@/lib/zendesk/errors';
import {
  findJobs,
  isJobOver,
  listJobs,
  maxBulkItems,
  resultsOf,
  type Job,
  type JobResult,
} from '@/lib/zendesk/resources/jobs';

/** Zendesk does not always know a job at once; past this it has forgotten it. */
const unknownForMs = 120_000;
/** A lost job waits for others of its size to end, but not longer than this. */
const lostAtMostMs = 900_000;
const soonMs = 20;
/** Where calls are scarce, a look at what may still be at work waits so long. */
const scarceLookMs = 250;
const jobsPerStatement = 5;
/** Where calls are scarce, one look serves this many jobs. */
const jobsPerScarceLook = 70;
const scarceBelow = 5_000;

export type JobsRound = {
  /** Deliveries settled. */
  settled: number;
  /** When the next one is due, in milliseconds; null without jobs. */
  nextMs: number | null;
  isStopped: boolean;
};

/** @param isSending more waits to be sent: looking may wait until it serves many jobs at once. */
export async function advanceJobs(engine: Engine, isSending: boolean): Promise<JobsRound> {
  const rows = await listJobRows(engine.connection.id);
  const nowMs = Date.now();
  const due = rows.filter((row) => row.checkAt.getTime() <= nowMs);
  const running = due.filter((row) => row.state === 'running');
  let settled = 0;
  try {
    // A call ends well before this: the process that made it died, and its name for the job with it.
    for (const row of due.filter(({ state }) => state === 'sending')) await markLost(row.id, new Date(nowMs));
    if (running.length > 0 && isWorthLooking(engine, { rows, running, isSending })) {
      for (let from = 0; from < running.length; from += maxBulkItems)
        settled += await lookAt(engine, running.slice(from, from + maxBulkItems));
    }
    for (const row of due.filter(({ state }) => state === 'lost'))
      settled += await settleLost(engine, row, rows);
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    return { settled, nextMs: 1_000, isStopped: error.kind !== 'rate_limited' };
  }
  const nextAt = await readNext(engine.connection.id);
  const soonestMs = isSending || isScarce(engine) ? gatherMs : soonMs;
  const nextMs = nextAt && Math.max(soonestMs, nextAt.getTime() - Date.now());
  return { settled, nextMs, isStopped: false };
}

type Looking = { rows: JobRow[]; running: JobRow[]; isSending: boolean };

function isScarce({ budget }: Engine): boolean {
  const { limit } = budget.snapshot();
  return limit !== null && limit <= scarceBelow;
}

/** Where calls are scarce, each look is one that could have carried a hundred tickets; elsewhere it is work that serves many as well as one. */
function isWorthLooking(engine: Engine, { rows, running, isSending }: Looking): boolean {
  if (!isSending) return true;
  if (!isScarce(engine)) {
    const lateMs = Date.now() - Math.min(...running.map((row) => row.checkAt.getTime()));
    return running.length >= jobsPerStatement || lateMs >= 2 * gatherMs;
  }
  const named = rows.filter((row) => row.state === 'running');
  const oldestMs = Date.now() - Math.min(...named.map((row) => row.createdAt.getTime()));
  const ourLimit = (engine.budget.snapshot().limit ?? scarceBelow) * (1 - engine.connection.otherShare);
  const longestMs = Math.min(60_000, (jobsPerScarceLook / ourLimit) * 60_000);
  return named.length >= jobsPerScarceLook || oldestMs >= longestMs;
}

type Over = { row: JobRow; job: Job };

async function lookAt(engine: Engine, rows: JobRow[]): Promise<number> {
  const ids = rows.map((row) => row.zendeskJobId ?? '');
  const jobs = new Map((await findJobs(engine.clients.backlog, ids, engine)).map((job) => [job.id, job]));
  const over: Over[] = [];
  const waiting: JobRow[] = [];
  for (const row of rows) {
    const job = jobs.get(row.zendeskJobId ?? '');
    if (job && isJobOver(job)) over.push({ row, job });
    else if (!job && Date.now() - row.createdAt.getTime() > unknownForMs) await markLost(row.id, new Date());
    else waiting.push(row);
  }
  if (waiting.length > 0) await lookLater(engine, waiting, over.length > 0);
  else
    jobPace.noteOver(
      engine.connection.id,
      Date.now() - Math.min(...rows.map((row) => row.checkAt.getTime())),
    );
  return settleAll(engine, over);
}

async function lookLater(engine: Engine, waiting: JobRow[], isAnyOver: boolean): Promise<void> {
  const nowMs = Date.now();
  const ageMs = nowMs - Math.max(...waiting.map((row) => row.createdAt.getTime()));
  if (!isAnyOver) jobPace.noteAtWork(engine.connection.id, ageMs);
  const nextMs = Math.max(jobPace.nextLookMs(ageMs), isScarce(engine) ? scarceLookMs : 0);
  await postpone(waiting, new Date(nowMs + nextMs));
}

/** Which delivery each result speaks of: creates are named by their place in the call, updates by their ticket. */
async function pairUp(row: JobRow, deliveryIds: string[], results: JobResult[]): Promise<Pair[]> {
  if (row.kind === 'create_ticket') {
    return results.flatMap((result, place) => {
      const deliveryId = deliveryIds[result.index ?? place];
      return deliveryId === undefined ? [] : [{ deliveryId, result }];
    });
  }
  const open = await listOfJob(row.id, deliveryIds);
  const byTicket = new Map(open.map((delivery) => [delivery.ticketId, delivery.id]));
  return results.flatMap((result) => {
    const deliveryId = byTicket.get(String(result.id));
    return deliveryId === undefined ? [] : [{ deliveryId, result }];
  });
}

type NamedArrival = Arrival & { deliveryId: string };

const toArrivals = (row: JobRow, pairs: Pair[]): NamedArrival[] =>
  pairs.flatMap(({ deliveryId, result }) =>
    result.id == null || toRowError(result)
      ? []
      : [
          {
            deliveryId,
            ticketId: BigInt(result.id),
            ticketStatus: null,
            isOfJob: true,
            requestId: `job ${row.zendeskJobId ?? ''}`,
          },
        ],
  );

/**
 * A few jobs at a time, and beside others' work of the moment one: one look may bring thousands of results. What is cut short stands as
 * running, and is asked for again.
 */
async function settleAll({ connection, signal }: Engine, over: Over[]): Promise<number> {
  let settled = 0;
  const left = [...over];
  while (left.length > 0 && !signal.aborted) {
    await courtesy.quiet(connection.id, signal);
    const most = courtesy.isAmongOthers(connection.id) ? 1 : jobsPerStatement;
    settled += await settle(left.splice(0, most));
  }
  return settled;
}

/** What arrived of all of them is noted in one statement. */
async function settle(over: Over[]): Promise<number> {
  const deliveriesOf = await readDeliveryIds(over.map(({ row }) => row.id));
  const results = await Promise.all(
    over.map(async ({ row, job }) => {
      const deliveryIds = deliveriesOf.get(row.id) ?? [];
      const pairs = await pairUp(row, deliveryIds, resultsOf(job));
      return { row, deliveryIds, pairs, arrivals: toArrivals(row, pairs) };
    }),
  );
  const arrivals = results.flatMap((result) => result.arrivals);
  const isWhole = ({ row, arrivals: own }: (typeof results)[number]) =>
    new Set(own.map(({ deliveryId }) => deliveryId)).size === row.size;
  const whole = results.filter(isWhole).map(({ row }) => row.id);
  if (arrivals.length > 0)
    await markArrived(arrivals, whole).catch(async (error: unknown) => {
      await noteOneByOne(results, error);
      await endJobs(whole);
    });
  for (const result of results.filter((other) => !isWhole(other))) {
    await noteRefusedRows(result.row.id, result);
    // What the results do not name is unknown: it is looked for.
    await endJob(result.row.id);
  }
  return over.reduce((sum, { row }) => sum + row.size, 0);
}

type Settled = { row: JobRow; deliveryIds: string[]; pairs: Pair[] };

/**
 * What cannot be noted of one must not hold up the others: an account made anew under its old name, as a sandbox is, gives numbers that
 * other reviews hold, and which of the two is right is for people to see.
 */
async function noteOneByOne(
  results: (Settled & { arrivals: NamedArrival[] })[],
  fault: unknown,
): Promise<void> {
  if ((fault as { code?: unknown } | null)?.code !== '23505') throw fault;
  for (const { row, deliveryIds, arrivals } of results) {
    const open = new Map((await listOfJob(row.id, deliveryIds)).map((delivery) => [delivery.id, delivery]));
    for (const arrival of arrivals) {
      const delivery = open.get(arrival.deliveryId);
      if (delivery) await markArrived([arrival]).catch((error: unknown) => noteCrash(delivery, error));
    }
  }
}

async function settleLost(engine: Engine, row: JobRow, rows: JobRow[]): Promise<number> {
  const ageMs = Date.now() - row.createdAt.getTime();
  const ours = new Set(rows.flatMap(({ zendeskJobId }) => zendeskJobId ?? []));
  const jobs = await listJobs(engine.clients.backlog, engine);
  const mayBeOurs = (job: Job) =>
    !isJobOver(job) && !ours.has(job.id) && (job.total == null || job.total === row.size);
  if (ageMs < lostAtMostMs && jobs.some(mayBeOurs)) {
    await postpone([row], new Date(Date.now() + quietMs / 4));
    return 0;
  }
  await endJob(row.id);
  return row.size;
}

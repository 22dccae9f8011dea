/**
 * Sends many deliveries in one call. Zendesk answers with the name of a job; what became of each ticket is in the job's results
 * (`bulkJobs`). There is no idempotency key here: a call whose outcome is unknown is settled one by one by looking.
 */
import { db } from '@/lib/platform/db/client';
import { markLost, markRunning, openJob, endJob, quietMs } from '@/lib/sync/outbound/bulkStore';
import type { Engine } from '@/lib/sync/runtime/connection';
import { isRefusal, judgeFailure } from '@/lib/sync/outbound/failurePolicy';
import { jobPace } from '@/lib/sync/outbound/jobPace';
import type { DueDelivery } from '@/lib/sync/outbound/ledger';
import type { DeliveryResult } from '@/lib/sync/outbound/recordFailure';
import { deliver } from '@/lib/sync/outbound/deliver';
import {
  commentOf,
  createPayloadSchema,
  ticketOf,
  updatePayloadSchema,
  writePayload,
  type Payload,
} from '@/lib/sync/outbound/payload';
import type { TakenJob } from '@/lib/sync/outbound/planStore';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import { createTickets, updateTickets, type BulkChange, type Job } from '@/lib/zendesk/resources/jobs';
import { listTickets } from '@/lib/zendesk/resources/tickets';
import { toTagChanges } from '@/lib/zendesk/ticketTags';

/** `last_error_code` of a delivery that is to go by itself: the bulk call was refused as a whole, or its row of it. */
export const goesAlone = 'bulk_refused';

/** A call for a batch; each is taken from the account's budget before anything is written down for it. */
export const bulkCall = (caller: string) => ({ lane: 'backlog', caller, endpoint: 'inflight-jobs' }) as const;

/** Takes up to `most` calls now. Each is given back by the batch that used it, or by `release`. @returns how many. */
export function takeCalls({ budget, connection }: Engine, most: number): number {
  let taken = 0;
  while (taken < most && budget.tryAcquire(bulkCall(connection.id))) taken += 1;
  return taken;
}

/** Calls that were taken and found nothing to carry. */
export function giveBackCalls({ budget }: Engine, count: number): void {
  for (let left = count; left > 0; left--) budget.release();
}

const isReadable = ({ kind, payload }: DueDelivery) =>
  (kind === 'create_ticket' ? createPayloadSchema : updatePayloadSchema).safeParse(payload).success;

/** How many calls a batch needs: the tickets of updates are read first. */
export const callsFor = (batch: DueDelivery[]) => (batch[0]?.kind === 'update_ticket' ? 2 : 1);

/** Carries one batch, of one kind, to Zendesk, with the calls that were taken for it (`callsFor`). Never throws for what Zendesk does. */
export async function sendBatch(engine: Engine, batch: DueDelivery[]): Promise<DeliveryResult> {
  const grants = Array.from({ length: callsFor(batch) }, () => grantOf(engine));
  const readable = batch.filter(isReadable);
  let rest = batch.filter((delivery) => !readable.includes(delivery));
  let result: DeliveryResult = 'done';
  try {
    if (batch[0]?.kind === 'create_ticket') result = await sendNewCreates(engine, readable, grants);
    else {
      const sent = await sendUpdates(engine, readable, grants);
      result = sent.result;
      rest = [...rest, ...sent.left];
    }
  } finally {
    // Before anything asks for calls of its own: those in hand would be waited for.
    for (const grant of grants) grant.end();
  }
  // One that cannot be read, or whose ticket is gone, must not hold up the others: alone, it is judged and counted.
  return result === 'stop' ? 'stop' : alone(engine, rest);
}

async function sendNewCreates(
  engine: Engine,
  batch: DueDelivery[],
  [grant]: Grant[],
): Promise<DeliveryResult> {
  const job = await openJob(engine.connection.id, 'create_ticket', idsOf(batch));
  const opened = batch.filter(({ id }) => job.deliveryIds.has(id));
  if (opened.length === 0 || !grant) return 'done';
  const tickets = opened.map(({ payload }) => ticketOf(writePayload(payload as Payload)));
  return sendCreates(engine, job.id, tickets, grant);
}

/** Carries a job that was written down with its deliveries, with the call that was taken for it. */
export async function sendTakenJob(engine: Engine, job: TakenJob): Promise<DeliveryResult> {
  const grant = grantOf(engine);
  try {
    return await sendCreates(engine, job.id, job.tickets, grant);
  } finally {
    grant.end();
  }
}

const idsOf = (deliveries: DueDelivery[]) => deliveries.map(({ id }) => id);

type Grant = { end: () => void };

/** The call ends with its answer, so that the next one need not wait for what is written down afterwards. */
function grantOf({ budget }: Engine): Grant {
  let isOver = false;
  return {
    end() {
      if (!isOver) budget.release();
      isOver = true;
    },
  };
}

function sendCreates(
  engine: Engine,
  jobId: string,
  tickets: readonly Uint8Array[],
  grant: Grant,
): Promise<DeliveryResult> {
  return post(engine, jobId, () => createTickets(engine.granted, tickets, engine).finally(grant.end));
}

/** @param jobId written down before: from here on a crash means that nobody knows whether the job exists. */
async function post(
  { connection }: Engine,
  jobId: string,
  call: () => Promise<Job>,
): Promise<DeliveryResult> {
  try {
    const job = await call();
    const checkAt = new Date(Date.now() + jobPace.firstLookMs(connection.id));
    await markRunning({ id: jobId, zendeskJobId: job.id, checkAt });
    return 'done';
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    return noteRefusal(jobId, error);
  }
}

async function noteRefusal(jobId: string, error: ZendeskError): Promise<DeliveryResult> {
  if (error.outcome === 'unknown') {
    await markLost(jobId, new Date(Date.now() + quietMs));
    return 'stop';
  }
  const verdict = judgeFailure(error);
  // A whole batch refused for one reason says nothing about its single rows: each is tried by itself and judged by its own answer.
  const errorCode = isRefusal(verdict) ? goesAlone : error.kind;
  const waitMs = verdict.kind === 'retry' ? Math.max(verdict.retryAfterMs, 1_000) : 0;
  await endJob(jobId, { notBefore: new Date(Date.now() + waitMs), errorCode, detail: error.words });
  const isOwnAffair = isRefusal(verdict) || (error.kind === 'rate_limited' && error.format === 'json');
  return isOwnAffair ? 'failed' : 'stop';
}

/** Reads the tickets first, as a single update does: which tags to add and take, and which tickets are closed or gone. */
async function sendUpdates(
  engine: Engine,
  batch: DueDelivery[],
  [reading, writing]: Grant[],
): Promise<{ result: DeliveryResult; left: DueDelivery[] }> {
  const links = await db.ticketLink.findMany({
    where: { reviewId: { in: batch.map(({ reviewId }) => reviewId) } },
  });
  // Those of an account that was left go alone: here the same number is a stranger's ticket.
  const here = links.filter(({ subdomain }) => subdomain === engine.connection.subdomain);
  const ticketIds = new Map(here.map((link) => [link.reviewId, Number(link.ticketId)]));
  let tickets;
  try {
    const listed = await listTickets(engine.granted, [...ticketIds.values()]);
    tickets = new Map(listed.map((ticket) => [ticket.id, ticket]));
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    return isRefusal(judgeFailure(error)) ? { result: 'done', left: batch } : { result: 'stop', left: [] };
  } finally {
    reading?.end();
  }
  const sent: DueDelivery[] = [];
  const changes = new Map<string, BulkChange>();
  for (const delivery of batch) {
    const ticket = tickets.get(ticketIds.get(delivery.reviewId) ?? 0);
    if (!ticket || ticket.status === 'closed') continue;
    const payload = updatePayloadSchema.parse(delivery.payload);
    sent.push(delivery);
    const { added, removed } = toTagChanges(ticket.tags ?? [], payload.tags);
    changes.set(delivery.id, {
      id: ticket.id,
      comment: commentOf(payload),
      ...(added.length > 0 ? { additional_tags: added } : {}),
      ...(removed.length > 0 ? { remove_tags: removed } : {}),
      ...(payload.ticketStatus ? { status: payload.ticketStatus } : {}),
    });
  }
  const left = batch.filter((delivery) => !sent.includes(delivery));
  if (sent.length === 0) return { result: 'done', left };
  const job = await openJob(engine.connection.id, 'update_ticket', idsOf(sent));
  const opened = sent.flatMap(({ id }) => (job.deliveryIds.has(id) ? (changes.get(id) ?? []) : []));
  if (opened.length === 0) return { result: 'done', left };
  const call = () => updateTickets(engine.granted, opened, engine).finally(writing?.end);
  return { result: await post(engine, job.id, call), left };
}

/** Tickets that are gone or closed get the answer a single update gets, and with it their own verdict. */
async function alone(engine: Engine, deliveries: DueDelivery[]): Promise<DeliveryResult> {
  for (const delivery of deliveries) {
    if (engine.signal.aborted) return 'stop';
    const result = await deliver({ ...engine, client: engine.clients.backlog }, delivery);
    if (result === 'stop') return 'stop';
  }
  return 'done';
}

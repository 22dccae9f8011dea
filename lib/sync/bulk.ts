/**
 * Sends many deliveries in one call. Zendesk answers with the name of a job; what became of each ticket is in the job's results
 * (`bulkJobs`). There is no idempotency key here: a call whose outcome is unknown is settled one by one by looking.
 */
import { db } from '@/lib/platform/db/client';
import { markLost, markRunning, openJob, endJob, quietMs } from '@/lib/sync/bulkStore';
import type { Engine } from '@/lib/sync/connection';
import { isRefusal, judgeFailure } from '@/lib/sync/failure';
import type { DueDelivery } from '@/lib/sync/ledger';
import type { DeliveryResult } from '@/lib/sync/failing';
import { deliver } from '@/lib/sync/outbound';
import { createPayloadSchema, updatePayloadSchema } from '@/lib/sync/payload';
import { isZendeskError, type ZendeskError } from '@/lib/zendesk/errors';
import {
  createTickets,
  maxBulkItems,
  updateTickets,
  type BulkChange,
  type Job,
} from '@/lib/zendesk/resources/jobs';
import { listTickets } from '@/lib/zendesk/resources/tickets';
import { mergeTags } from '@/lib/zendesk/ticketTags';

/** `last_error_code` of a delivery that is to go by itself: the bulk call was refused as a whole, or its row of it. */
export const goesAlone = 'bulk_refused';
/** Long reviews travel in smaller batches: how large a body Zendesk takes is not known. */
const maxBodyCharacters = 800_000;
const firstLookMs = 100;

/** Deliveries of one kind as batches, each within the limits of one call. */
export function toBatches(deliveries: DueDelivery[]): DueDelivery[][] {
  const batches: DueDelivery[][] = [];
  let size = Infinity;
  for (const delivery of deliveries) {
    const length = JSON.stringify(delivery.payload).length;
    const last = batches.at(-1);
    if (!last || last.length >= maxBulkItems || size + length > maxBodyCharacters) {
      batches.push([delivery]);
      size = length;
    } else {
      last.push(delivery);
      size += length;
    }
  }
  return batches;
}

const isReadable = ({ kind, payload }: DueDelivery) =>
  (kind === 'create_ticket' ? createPayloadSchema : updatePayloadSchema).safeParse(payload).success;

/** Carries one batch, of one kind, to Zendesk. Never throws for what Zendesk does. */
export async function sendBatch(engine: Engine, batch: DueDelivery[]): Promise<DeliveryResult> {
  const kind = batch[0]?.kind;
  const readable = batch.filter(isReadable);
  // One that cannot be read must not hold up the others: alone, it is judged and counted.
  const result = await alone(
    engine,
    batch.filter((delivery) => !readable.includes(delivery)),
  );
  if (result === 'stop' || readable.length === 0) return result;
  if (kind !== 'create_ticket') return sendUpdates(engine, readable);
  const tickets = readable.map(({ payload }) => createPayloadSchema.parse(payload).ticket);
  return post(engine, kind, readable, () => createTickets(engine.clients.backlog, tickets, engine));
}

async function post(
  { connection }: Engine,
  kind: DueDelivery['kind'],
  batch: DueDelivery[],
  call: () => Promise<Job>,
): Promise<DeliveryResult> {
  const jobId = await openJob(
    connection.id,
    kind,
    batch.map(({ id }) => id),
  );
  try {
    const job = await call();
    await markRunning(jobId, job.id, new Date(Date.now() + firstLookMs));
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

/** Reads the tickets first, as a single update does: an agent's tags are kept, and one changed meanwhile is left alone by the stamp. */
async function sendUpdates(engine: Engine, batch: DueDelivery[]): Promise<DeliveryResult> {
  const client = engine.clients.backlog;
  const links = await db.ticketLink.findMany({
    where: { reviewId: { in: batch.map(({ reviewId }) => reviewId) } },
  });
  // Those of an account that was left go alone: here the same number is a stranger's ticket.
  const here = links.filter(({ subdomain }) => subdomain === engine.connection.subdomain);
  const ticketIds = new Map(here.map((link) => [link.reviewId, Number(link.ticketId)]));
  let tickets;
  try {
    tickets = new Map(
      (await listTickets(client, [...ticketIds.values()])).map((ticket) => [ticket.id, ticket]),
    );
  } catch (error) {
    if (isZendeskError(error)) return isRefusal(judgeFailure(error)) ? alone(engine, batch) : 'stop';
    throw error;
  }
  const sent: DueDelivery[] = [];
  const changes: BulkChange[] = [];
  for (const delivery of batch) {
    const ticket = tickets.get(ticketIds.get(delivery.reviewId) ?? 0);
    if (!ticket || ticket.status === 'closed') continue;
    const payload = updatePayloadSchema.parse(delivery.payload);
    sent.push(delivery);
    changes.push({
      id: ticket.id,
      comment: { body: payload.note, public: false },
      tags: mergeTags(ticket.tags ?? [], payload.tags),
      ...(payload.ticketStatus ? { status: payload.ticketStatus } : {}),
      ...(ticket.updated_at ? { safe_update: true as const, updated_stamp: ticket.updated_at } : {}),
    });
  }
  const result =
    sent.length === 0
      ? 'done'
      : await post(engine, 'update_ticket', sent, () => updateTickets(client, changes, engine));
  if (result === 'stop') return 'stop';
  return alone(
    engine,
    batch.filter((delivery) => !sent.includes(delivery)),
  );
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

/** Works off the stored webhooks of a connection: however many there are about one ticket, they cost one look at it. */
import { db, pool } from '@/lib/platform/db/client';
import { log } from '@/lib/platform/log';
import { withSpan } from '@/lib/platform/tracing';
import { backoffMs } from '@/lib/sync/runtime/backoff';
import { allEnded } from '@/lib/sync/runtime/allEnded';
import type { Engine } from '@/lib/sync/runtime/connection';
import { crashed, toWords } from '@/lib/sync/outbound/recordFailure';
import { takeTicket } from '@/lib/sync/inbound/mirror';
import { storyOf } from '@/lib/sync/inbound/intake';
import { isZendeskError } from '@/lib/zendesk/errors';

/** Few enough that what is to be sent does not wait for long behind an agents' busy hour. */
const ticketsPerRound = 40;
const parallelTickets = 4;

type Waiting = { ticketId: string; lastEventId: string; attempts: number };

/** One that is due is enough: the reading answers for those put off, too. */
const waiting = `
  SELECT ticket_id::text AS "ticketId", max(id)::text AS "lastEventId", max(attempts) AS attempts
  FROM webhook_event WHERE connection_id = $1 AND handled_at IS NULL
  GROUP BY ticket_id HAVING min(not_before) <= now() ORDER BY min(id) LIMIT $2`;

/** A few tickets at a time. @returns how many were read, or `stop` when Zendesk cannot be asked further now. */
export async function takeInbox(engine: Engine): Promise<number | 'stop'> {
  const { connection, signal } = engine;
  const { rows } = await pool.query<Waiting>(waiting, [connection.id, ticketsPerRound]);
  let next = 0;
  let isStopped = false;
  const work = async () => {
    while (!isStopped && !signal.aborted && next < rows.length) {
      if ((await takeOne(engine, rows[next++] as Waiting)) === 'stop') isStopped = true;
    }
  };
  await allEnded(Array.from({ length: Math.min(parallelTickets, rows.length) }, work));
  return isStopped || signal.aborted ? 'stop' : rows.length;
}

/** A webhook tells of a public comment. Where none was found, the list may not have held it yet. */
const rereadMs = 45_000;

async function readOnceMore(subdomain: string, ticketId: bigint): Promise<void> {
  const readDueAt = new Date(Date.now() + rereadMs);
  await db.ticketLink.updateMany({ where: { subdomain, ticketId, readDueAt: null }, data: { readDueAt } });
}

/** Events that came in while the ticket was read keep waiting: their id is higher than the last one seen before. */
async function takeOne(
  engine: Engine,
  { ticketId, lastEventId, attempts }: Waiting,
): Promise<'done' | 'stop'> {
  const where = {
    connectionId: engine.connection.id,
    ticketId: BigInt(ticketId),
    id: { lte: BigInt(lastEventId) },
    handledAt: null,
  };
  try {
    const story = storyOf(engine.connection.id, BigInt(ticketId));
    const outcome = await withSpan('ticket read', { story }, () => takeTicket(engine, Number(ticketId)));
    await db.webhookEvent.updateMany({
      where,
      data: { handledAt: new Date(), outcome: outcome.join(','), lastError: null },
    });
    if (outcome.some((one) => one === 'already_home' || one === 'only_internal'))
      await readOnceMore(engine.connection.subdomain, BigInt(ticketId));
    return 'done';
  } catch (error) {
    if (engine.signal.aborted && !isZendeskError(error)) throw error;
    const retryAfterMs = isZendeskError(error) ? error.retryAfterMs : 0;
    const notBefore = new Date(Date.now() + backoffMs(attempts + 1, Math.random(), retryAfterMs));
    const lastError = isZendeskError(error)
      ? `${error.kind}: ${error.words}`
      : `${crashed}: ${toWords(error)}`;
    await db.webhookEvent.updateMany({
      where,
      data: { attempts: { increment: 1 }, notBefore, lastError: lastError.slice(0, 500) },
    });
    if (isZendeskError(error))
      return error.kind === 'forbidden' || error.kind === 'not_found' ? 'done' : 'stop';
    // One ticket our code stumbles over must not keep the others from being read.
    log().error({ err: error, connectionId: engine.connection.id, ticketId, attempts }, 'ticket not read');
    return 'done';
  }
}

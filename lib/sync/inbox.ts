/** Works off the stored webhooks of a connection: many about one ticket cost one look at it. */
import { db } from '@/lib/platform/db/client';
import { withSpan } from '@/lib/platform/tracing';
import { backoffMs } from '@/lib/sync/backoff';
import type { Engine } from '@/lib/sync/connection';
import { takeTicket } from '@/lib/sync/inbound';
import { storyOf } from '@/lib/sync/intake';
import { isZendeskError } from '@/lib/zendesk/errors';

const eventsPerRound = 200;

type Ticket = { ticketId: bigint; lastEventId: bigint; attempts: number };

/**
 * @returns whether Zendesk can be asked further now.
 */
export async function takeInbox(engine: Engine): Promise<'done' | 'stop'> {
  const { connection, signal } = engine;
  const events = await db.webhookEvent.findMany({
    where: { connectionId: connection.id, handledAt: null, notBefore: { lte: new Date() } },
    orderBy: { id: 'asc' },
    take: eventsPerRound,
    select: { id: true, ticketId: true, attempts: true },
  });
  const tickets = new Map<bigint, Ticket>();
  for (const { id, ticketId, attempts } of events)
    tickets.set(ticketId, { ticketId, lastEventId: id, attempts });
  for (const ticket of tickets.values()) {
    if (signal.aborted || (await takeOne(engine, ticket)) === 'stop') return 'stop';
  }
  return 'done';
}

/** Events that came in while the ticket was read keep waiting: their id is higher than the last one seen before. */
async function takeOne(engine: Engine, ticket: Ticket): Promise<'done' | 'stop'> {
  const where = {
    connectionId: engine.connection.id,
    ticketId: ticket.ticketId,
    id: { lte: ticket.lastEventId },
    handledAt: null,
  };
  try {
    const story = storyOf(engine.connection.id, ticket.ticketId);
    const outcome = await withSpan('ticket read', { story }, () =>
      takeTicket(engine, Number(ticket.ticketId)),
    );
    await db.webhookEvent.updateMany({ where, data: { handledAt: new Date(), outcome, lastError: null } });
    return 'done';
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    const notBefore = new Date(
      Date.now() + backoffMs(ticket.attempts + 1, Math.random(), error.retryAfterMs),
    );
    const lastError = `${error.kind}: ${error.words}`.slice(0, 500);
    await db.webhookEvent.updateMany({ where, data: { attempts: { increment: 1 }, notBefore, lastError } });
    return error.kind === 'forbidden' || error.kind === 'not_found' ? 'done' : 'stop';
  }
}

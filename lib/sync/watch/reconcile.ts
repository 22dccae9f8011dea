/**
 * What webhooks missed. Where the account's own list of changes is known (`feed.ts`), only the tickets it named are read. Elsewhere
 * the tickets of a connection are compared every few minutes by their `updated_at`, a hundred a call, which needs no administrator;
 * one that changed since its comments were last read is read again.
 */
import { db, pool } from '@/lib/platform/db/client';
import type { TicketLink } from '@/lib/platform/db/generated/client';
import type { Engine } from '@/lib/sync/runtime/connection';
import { freshForMs } from '@/lib/sync/watch/feedStore';
import { takeTicket } from '@/lib/sync/inbound/mirror';
import { madeInBulk } from '@/lib/sync/outbound/ledger';
import { goneStatus } from '@/lib/sync/runtime/ticketState';
import { isZendeskError } from '@/lib/zendesk/errors';
import { listTickets, type Ticket } from '@/lib/zendesk/resources/tickets';

/** A ticket is looked at this often, for as long as anything can still happen to it. */
export const reconcileEveryMs = 90_000;
export const ticketsPerCall = 100;
/** Up to so many changes are somebody's work of this minute; more are a change of many tickets at once, and can wait. */
const fewChanges = 20;
/** So many are read before the rows are looked at again: what changed meanwhile comes before what is only new. */
export const readsARound = 20;
/** A ticket whose reading failed by itself is tried again after this long. */
const rereadMs = 60_000;

/** So many are read at once even where a change of many tickets waits for calls nobody else needs. */
const atOnce = 5;

/**
 * A change is read a second time once it is as old as this: stamps are of whole seconds, so that more may have come in the same one, and
 * the first reading may have been answered by a list that did not hold it yet.
 */
export const settledMs = 60_000;

/** Nothing has happened to the ticket since its conversation was read, or since a history's job made it. */
function isAsSeen(
  { created_at: createdAt, updated_at: updatedAt, is_public: isPublic }: Ticket,
  { seenUpdatedAt: seenAt, readAt, checkedAt }: Pick<TicketLink, 'seenUpdatedAt' | 'readAt' | 'checkedAt'>,
): boolean {
  if (!updatedAt || !seenAt) return false;
  if (seenAt.getTime() === madeInBulk.getTime()) return createdAt === updatedAt && isPublic !== true;
  const updatedMs = new Date(updatedAt).getTime();
  const readMs = (readAt ?? checkedAt)?.getTime() ?? 0;
  return seenAt.getTime() === updatedMs && readMs >= updatedMs + settledMs;
}

/**
 * Reads what is due, then compares what no list tells of.
 * @param isBusy more waits to be sent: the first reading of new tickets may wait until that is over.
 * @returns whether there is more to read at once; `stop` when Zendesk cannot be asked further now.
 */
export async function reconcile(engine: Engine, isBusy: boolean): Promise<'more' | 'done' | 'stop'> {
  try {
    const isLeft = await readDue(engine, isBusy);
    return (await compare(engine, isBusy)) || isLeft ? 'more' : 'done';
  } catch (error) {
    if (isZendeskError(error)) return 'stop';
    throw error;
  }
}

type DueLink = Pick<TicketLink, 'reviewId' | 'readDueAt'> & { ticketId: string };

// Written by hand, as all that an engine asks at each start: most start for one review. New tickets are read once too, but not while
// others wait to be made; what has changed comes before what is only new.
const dueLinks = `
  SELECT review_id::text AS "reviewId", ticket_id::text AS "ticketId", read_due_at AS "readDueAt" FROM ticket_link
  WHERE connection_id = $1 AND subdomain = $2 AND read_due_at <= now() AND ticket_id IS NOT NULL
    AND (seen_updated_at IS NOT NULL OR listed_at IS NOT NULL OR NOT $3)
  ORDER BY seen_updated_at IS NULL AND listed_at IS NULL, read_due_at LIMIT $4`;

async function readDue(engine: Engine, isBusy: boolean): Promise<boolean> {
  const { connection, clients, budget, signal } = engine;
  const values = [connection.id, connection.subdomain, isBusy, ticketsPerCall];
  const { rows: due } = await pool.query<DueLink>(dueLinks, values);
  const lane = due.length > fewChanges ? 'background' : 'live';
  const isScarce = lane === 'background' && budget.waitMs({ lane, endpoint: null }) > 0;
  for (const link of due.slice(0, isScarce ? atOnce : readsARound)) {
    if (signal.aborted) return false;
    await readOne({ ...engine, client: clients[isScarce ? 'live' : lane] }, link);
  }
  if (isScarce) return false;
  return due.length > readsARound;
}

/** A change heard of meanwhile has another time and stays due. */
async function readOne(engine: Engine, { reviewId, ticketId, readDueAt }: DueLink): Promise<void> {
  const where = { reviewId, readDueAt };
  try {
    await takeTicket(engine, Number(ticketId));
    await db.ticketLink.updateMany({ where, data: { readDueAt: null } });
  } catch (error) {
    if (!isZendeskError(error)) throw error;
    await db.ticketLink.updateMany({ where, data: { readDueAt: new Date(Date.now() + rereadMs) } });
    if (error.kind !== 'forbidden' && error.kind !== 'malformed') throw error;
  }
}

/**
 * When a ticket was last compared, by which an index keeps a connection's. Those that are not compared stand at the end: a ticket that
 * is not yet made, and closed ones, which take no comments.
 */
export const comparedAt = `(CASE WHEN ticket_id IS NULL OR ticket_status = 'closed' THEN 'infinity'
  ELSE coalesce(checked_at, '-infinity') END)`;

type Compared = Pick<TicketLink, 'reviewId' | 'ticketStatus' | 'seenUpdatedAt' | 'readAt' | 'checkedAt'> & {
  ticketId: string;
};

// In an account that was left the same numbers are other tickets'.
const unlisted = `
  SELECT review_id::text AS "reviewId", ticket_id::text AS "ticketId", ticket_status AS "ticketStatus",
    seen_updated_at AS "seenUpdatedAt", read_at AS "readAt", checked_at AS "checkedAt"
  FROM ticket_link
  WHERE connection_id = $1 AND subdomain = $2 AND (seen_updated_at IS NOT NULL OR NOT $3) AND ${comparedAt} < $4
    AND NOT EXISTS (SELECT 1 FROM ticket_feed f WHERE f.subdomain = $2 AND f.caught_up_to > $5)
  ORDER BY ${comparedAt} LIMIT $6`;

async function compare(engine: Engine, isBusy: boolean): Promise<boolean> {
  const { connection, signal, budget } = engine;
  const client = engine.clients.background;
  // Comparing takes only calls nobody else needs now.
  if (budget.waitMs({ lane: 'background', endpoint: null }) > 0) return false;
  const values = [
    connection.id,
    connection.subdomain,
    isBusy,
    new Date(Date.now() - reconcileEveryMs),
    new Date(Date.now() - freshForMs),
    ticketsPerCall,
  ];
  const { rows: links } = await pool.query<Compared>(unlisted, values);
  if (links.length === 0) return false;
  const ids = links.map((link) => Number(link.ticketId));
  const tickets = new Map((await listTickets(client, ids)).map((row) => [row.id, row]));
  let reads = 0;
  for (const link of links) {
    const ticket = tickets.get(Number(link.ticketId));
    // Missing may mean deleted; whether it is, the ticket's own address says once.
    const isSeen = ticket ? isAsSeen(ticket, link) : link.ticketStatus === goneStatus;
    // The rest keeps its old time of comparing, and is the next round's first.
    if (!isSeen && (reads += 1) > readsARound) continue;
    if (!isSeen && !signal.aborted) await takeTicket({ ...engine, client }, Number(link.ticketId));
    await db.ticketLink.updateMany({
      where: { reviewId: link.reviewId, ticketId: BigInt(link.ticketId) },
      data: { checkedAt: new Date(), ...(ticket?.status ? { ticketStatus: ticket.status } : {}) },
    });
  }
  return reads > readsARound || links.length === ticketsPerCall;
}

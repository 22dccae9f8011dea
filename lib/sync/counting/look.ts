/**
 * The account's side: every ticket with the website's tag, a hundred a call, then by number those of ours that the list left out.
 * Takes only calls a backlog may take.
 */
import type { TicketCount } from '@/lib/platform/db/generated/client';
import { pool, type Tx } from '@/lib/platform/db/client';
import { keepStep } from '@/lib/sync/counting/countStore';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import { goneStatus } from '@/lib/sync/runtime/ticketState';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { siteTag } from '@/lib/zendesk/objects/mark';
import { listTicketsByTag } from '@/lib/zendesk/resources/search';
import { listTickets, type Ticket } from '@/lib/zendesk/resources/tickets';
import { followedTicketOf } from '@/lib/zendesk/resources/via';

export type Looking = {
  count: TicketCount;
  connection: Pick<EngineConnection, 'id' | 'websiteId' | 'subdomain'>;
  client: ZendeskClient;
  signal: AbortSignal;
};

const toTime = (text: string | null | undefined) => {
  const time = new Date(text ?? '');
  return Number.isNaN(time.getTime()) ? null : time;
};

const toBigInt = (id: number | null) => (id === null ? null : BigInt(id));

const write = (countId: string, tickets: readonly Ticket[], tag: string) => async (tx: Tx) => {
  await tx.countedTicket.createMany({
    skipDuplicates: true,
    data: tickets.map((ticket) => ({
      countId,
      ticketId: BigInt(ticket.id),
      externalId: ticket.external_id ?? null,
      status: ticket.status ?? null,
      createdAt: toTime(ticket.created_at),
      updatedAt: toTime(ticket.updated_at),
      isTagged: ticket.tags?.includes(tag) ?? false,
      isPublic: ticket.is_public ?? null,
      followsTicketId: toBigInt(followedTicketOf(ticket.via)),
    })),
  });
};

/** One page of the tickets that carry the website's tag. */
export async function lookByTag({ count, connection, client, signal }: Looking): Promise<void> {
  const tag = siteTag(connection.websiteId);
  const ask = async () => {
    try {
      return await listTicketsByTag(client, tag, count.cursor, { signal });
    } catch (error) {
      if (!isZendeskError(error)) throw error;
      // A user who may not search still has the numbers: what was made by hand is not seen then.
      if (error.kind === 'forbidden' || error.kind === 'not_found') return { tickets: [], cursor: null };
      // The account has forgotten the place; what was written before is not written twice.
      if (error.kind === 'validation' && count.cursor !== null) return 'anew';
      throw error;
    }
  };
  const page = await ask();
  if (page === 'anew') {
    await keepStep(count, { step: 'tickets', cursor: null });
    return;
  }
  const next = { step: page.cursor === null ? 'numbers' : 'tickets', cursor: page.cursor };
  await keepStep(count, next, undefined, write(count.id, page.tickets, tag));
}

const unseen = `
  SELECT t.review_id::text AS "reviewId", t.ticket_id::text AS "ticketId" FROM ticket_link t
  WHERE t.connection_id = $1 AND t.subdomain = $4 AND t.ticket_id IS NOT NULL
    AND t.review_id > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000')
    AND NOT EXISTS (SELECT 1 FROM counted_ticket c WHERE c.count_id = $2 AND c.ticket_id = t.ticket_id)
  ORDER BY t.review_id LIMIT 100`;

/** A hundred of our tickets that the list left out: without the tag, too new for its index, or gone. */
export async function lookByNumber({ count, connection, client }: Looking): Promise<void> {
  const { rows } = await pool.query<{ reviewId: string; ticketId: string }>(unseen, [
    connection.id,
    count.id,
    count.cursor,
    connection.subdomain,
  ]);
  const last = rows.at(-1);
  if (!last) {
    await keepStep(count, { step: 'reviews', cursor: null });
    return;
  }
  const ids = rows.map(({ ticketId }) => Number(ticketId));
  const found = await listTickets(client, ids);
  const known = new Set(found.map(({ id }) => id));
  const gone = ids.filter((id) => !known.has(id)).map((id): Ticket => ({ id, status: goneStatus }));
  const next = { step: 'numbers', cursor: last.reviewId };
  await keepStep(count, next, undefined, write(count.id, [...found, ...gone], siteTag(connection.websiteId)));
}

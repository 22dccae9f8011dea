/**
 * The end of a count: what can be mended without asking is, the account's tickets are forgotten, and what nobody can explain is
 * told to those who run the product. All in the transaction that ends the count.
 */
import type { Tx } from '@/lib/platform/db/client';
import { transaction } from '@/lib/platform/db/client';
import type { TicketCount } from '@/lib/platform/db/generated/client';
import { log } from '@/lib/platform/log';
import { readTally } from '@/lib/sync/counting/countStore';
import { unexplainedReasons } from '@/lib/sync/counting/explain';

/** The ticket exists and only its number was lost: the link takes it. */
const adopt = (tx: Tx, { id, connectionId }: TicketCount) => tx.$executeRaw`
  UPDATE ticket_link t SET ticket_id = c.ticket_id, read_due_at = now() FROM counted_ticket c, zendesk_connection z
  WHERE z.id = t.connection_id AND z.subdomain = t.subdomain AND c.count_id = ${id}::uuid AND t.connection_id = ${connectionId}::uuid AND t.ticket_id IS NULL
    AND t.external_id = c.external_id AND c.status IS DISTINCT FROM 'deleted'
    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.review_id = t.review_id AND d.state <> 'done')
    AND NOT EXISTS (SELECT 1 FROM ticket_link o WHERE o.subdomain = t.subdomain AND o.ticket_id = c.ticket_id)`;

/** Nobody works at it and no ticket bears its name: the review is planned anew, with all that has happened to it. */
async function planAnew(tx: Tx, { id }: TicketCount): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM ticket_link t USING count_finding f
    WHERE f.count_id = ${id}::uuid AND f.reason = 'lost' AND t.review_id = f.review_id AND t.ticket_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.review_id = t.review_id AND d.state <> 'done')`;
  await tx.$executeRaw`
    UPDATE review_event e SET handled_at = NULL FROM count_finding f
    WHERE f.count_id = ${id}::uuid AND f.reason = 'lost' AND e.review_id = f.review_id
      AND NOT EXISTS (SELECT 1 FROM ticket_link t WHERE t.review_id = e.review_id)
      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.review_id = e.review_id AND d.state <> 'done')`;
}

/** Conversations that changed since they were read, by the account's own stamps, and those whose replies do not add up. */
async function readAgain(tx: Tx, { id, connectionId }: TicketCount): Promise<void> {
  await tx.$executeRaw`
    UPDATE ticket_link t SET read_due_at = now() FROM counted_ticket c, zendesk_connection z
    WHERE z.id = t.connection_id AND z.subdomain = t.subdomain AND c.count_id = ${id}::uuid AND t.connection_id = ${connectionId}::uuid AND t.ticket_id = c.ticket_id
      AND t.read_due_at IS NULL AND c.updated_at IS NOT NULL
      AND CASE WHEN t.seen_updated_at = to_timestamp(0) THEN c.is_public IS TRUE OR c.created_at IS DISTINCT FROM c.updated_at
        ELSE t.seen_updated_at IS DISTINCT FROM c.updated_at END`;
  await tx.$executeRaw`
    UPDATE ticket_link t SET read_due_at = now() FROM count_finding f
    WHERE f.count_id = ${id}::uuid AND f.reason = 'reply_lost' AND t.review_id = f.review_id AND t.read_due_at IS NULL`;
}

/** So many conversations with replies at home are compared each night, those not read for longest first. */
const comparedANight = 300;

/**
 * What no stamp tells: a writer who is an agent again, and words taken away without a trace. And follow-ups that somebody opened by
 * answering a closed ticket, which have no link of their own.
 */
async function compareContents(tx: Tx, { id, connectionId }: TicketCount): Promise<void> {
  await tx.$executeRaw`
    UPDATE ticket_link t SET read_due_at = now()
    WHERE t.connection_id = ${connectionId}::uuid AND t.ticket_id IS NOT NULL AND t.read_due_at IS NULL
      AND (jsonb_exists(t.left_out, 'writer_unproven') OR jsonb_exists(t.left_out, 'unknown_writer'))`;
  await tx.$executeRaw`
    UPDATE ticket_link t SET read_due_at = now() WHERE t.review_id IN (
      SELECT l.review_id FROM ticket_link l
      WHERE l.connection_id = ${connectionId}::uuid AND l.ticket_id IS NOT NULL AND l.read_due_at IS NULL AND l.agent_replies > 0
        AND coalesce(l.read_at, '-infinity') < now() - interval '20 hours'
      ORDER BY l.read_at NULLS FIRST LIMIT ${comparedANight})`;
  await tx.$executeRaw`
    INSERT INTO webhook_event (connection_id, invocation_id, ticket_id, body)
    SELECT z.id, concat('listed:', c.ticket_id, ':', ${id}::text), c.ticket_id, '' FROM counted_ticket c, zendesk_connection z
    WHERE c.count_id = ${id}::uuid AND z.id = ${connectionId}::uuid AND c.status IS DISTINCT FROM 'deleted'
      AND (EXISTS (SELECT 1 FROM past_ticket p WHERE p.subdomain = z.subdomain AND p.ticket_id = c.follows_ticket_id)
        OR EXISTS (SELECT 1 FROM ticket_link l WHERE l.subdomain = z.subdomain AND l.ticket_id = c.follows_ticket_id))
      AND NOT EXISTS (SELECT 1 FROM ticket_link l WHERE l.subdomain = z.subdomain AND l.ticket_id = c.ticket_id)
    ON CONFLICT (connection_id, invocation_id) DO NOTHING`;
}

/** What the account no longer has is said on the review too. */
const noteGone = (tx: Tx, { id, connectionId }: TicketCount) => tx.$executeRaw`
  UPDATE ticket_link t SET ticket_status = c.status FROM counted_ticket c, zendesk_connection z
  WHERE z.id = t.connection_id AND z.subdomain = t.subdomain AND c.count_id = ${id}::uuid AND t.connection_id = ${connectionId}::uuid AND t.ticket_id = c.ticket_id
    AND c.status = 'deleted' AND t.ticket_status IS DISTINCT FROM c.status`;

/** Differences the product mends by itself are done with; the others wait for somebody. */
const markRepaired = (tx: Tx, { id }: TicketCount) => tx.$executeRaw`
  UPDATE count_finding SET repaired_at = now()
  WHERE count_id = ${id}::uuid AND reason IN ('lost', 'unread', 'reply_lost')`;

/** The account was not looked at, though there are tickets to look at. */
async function isBlind(tx: Tx, { id: countId, connectionId }: TicketCount): Promise<boolean> {
  if (await tx.countedTicket.findFirst({ where: { countId } })) return false;
  return (await tx.ticketLink.findFirst({ where: { connectionId, ticketId: { not: null } } })) !== null;
}

/** @param isPaused the account lets nobody in: what was counted is our own side's knowledge, and the row says so. */
export async function endCount(count: TicketCount, isPaused: boolean): Promise<void> {
  const isEnded = await transaction(async (tx) => {
    const state = isPaused || (await isBlind(tx, count)) ? 'held' : 'done';
    const { count: ended } = await tx.ticketCount.updateMany({
      where: { id: count.id, state: 'counting', step: 'ending' },
      data: { state, finishedAt: new Date() },
    });
    if (ended === 0) return false;
    await adopt(tx, count);
    await planAnew(tx, count);
    await readAgain(tx, count);
    await compareContents(tx, count);
    await noteGone(tx, count);
    await markRepaired(tx, count);
    await tx.countedTicket.deleteMany({ where: { countId: count.id } });
    await tx.$executeRaw`SELECT pg_notify('work', 'ticket_link')`;
    return true;
  });
  if (!isEnded) return;
  const { id: countId, connectionId, reviews, tickets } = count;
  const reasons = readTally(count.reasons);
  const facts = { countId, connectionId, reviews, tickets, reasons };
  if (unexplainedReasons.some((reason) => (reasons[reason] ?? 0) > 0))
    log().error(facts, 'a count found a difference that nobody can explain');
  else log().info(facts, 'counted');
}

/** The rows of an account's list of changes: how far it is known, and which tickets it made due to be read. */
import { db, pool } from '@/lib/platform/db/client';
import type { TicketFeed } from '@/lib/platform/db/generated/client';
import { madeInBulk } from '@/lib/sync/outbound/ledger';
import type { ChangedTicket, ChangedTickets } from '@/lib/zendesk/resources/incremental';
import { followedTicketOf } from '@/lib/zendesk/resources/via';

/** While the list is known up to less than this ago, nothing has to be compared ticket by ticket. */
export const freshForMs = 150_000;
/** An administrator's right may come back: a refused user is asked again after this long. */
export const refusedForMs = 3_600_000;
/** The account leaves out its newest minute. */
const leftOutMs = 60_000;
/** Where a first look begins: earlier changes were found by comparing. */
const firstLookBackMs = 300_000;
const maxPageSize = 1_000;

export type DueFeed = { subdomain: string; connectionId: string; dueAt: Date | null };

/**
 * Accounts whose next page is due, the longest waiting first, each with a connection to read it by: one whose user has not been refused.
 * Those that have no row yet begin one.
 */
export async function listDueFeeds(limit: number): Promise<DueFeed[]> {
  const refusedBefore = new Date(Date.now() - refusedForMs);
  const { rows } = await pool.query<DueFeed>(
    `SELECT * FROM (SELECT DISTINCT ON (c.subdomain) c.subdomain, c.id::text AS "connectionId", f.next_at AS "dueAt"
     FROM zendesk_connection c JOIN website_zendeskapp o ON o.connection_id = c.id AND o."idCustomField" IS NOT NULL
     LEFT JOIN ticket_feed f ON f.subdomain = c.subdomain
     WHERE c.state = 'active' AND (c.export_refused_at IS NULL OR c.export_refused_at < $1)
       AND (f.subdomain IS NULL OR f.next_at <= now())
       AND EXISTS (SELECT 1 FROM ticket_link t WHERE t.connection_id = c.id)
       AND NOT EXISTS (SELECT 1 FROM lease l WHERE l.name = 'feed:' || c.subdomain AND l.until > now())
     ORDER BY c.subdomain, c.export_refused_at NULLS FIRST, c.id) AS each
     ORDER BY "dueAt" NULLS FIRST LIMIT $2`,
    [refusedBefore, limit],
  );
  return rows;
}

export function openFeed(subdomain: string): Promise<TicketFeed> {
  const since = new Date(Date.now() - firstLookBackMs);
  return db.ticketFeed.upsert({ where: { subdomain }, create: { subdomain, since }, update: {} });
}

// Whatever is listed after our last reading is read again: where its stamp differs from what was read, and where the account lists it
// with a newer moment than before although the stamp stayed, as after a redaction. A ticket that a job made is as it was made until its
// stamps differ or something in it is public. `listed_at` also tells what has changed from what is only new: that can wait.
const take = `
  WITH changed AS (
    SELECT *, is_public IS TRUE OR created_at IS DISTINCT FROM updated_at AS is_touched
    FROM unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $13::boolean[], $14::bigint[])
      AS c(id, external_id, created_at, updated_at, generated_at, is_public, followed_id)),
  due AS (
    UPDATE ticket_link t SET read_due_at = now(),
      listed_at = CASE WHEN t.read_at IS NULL AND NOT c.is_touched THEN t.listed_at ELSE coalesce(c.generated_at, c.updated_at) END
    FROM changed c
    WHERE t.subdomain = $1 AND (t.ticket_id = c.id OR (t.ticket_id IS NULL AND t.external_id = c.external_id))
      AND CASE WHEN t.seen_updated_at = $7 THEN c.is_touched
        ELSE t.seen_updated_at IS DISTINCT FROM c.updated_at OR t.checked_at < c.updated_at + interval '2 seconds'
          OR coalesce(c.generated_at > coalesce(t.listed_at, t.read_at - interval '10 seconds'), false) END
    RETURNING 1),
  -- Earlier tickets of a review, and what somebody opened by answering one, have no link: they are read as if a webhook had told of them.
  late AS (
    INSERT INTO webhook_event (connection_id, invocation_id, ticket_id, body)
    SELECT z.id, concat('listed:', c.id, ':', extract(epoch FROM coalesce(c.generated_at, c.updated_at))::bigint), c.id, ''
    FROM changed c JOIN LATERAL (
      SELECT p.connection_id FROM past_ticket p WHERE p.subdomain = $1 AND p.ticket_id IN (c.id, c.followed_id)
      UNION SELECT l.connection_id FROM ticket_link l WHERE l.subdomain = $1 AND l.ticket_id = c.followed_id LIMIT 1) o ON true
    JOIN zendesk_connection z ON z.id = o.connection_id AND z.subdomain = $1
    WHERE NOT EXISTS (SELECT 1 FROM ticket_link l WHERE l.subdomain = $1 AND l.ticket_id = c.id)
    ON CONFLICT (connection_id, invocation_id) DO NOTHING),
  told AS (SELECT pg_notify('work', 'ticket_link') WHERE EXISTS (SELECT 1 FROM due))
  UPDATE ticket_feed SET cursor = $8, caught_up_to = $9, next_at = $10, page_size = $11,
    last_error_code = NULL, last_error_detail = NULL
  WHERE subdomain = $1 AND cursor IS NOT DISTINCT FROM $12
  RETURNING (SELECT count(*)::int FROM due) AS due, (SELECT count(*) FROM told) AS told`;

/** Postgres refuses what is no time; a ticket without one counts as changed. */
const toTime = (given: string | number | null | undefined) => {
  const time = new Date(given ?? '');
  return Number.isNaN(time.getTime()) ? null : time;
};

/** Every change before then is known once this page is kept. */
function caughtUp({ tickets, isAtEnd }: ChangedTickets, feed: TicketFeed, askedAtMs: number): Date | null {
  if (isAtEnd) return new Date(askedAtMs - leftOutMs);
  return toTime(tickets.at(-1)?.updated_at) ?? feed.caughtUpTo;
}

/**
 * Keeps a page: what it made due and the place reached, in one statement, so that a killed process repeats a page and skips none.
 * @returns how many tickets are due to be read now; null when another process was ahead.
 */
export async function keepPage(
  feed: TicketFeed,
  page: ChangedTickets,
  { askedAtMs, nextAt }: { askedAtMs: number; nextAt: Date },
): Promise<number | null> {
  // One statement changes a row once: of a ticket listed twice the last entry counts.
  const tickets = [...new Map(page.tickets.map((ticket) => [ticket.id, ticket])).values()];
  const column = <T>(of: (ticket: ChangedTicket) => T) => tickets.map(of);
  const { rows } = await pool.query<{ due: number }>(take, [
    feed.subdomain,
    column(({ id }) => String(id)),
    column((ticket) => ticket.external_id ?? null),
    column((ticket) => toTime(ticket.created_at)),
    column((ticket) => toTime(ticket.updated_at)),
    column(({ generated_timestamp: seconds }) => (seconds == null ? null : toTime(seconds * 1000))),
    madeInBulk,
    page.cursor ?? feed.cursor,
    caughtUp(page, feed, askedAtMs),
    nextAt,
    Math.min(maxPageSize, feed.pageSize * 2),
    feed.cursor,
    column((ticket) => ticket.is_public ?? null),
    column((ticket) => followedTicketOf(ticket.via)),
  ]);
  return rows[0]?.due ?? null;
}

/** Notes why a page did not come. @param changes where to go on differently. */
export async function keepFault(
  subdomain: string,
  fault: { code: string; detail: string; nextAt: Date },
  changes: { cursor?: null; since?: Date; pageSize?: number } = {},
): Promise<void> {
  const { code, detail, nextAt } = fault;
  await db.ticketFeed.update({
    where: { subdomain },
    data: { ...changes, nextAt, lastErrorCode: code, lastErrorDetail: detail.slice(0, 500) },
  });
}

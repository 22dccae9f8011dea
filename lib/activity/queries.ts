/** What went to Zendesk and what came from it, one list: deliveries and webhooks of one website's connection. */
import { db } from '@/lib/platform/db/client';
import { Prisma } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { accountUrl } from '@/lib/zendesk/account';
import { maskPayload, maskText, type Json } from '@/lib/activity/mask';
import type { ActivitySearch, Direction } from '@/lib/activity/search';

export const pageSize = 50;

export type ActivityEntry = {
  /** `d:` and a delivery's id, or `w:` and a webhook's. */
  key: string;
  direction: Direction;
  kind: 'create_ticket' | 'update_ticket' | 'webhook';
  state: 'waiting' | 'sending' | 'done' | 'needs_merchant' | 'poisoned';
  at: Date;
  doneAt: Date | null;
  attempts: number;
  notBefore: Date;
  /** As text: ticket numbers may exceed what JSON numbers hold. */
  ticketId: string | null;
  reviewId: string | null;
  orderRef: string | null;
  requestId: string | null;
  status: number | null;
  errorCode: string | null;
  /** Zendesk's own words, or what became of a webhook. */
  words: string | null;
  payload: Json;
};

type Row = Omit<ActivityEntry, 'payload'> & {
  payload: Json;
  body: string | null;
  firstName: string | null;
  lastName: string | null;
};

/** A cursor is the time and key of the last entry seen; one nobody handed out shows the first page. */
const readCursor = (cursor: string | null) => {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([dw]:[\w-]{1,40})$/.exec(cursor ?? '');
  return match ? { at: new Date(match[1] ?? ''), key: match[2] ?? '' } : null;
};
const toCursor = ({ at, key }: Pick<Row, 'at' | 'key'>) => `${at.toISOString()}_${key}`;

const ticketPattern = /^\d{1,18}$/;
const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function deliveries(
  connectionId: string,
  { direction, state, q }: ActivitySearch,
  page: Prisma.Sql,
): Prisma.Sql {
  const where = [Prisma.sql`d.connection_id = ${connectionId}::uuid`];
  if (direction === 'in') where.push(Prisma.sql`false`);
  if (state === 'open') where.push(Prisma.sql`d.state <> 'done'`);
  if (state === 'trouble') where.push(Prisma.sql`d.state <> 'done' AND d.last_error_code IS NOT NULL`);
  if (state === 'done') where.push(Prisma.sql`d.state = 'done'`);
  if (q)
    where.push(
      ticketPattern.test(q)
        ? Prisma.sql`(d.ticket_id = ${BigInt(q)} OR r.order_ref ILIKE ${like(q)})`
        : Prisma.sql`r.order_ref ILIKE ${like(q)}`,
    );
  return Prisma.sql`
    SELECT 'd:' || d.id AS key, 'out' AS direction, d.kind::text AS kind, d.state::text AS state, d.created_at AS at,
      d.done_at AS "doneAt", d.attempts, d.not_before AS "notBefore", coalesce(d.ticket_id, t.ticket_id)::text AS "ticketId",
      d.review_id::text AS "reviewId", r.order_ref AS "orderRef", d.zendesk_request_id AS "requestId", d.last_status AS status,
      d.last_error_code AS "errorCode", d.last_error_detail AS words, d.payload, NULL AS body,
      r.author_first_name AS "firstName", r.author_last_name AS "lastName"
    FROM delivery d JOIN review r ON r.id = d.review_id LEFT JOIN ticket_link t ON t.review_id = d.review_id
    WHERE ${Prisma.join(where, ' AND ')} ${page}`;
}

function webhooks(
  connectionId: string,
  { direction, state, q }: ActivitySearch,
  page: Prisma.Sql,
): Prisma.Sql {
  const where = [Prisma.sql`w.connection_id = ${connectionId}::uuid`];
  if (direction === 'out') where.push(Prisma.sql`false`);
  if (state === 'open') where.push(Prisma.sql`w.handled_at IS NULL`);
  if (state === 'trouble') where.push(Prisma.sql`w.handled_at IS NULL AND w.last_error IS NOT NULL`);
  if (state === 'done') where.push(Prisma.sql`w.handled_at IS NOT NULL`);
  if (q)
    where.push(
      ticketPattern.test(q)
        ? Prisma.sql`(w.ticket_id = ${BigInt(q)} OR w.id_vente ILIKE ${like(q)})`
        : Prisma.sql`w.id_vente ILIKE ${like(q)}`,
    );
  return Prisma.sql`
    SELECT 'w:' || w.id AS key, 'in' AS direction, 'webhook' AS kind,
      CASE WHEN w.handled_at IS NULL THEN 'waiting' ELSE 'done' END AS state, w.received_at AS at, w.handled_at AS "doneAt",
      w.attempts, w.not_before AS "notBefore", w.ticket_id::text AS "ticketId", t.review_id::text AS "reviewId",
      coalesce(r.order_ref, w.id_vente) AS "orderRef", w.invocation_id AS "requestId", NULL::int AS status,
      split_part(w.last_error, ':', 1) AS "errorCode", coalesce(w.last_error, w.outcome) AS words, NULL::jsonb AS payload, w.body,
      r.author_first_name AS "firstName", r.author_last_name AS "lastName"
    FROM webhook_event w
    LEFT JOIN ticket_link t ON t.connection_id = w.connection_id AND t.ticket_id = w.ticket_id
    LEFT JOIN review r ON r.id = t.review_id
    WHERE ${Prisma.join(where, ' AND ')} ${page}`;
}

function parseBody(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

function toEntry({ body, firstName, lastName, payload, words, ...row }: Row): ActivityEntry {
  const names = [firstName, lastName].filter((name) => name !== null);
  return {
    ...row,
    words: words === null ? null : maskText(words, names),
    payload: maskPayload(body === null ? payload : parseBody(body), names),
  };
}

/** Newest first. @param limit one page of the screen, or more for a file. */
export async function listActivity(
  connectionId: string,
  search: ActivitySearch,
  limit = pageSize,
): Promise<{ entries: ActivityEntry[]; nextCursor: string | null }> {
  const cursor = readCursor(search.cursor);
  const page = (at: Prisma.Sql, key: Prisma.Sql) => Prisma.sql`
    ${cursor ? Prisma.sql`AND (${at}, ${key}) < (${cursor.at}, ${cursor.key})` : Prisma.empty}
    ORDER BY ${at} DESC, ${key} DESC LIMIT ${limit + 1}`;
  const out = deliveries(connectionId, search, page(Prisma.sql`d.created_at`, Prisma.sql`'d:' || d.id`));
  const back = webhooks(connectionId, search, page(Prisma.sql`w.received_at`, Prisma.sql`'w:' || w.id`));
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM ((${out}) UNION ALL (${back})) AS entries ORDER BY at DESC, key DESC LIMIT ${limit + 1}`;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { entries: shown.map(toEntry), nextCursor: rows.length > limit && last ? toCursor(last) : null };
}

export type ActivityConnection = { id: string; agentUrl: string };

/** The connection whose activity a website's people see; null before the first one was made. */
export async function findActivityConnection(websiteId: string): Promise<ActivityConnection | null> {
  const row = await db.zendeskConnection.findUnique({
    where: { websiteId },
    select: { id: true, subdomain: true },
  });
  return row && { id: row.id, agentUrl: `${accountUrl(env.zendeskUrl, row.subdomain)}/agent/tickets` };
}

/** A word that changes when the list or its figures would. */
export async function findActivityVersion(connectionId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ version: string }[]>`
    SELECT concat_ws('-',
      (SELECT concat_ws('.', count(*), sum(attempts), count(*) FILTER (WHERE state = 'needs_merchant'),
         extract(epoch FROM min(not_before)))
         FROM delivery WHERE connection_id = ${connectionId}::uuid AND state <> 'done'),
      (SELECT concat_ws('.', count(*), extract(epoch FROM max(done_at))) FROM delivery
         WHERE connection_id = ${connectionId}::uuid AND created_at > now() - interval '1 day'),
      (SELECT concat_ws('.', max(id), count(*) FILTER (WHERE handled_at IS NULL), sum(attempts)) FROM webhook_event
         WHERE connection_id = ${connectionId}::uuid AND received_at > now() - interval '1 day')) AS version`;
  return row?.version ?? '';
}

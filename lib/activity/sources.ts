/** The SQL behind the list: deliveries and webhooks, each from the table the engine works on and from the archive of older ones. */
import { Prisma } from '@/lib/platform/db/generated/client';
import type { ActivitySearch } from '@/lib/activity/search';

const { sql } = Prisma;

/** What a source is read by: its own time and key, to page by. */
type Page = (at: Prisma.Sql, key: Prisma.Sql) => Prisma.Sql;

const ticketPattern = /^\d{1,18}$/;
const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function matching(q: string, ticketId: Prisma.Sql, orderRef: Prisma.Sql): Prisma.Sql[] {
  if (!q) return [];
  const byOrder = sql`search_key(${orderRef}) LIKE search_key(${like(q)})`;
  return [ticketPattern.test(q) ? sql`(${ticketId} = ${BigInt(q)} OR ${byOrder})` : byOrder];
}

const author = sql`r.author_first_name AS "firstName", r.author_last_name AS "lastName"`;
const deliveryFacts = sql`
  'd:' || d.id AS key, 'out' AS direction, d.kind::text AS kind, d.created_at AS at, d.done_at AS "doneAt", d.attempts,
  coalesce(d.ticket_id, t.ticket_id)::text AS "ticketId", d.review_id::text AS "reviewId", r.order_ref AS "orderRef",
  d.zendesk_request_id AS "requestId", d.last_status AS status, ${author}`;
const webhookFacts = sql`
  'w:' || w.id AS key, 'in' AS direction, 'webhook' AS kind, w.received_at AS at, w.handled_at AS "doneAt", w.attempts,
  w.ticket_id::text AS "ticketId", t.review_id::text AS "reviewId", coalesce(r.order_ref, w.id_vente) AS "orderRef",
  w.invocation_id AS "requestId", NULL::int AS status, ${author}`;
const ofDelivery = sql`JOIN review r ON r.id = d.review_id LEFT JOIN ticket_link t ON t.review_id = d.review_id`;
const ofWebhook = sql`
  LEFT JOIN ticket_link t ON t.connection_id = w.connection_id AND t.ticket_id = w.ticket_id
  LEFT JOIN review r ON r.id = t.review_id`;
/** Only what is finished is archived, and its contents are not. */
const nothingMore = sql`NULL AS "fixCode", NULL AS "fixSubject", NULL::json AS payload, NULL AS body`;

type Source = (connectionId: string, search: ActivitySearch, page: Page) => Prisma.Sql;

const deliveries: Source = (connectionId, { state, q }, page) => {
  const where = [
    sql`d.connection_id = ${connectionId}::uuid`,
    ...matching(q, sql`d.ticket_id`, sql`r.order_ref`),
  ];
  if (state === 'open') where.push(sql`d.state <> 'done'`);
  if (state === 'trouble') where.push(sql`d.state <> 'done' AND d.last_error_code IS NOT NULL`);
  if (state === 'done') where.push(sql`d.state = 'done'`);
  return sql`
    SELECT ${deliveryFacts}, d.state::text AS state, d.not_before AS "notBefore", d.last_error_code AS "errorCode",
      d.last_error_detail AS words, d.fix_code AS "fixCode", d.fix_subject AS "fixSubject", d.payload, NULL AS body
    FROM delivery d ${ofDelivery}
    WHERE ${Prisma.join(where, ' AND ')} ${page(sql`d.created_at`, sql`'d:' || d.id`)}`;
};

const webhooks: Source = (connectionId, { state, q }, page) => {
  const where = [
    sql`w.connection_id = ${connectionId}::uuid`,
    ...matching(q, sql`w.ticket_id`, sql`w.id_vente`),
  ];
  if (state === 'open') where.push(sql`w.handled_at IS NULL`);
  if (state === 'trouble') where.push(sql`w.handled_at IS NULL AND w.last_error IS NOT NULL`);
  if (state === 'done') where.push(sql`w.handled_at IS NOT NULL`);
  return sql`
    SELECT ${webhookFacts}, CASE WHEN w.handled_at IS NULL THEN 'waiting' ELSE 'done' END AS state, w.not_before AS "notBefore",
      split_part(w.last_error, ':', 1) AS "errorCode", coalesce(w.last_error, w.outcome) AS words,
      NULL AS "fixCode", NULL AS "fixSubject", NULL::json AS payload, w.body
    FROM webhook_event w ${ofWebhook}
    WHERE ${Prisma.join(where, ' AND ')} ${page(sql`w.received_at`, sql`'w:' || w.id`)}`;
};

const archivedDeliveries: Source = (connectionId, { q }, page) => {
  const where = [
    sql`d.connection_id = ${connectionId}::uuid`,
    ...matching(q, sql`d.ticket_id`, sql`r.order_ref`),
  ];
  return sql`
    SELECT ${deliveryFacts}, 'done' AS state, d.done_at AS "notBefore", NULL AS "errorCode", NULL AS words, ${nothingMore}
    FROM archive.delivery d ${ofDelivery}
    WHERE ${Prisma.join(where, ' AND ')} ${page(sql`d.created_at`, sql`'d:' || d.id`)}`;
};

const archivedWebhooks: Source = (connectionId, { q }, page) => {
  const where = [
    sql`w.connection_id = ${connectionId}::uuid`,
    ...matching(q, sql`w.ticket_id`, sql`w.id_vente`),
  ];
  return sql`
    SELECT ${webhookFacts}, 'done' AS state, w.handled_at AS "notBefore", NULL AS "errorCode", w.outcome AS words, ${nothingMore}
    FROM archive.webhook_event w ${ofWebhook}
    WHERE ${Prisma.join(where, ' AND ')} ${page(sql`w.received_at`, sql`'w:' || w.id`)}`;
};

/** Where a search can find something, each source cut to one page. */
export function sourcesOf(connectionId: string, search: ActivitySearch, page: Page): Prisma.Sql[] {
  const mayBeOld = search.state === null || search.state === 'done';
  const chosen = [
    ...(search.direction === 'in' ? [] : [deliveries, ...(mayBeOld ? [archivedDeliveries] : [])]),
    ...(search.direction === 'out' ? [] : [webhooks, ...(mayBeOld ? [archivedWebhooks] : [])]),
  ];
  return chosen.map((source) => sql`(${source(connectionId, search, page)})`);
}

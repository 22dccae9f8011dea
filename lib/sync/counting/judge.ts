/** Our own side, page by page: each review beside what the account showed of its ticket, then the tickets that no review owns. */
import type { TicketCount } from '@/lib/platform/db/generated/client';
import { pool } from '@/lib/platform/db/client';
import { add, keepStep, nothingFound, type Found } from '@/lib/sync/counting/countStore';
import {
  judgeReview,
  judgeStray,
  splitUntaken,
  type CountFrame,
  type ReplyReason,
  type ReviewFacts,
} from '@/lib/sync/counting/explain';
import type { EngineConnection } from '@/lib/sync/runtime/connection';
import { madeInBulk } from '@/lib/sync/outbound/ledger';
import { goneStatus } from '@/lib/sync/runtime/ticketState';
import { findReviewId } from '@/lib/zendesk/ticketTags';

export type Judging = { count: TicketCount; connection: EngineConnection; isPaused: boolean };

const reviewsPerPage = 500;
/** Within this time a change is heard of, by webhook or by the account's list. */
const heardWithinMs = 300_000;

// Words taken away in Zendesk count on neither side. Events are looked at only where no link answers the question. The place keeps its microseconds as text.
const page = `
  SELECT r.id::text, r.submitted_at::text AS at, r.status::text, r.rating, t.review_id IS NOT NULL AS "hasLink",
    coalesce(t.subdomain <> $8, false) AS "isElsewhere",
    t.ticket_id::text AS "ticketId", t.seen_updated_at AS "seenUpdatedAt", t.read_due_at IS NOT NULL AS "isReadDue",
    t.agent_replies AS "agentReplies", t.refused_replies AS "refusedReplies", t.left_out AS "untaken", d.state::text AS "openDelivery",
    c.ticket_id IS NOT NULL AS "isSeen", c.status AS "ticketStatus", c.is_tagged AS "isTagged",
    c.created_at AS "createdAt", c.updated_at AS "updatedAt",
    t.ticket_id IS NULL AND t.review_id IS NOT NULL AND d.id IS NULL AND EXISTS (
      SELECT 1 FROM counted_ticket o WHERE o.count_id = $2 AND o.external_id = t.external_id) AS "isInAccount",
    CASE WHEN t.review_id IS NULL THEN (SELECT max(e.at) FROM review_event e WHERE e.review_id = r.id
      AND (e.data->>'status' = 'in_moderation' OR e.type IN ('reported', 'answered'))) END AS "enteredAt",
    t.review_id IS NULL AND EXISTS (SELECT 1 FROM review_event e WHERE e.review_id = r.id AND e.at >= $3) AS "isTouchedSince",
    t.review_id IS NULL AND EXISTS (
      SELECT 1 FROM review_event e WHERE e.review_id = r.id AND coalesce(e.handled_at, 'infinity') = 'infinity') AS "hasWaitingEvents",
    CASE WHEN t.ticket_id IS NULL THEN 0 ELSE (SELECT count(*)::int FROM exchange x WHERE x.review_id = r.id
      AND x.zendesk_comment_id IS NOT NULL AND x.body <> '' AND x.zendesk_subdomain = t.subdomain
      AND coalesce(x.zendesk_ticket_id, t.ticket_id) = t.ticket_id) END AS home
  FROM review r
  LEFT JOIN ticket_link t ON t.review_id = r.id AND t.connection_id = $7
  LEFT JOIN counted_ticket c ON c.count_id = $2 AND c.ticket_id = t.ticket_id AND t.subdomain = $8
  LEFT JOIN delivery d ON d.review_id = r.id AND d.state <> 'done'
  WHERE r.website_id = $1 AND (r.submitted_at, r.id) < (coalesce($4::timestamptz, 'infinity'), coalesce($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  ORDER BY r.submitted_at DESC, r.id DESC LIMIT $6`;

type Row = {
  id: string;
  at: string;
  hasLink: boolean;
  isElsewhere: boolean;
  ticketId: string | null;
  seenUpdatedAt: Date | null;
  isReadDue: boolean;
  agentReplies: number | null;
  refusedReplies: number | null;
  untaken: ReviewFacts['untaken'] | null;
  isSeen: boolean;
  ticketStatus: string | null;
  isTagged: boolean | null;
  createdAt: Date | null;
  updatedAt: Date | null;
  home: number;
} & Pick<
  ReviewFacts,
  'status' | 'rating' | 'openDelivery' | 'isInAccount' | 'enteredAt' | 'isTouchedSince' | 'hasWaitingEvents'
>;

function toFacts({ hasLink, isElsewhere, ticketId, isSeen, ...row }: Row): ReviewFacts {
  const { seenUpdatedAt, isReadDue, ticketStatus, createdAt, updatedAt } = row;
  return {
    ...row,
    link: hasLink
      ? { ticketId: ticketId === null ? null : BigInt(ticketId), seenUpdatedAt, isReadDue, isElsewhere }
      : null,
    ticket: isSeen
      ? {
          isDeleted: ticketStatus === goneStatus,
          isClosed: ticketStatus === 'closed',
          isTagged: row.isTagged === true,
          createdAt,
          updatedAt,
        }
      : null,
    replies: { home: row.home, zendesk: row.agentReplies, refused: row.refusedReplies ?? 0 },
    untaken: row.untaken ?? {},
  };
}

function judgeOne(row: Row, frame: CountFrame, found: Found): void {
  const verdict = judgeReview(toFacts(row), frame);
  const about = { reviewId: row.id, ...(row.ticketId === null ? {} : { ticketId: BigInt(row.ticketId) }) };
  if (verdict.kind === 'left_out') return add(found.leftOut, verdict.reason);
  found.reviews += 1;
  if (verdict.kind === 'missing') {
    add(found.reasons, verdict.reason);
    found.findings.push({ reason: verdict.reason, ...about });
    return;
  }
  found.tickets += 1;
  found.repliesHome += verdict.home;
  found.repliesZendesk += verdict.zendesk;
  const { doubtful, meant } = splitUntaken(verdict.untaken);
  for (const [reason, by] of meant) add(found.leftOut, reason, by);
  const differing = Object.entries(verdict.replies) as [ReplyReason, number][];
  const notices = verdict.notices.map((notice) => [notice, 1] as const);
  for (const [reason, by] of [...notices, ...doubtful, ...differing]) {
    add(found.reasons, reason, by);
    found.findings.push({ reason, ...about });
  }
}

/** One page of the website's reviews, newest first. */
export async function judgeReviews({ count, connection, isPaused }: Judging): Promise<void> {
  const [at, id] = count.cursor?.split('|') ?? [];
  const { scope, connectedAt } = connection;
  const place = [connectedAt, at ?? null, id ?? null, reviewsPerPage, connection.id, connection.subdomain];
  const { rows } = await pool.query<Row>(page, [connection.websiteId, count.id, ...place]);
  const found = nothingFound();
  const heardBefore = new Date(count.startedAt.getTime() - heardWithinMs);
  for (const row of rows) judgeOne(row, { scope, connectedAt, isPaused, heardBefore, madeInBulk }, found);
  const last = rows.at(-1);
  const isMore = rows.length === reviewsPerPage && last;
  const next = isMore
    ? { step: 'reviews', cursor: `${last.at}|${last.id}` }
    : { step: 'strays', cursor: null };
  await keepStep(count, next, found);
}

const strays = `
  SELECT c.ticket_id::text AS "ticketId", c.external_id AS "externalId",
    EXISTS (SELECT 1 FROM past_ticket p WHERE p.subdomain = $3 AND p.ticket_id IN (c.ticket_id, c.follows_ticket_id))
      OR EXISTS (SELECT 1 FROM ticket_link f WHERE f.subdomain = $3 AND f.ticket_id = c.follows_ticket_id) AS "isPast"
  FROM counted_ticket c
  WHERE c.count_id = $1 AND c.ticket_id > coalesce($2::bigint, 0) AND c.status IS DISTINCT FROM '${goneStatus}'
    AND NOT EXISTS (SELECT 1 FROM ticket_link t WHERE t.subdomain = $3 AND t.ticket_id = c.ticket_id)
    -- Under the name of a link that waits for its number: it is the link's own.
    AND NOT EXISTS (SELECT 1 FROM ticket_link t WHERE t.subdomain = $3 AND t.external_id = c.external_id AND t.ticket_id IS NULL)
  ORDER BY c.ticket_id LIMIT $4`;

/** One page of tickets that carry the website's tag and are no review's own. */
export async function judgeStrays({ count, connection }: Omit<Judging, 'isPaused'>): Promise<void> {
  const { rows } = await pool.query<{ ticketId: string; externalId: string | null; isPast: boolean }>(
    strays,
    [count.id, count.cursor, connection.subdomain, reviewsPerPage],
  );
  const named = rows.map((row) => ({ ...row, reviewId: findReviewId(row.externalId) }));
  const { rows: known } = await pool.query<{ id: string }>(
    'SELECT id::text FROM review WHERE website_id = $1 AND id = ANY($2::uuid[])',
    [connection.websiteId, named.flatMap(({ reviewId }) => reviewId ?? [])],
  );
  const reviews = new Set(known.map(({ id }) => id));
  const found = nothingFound();
  for (const { ticketId, reviewId, isPast } of named) {
    const isKnownReview = reviewId !== null && reviews.has(reviewId);
    const reason = judgeStray({ reviewId, isKnownReview, isPast });
    add(found.reasons, reason);
    // An earlier ticket of a review is history: the one that took its place is counted.
    if (reason !== 'followed_up') found.tickets += 1;
    found.findings.push({ reason, ticketId: BigInt(ticketId), ...(isKnownReview ? { reviewId } : {}) });
  }
  const last = rows.length === reviewsPerPage ? rows.at(-1) : undefined;
  const next = last ? { step: 'strays', cursor: last.ticketId } : { step: 'ending', cursor: null };
  await keepStep(count, next, found);
}

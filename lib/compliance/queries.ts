/**
 * What a merchant must be able to prove about a period: how long reviews of each rating waited, which reports were made and
 * how they ended, and the statement of reasons of every decision. Read from events and decisions, never from counters.
 */
import type { Period } from '@/lib/compliance/period';
import { db } from '@/lib/platform/db/client';
import { listOrigins, listRemovals, type OriginRow, type RemovalRow } from '@/lib/compliance/proofQueries';
import { AppError } from '@/lib/platform/errors';
import { platforms } from '@/lib/websites/platforms';

export type DelayRow = {
  rating: number;
  /** Reviews submitted in the period. */
  submitted: number;
  published: number;
  /** From the moment the platform held the review to its first publication, in hours; null when none was published. */
  medianHours: number | null;
  /** Nine of ten were published within. */
  p90Hours: number | null;
  withinSevenDays: number;
  /** Not published, refused or withdrawn at the time of reading. */
  waiting: number;
};

export type OutcomeRow = {
  reason: string;
  open: number;
  accepted: number;
  rejected: number;
  /** Ended without a decision: withdrawn, or settled by the author. */
  closed: number;
};

export type DecisionRow = {
  kind: 'report' | 'appeal';
  reviewId: string;
  orderRef: string;
  type: 'brand' | 'product';
  rating: number;
  reason: string;
  madeAt: Date;
  decidedAt: Date;
  hours: number;
  outcome: 'accepted' | 'rejected';
  statement: string;
  evidence: number;
};

export type ComplianceFile = {
  website: { id: string; name: string; domain: string; timeZone: string };
  period: Period;
  madeAt: Date;
  delays: DelayRow[];
  origins: OriginRow[];
  removals: RemovalRow[];
  outcomes: OutcomeRow[];
  decisions: DecisionRow[];
  /** Decisions on reports within 48 hours, of all decisions on reports. */
  decidedInTime: { count: number; of: number };
};

type Span = { from: Date; until: Date };

async function toSpan({ from, to }: Period, timeZone: string): Promise<Span> {
  const [span] = await db.$queryRaw<Span[]>`
    SELECT (${from}::date)::timestamp AT TIME ZONE ${timeZone} AS "from",
      (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone} AS until`;
  if (!span) throw new Error('The database answers every such question');
  return span;
}

/** Five rows, also for ratings nobody gave: a missing row would look like a hidden one. */
function listDelays(websiteId: string, { from, until }: Span): Promise<DelayRow[]> {
  return db.$queryRaw<DelayRow[]>`
    WITH text AS (
      SELECT e.review_id, e.at, (e.data->>'rating')::int AS rating, r.status,
        (SELECT min(p.at) FROM review_event p WHERE p.review_id = e.review_id AND p.type = 'published') AS published_at
      FROM review_event e JOIN review r ON r.id = e.review_id
      WHERE e.website_id = ${websiteId}::uuid AND e.type = 'submitted' AND e.at >= ${from} AND e.at < ${until}
    ), delay AS (
      SELECT *, extract(epoch FROM published_at - at)::float8 / 3600 AS hours FROM text
    )
    SELECT scale.rating::int, count(review_id)::int AS submitted, count(hours)::int AS published,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) AS "medianHours",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY hours) AS "p90Hours",
      count(*) FILTER (WHERE hours <= 168)::int AS "withinSevenDays",
      count(*) FILTER (WHERE hours IS NULL AND status IN ('pending', 'in_moderation'))::int AS waiting
    FROM generate_series(1, 5) AS scale(rating) LEFT JOIN delay ON delay.rating = scale.rating
    GROUP BY scale.rating ORDER BY scale.rating`;
}

function listOutcomes(websiteId: string, { from, until }: Span): Promise<OutcomeRow[]> {
  return db.$queryRaw<OutcomeRow[]>`
    SELECT p.reason, count(*) FILTER (WHERE p.state IN ('open', 'author_asked'))::int AS open,
      count(*) FILTER (WHERE p.state = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE p.state = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE p.state = 'closed')::int AS closed
    FROM report p JOIN review r ON r.id = p.review_id
    WHERE r.website_id = ${websiteId}::uuid AND p.created_at >= ${from} AND p.created_at < ${until}
    GROUP BY p.reason ORDER BY count(*) DESC, p.reason`;
}

function listDecisions(websiteId: string, { from, until }: Span): Promise<DecisionRow[]> {
  return db.$queryRaw<DecisionRow[]>`
    SELECT d.kind, r.id AS "reviewId", r.order_ref AS "orderRef", r.type::text AS type, r.rating::int, d.reason,
      d.created_at AS "madeAt", d.decided_at AS "decidedAt", d.state AS outcome, COALESCE(d.statement, '') AS statement,
      extract(epoch FROM d.decided_at - d.created_at)::float8 / 3600 AS hours,
      (SELECT count(*)::int FROM report_attachment a WHERE a.report_id = d.report_id) AS evidence
    FROM (
      SELECT 'report' AS kind, id AS report_id, review_id, reason, created_at, decided_at, state::text, statement FROM report
      UNION ALL
      SELECT 'appeal', a.report_id, a.review_id, p.reason, a.created_at, a.decided_at, a.state::text, a.statement
      FROM appeal a JOIN report p ON p.id = a.report_id
    ) d JOIN review r ON r.id = d.review_id
    WHERE r.website_id = ${websiteId}::uuid AND d.state IN ('accepted', 'rejected')
      AND d.decided_at >= ${from} AND d.decided_at < ${until}
    ORDER BY d.decided_at, r.id, d.kind`;
}

/** @throws AppError `not_found`. */
export async function getComplianceFile(
  websiteId: string,
  period: Period,
  madeAt: Date,
): Promise<ComplianceFile> {
  const website = await db.website.findUnique({ where: { id: websiteId } });
  if (!website) throw new AppError('not_found', { detail: 'There is no such website.' });
  const { id, name, timeZone, platform } = website;
  const span = await toSpan(period, timeZone);
  const [delays, origins, removals, outcomes, decisions] = await Promise.all([
    listDelays(websiteId, span),
    listOrigins(websiteId, span),
    listRemovals(websiteId, span),
    listOutcomes(websiteId, span),
    listDecisions(websiteId, span),
  ]);
  const reports = decisions.filter(({ kind }) => kind === 'report');
  return {
    website: { id, name, timeZone, domain: platforms[platform].domain },
    period,
    madeAt,
    delays,
    origins,
    removals,
    outcomes,
    decisions,
    decidedInTime: { count: reports.filter(({ hours }) => hours <= 48).length, of: reports.length },
  };
}

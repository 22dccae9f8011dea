/** Filling up with history, as the merchant steers it: estimate, start, pause, resume, stop. The engine does the work. */
import { audit, type Caller } from '@/lib/platform/audit';
import { countArchivedOfBackfill } from '@/lib/archive/queries';
import { newDeliveryId } from '@/lib/sync/runtime/deliveryId';
import { estimateCost, type Cost } from '@/lib/sync/history/historyEstimate';
import type { BackfillAction, BackfillChoice } from '@/lib/sync/history/historySchema';
import { db, pool, transaction, type Tx } from '@/lib/platform/db/client';
import type { Backfill, ZendeskConnection } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';

type Connected = ZendeskConnection & { website: { timeZone: string } };

/** @throws AppError `connection_missing`. */
async function getConnection(websiteId: string, tx: Tx = db): Promise<Connected> {
  const row = await tx.zendeskConnection.findUnique({
    where: { websiteId },
    include: { website: { select: { timeZone: true } } },
  });
  if (!row || row.state === 'disconnected') throw new AppError('connection_missing');
  return row;
}

type Range = { since: Date; until: Date };

/** Days of the website's calendar as moments: from the first's beginning to the last's end. */
async function toRange({ from, to }: BackfillChoice, timeZone: string): Promise<Range> {
  const { rows } = await pool.query<Range>(
    `SELECT ($1::date)::timestamp AT TIME ZONE $3 AS since, ($2::date + 1)::timestamp AT TIME ZONE $3 AS until`,
    [from, to, timeZone],
  );
  return rows[0] as Range;
}

/** What every process knows of the account's limit; null before the first answer told it. */
async function findLimit(subdomain: string): Promise<number | null> {
  const row = await db.zendeskBudget.findFirst({
    where: { subdomain, limitPerMinute: { not: null } },
    orderBy: { seenAt: 'desc' },
  });
  return row?.limitPerMinute ?? null;
}

export type Estimate = Cost & {
  /** Tickets to be made. */
  tickets: number;
  /** Reviews of the choice that have theirs already. */
  withTicket: number;
  limitPerMinute: number | null;
};

async function countChosen({ websiteId, subdomain }: Connected, { since, until }: Range, statuses: string[]) {
  const { rows } = await pool.query<{ all: number; withTicket: number }>(
    `SELECT count(*)::int AS all, count(t.review_id)::int AS "withTicket"
     FROM review r LEFT JOIN ticket_link t ON t.review_id = r.id AND t.subdomain = $5
     WHERE r.website_id = $1 AND r.submitted_at >= $2 AND r.submitted_at < $3 AND r.status::text = ANY($4::text[])`,
    [websiteId, since, until, statuses, subdomain],
  );
  return rows[0] ?? { all: 0, withTicket: 0 };
}

/** How many tickets the choice would make, how long that takes, and which part of the account's calls. */
export async function estimateBackfill(websiteId: string, choice: BackfillChoice): Promise<Estimate> {
  const connection = await getConnection(websiteId);
  const range = await toRange(choice, connection.website.timeZone);
  const { all, withTicket } = await countChosen(connection, range, choice.statuses);
  const limitPerMinute = await findLimit(connection.subdomain);
  const cost = estimateCost(all - withTicket, limitPerMinute, connection.otherToolsShare);
  return { tickets: all - withTicket, withTicket, limitPerMinute, ...cost };
}

/** @throws AppError `conflict` while one is open, or when the choice holds no review; `connection_missing`. */
export async function startBackfill(caller: Caller, choice: BackfillChoice): Promise<void> {
  const connection = await getConnection(caller.websiteId);
  const range = await toRange(choice, connection.website.timeZone);
  const { all: total } = await countChosen(connection, range, choice.statuses);
  if (total === 0)
    throw new AppError('conflict', { detail: 'No review is in this range with these statuses.' });
  await transaction(async (tx) => {
    // The unique index on open ones decides between two who start at once.
    const count = await tx.$executeRaw`
      INSERT INTO backfill (id, connection_id, since, until, statuses, total, started_by)
      VALUES (${newDeliveryId()}::uuid, ${connection.id}::uuid, ${range.since}, ${range.until},
        ${choice.statuses}::review_status[], ${total}, ${caller.name})
      ON CONFLICT DO NOTHING`;
    if (count === 0)
      throw new AppError('conflict', { detail: 'A backfill of this connection is under way.' });
    await audit(tx, caller, 'zendesk.backfill_started', { ...choice, total });
  });
}

const moves = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['running', 'paused'], to: 'stopped' },
} as const;

/**
 * Pauses, resumes or stops the open one. What is planned already, a few hundred tickets at most, still goes out.
 * @throws AppError `conflict` when it is in no such state.
 */
export async function changeBackfill(caller: Caller, action: BackfillAction): Promise<void> {
  const connection = await getConnection(caller.websiteId);
  const { from, to } = moves[action];
  await transaction(async (tx) => {
    const { count } = await tx.backfill.updateMany({
      where: { connectionId: connection.id, state: { in: [...from] } },
      data: { state: to, ...(to === 'stopped' ? { finishedAt: new Date() } : {}) },
    });
    if (count === 0) throw new AppError('conflict', { detail: `Nothing to ${action}.` });
    await audit(tx, caller, 'zendesk.backfill_changed', { action });
  });
}

/** Which part of the account's calls stays with the merchant's other tools, in per cent. */
export async function setOtherToolsShare(caller: Caller, otherToolsShare: number): Promise<void> {
  const connection = await getConnection(caller.websiteId);
  await transaction(async (tx) => {
    await tx.zendeskConnection.update({ where: { id: connection.id }, data: { otherToolsShare } });
    await audit(tx, caller, 'zendesk.share_saved', { otherToolsShare });
  });
}

export type BackfillView = {
  state: Backfill['state'];
  statuses: string[];
  since: string;
  /** The last moment of the range. */
  until: string;
  total: number;
  /** Reviews looked at so far. */
  looked: number;
  skipped: number;
  made: number;
  waiting: number;
  failed: number;
  startedBy: string;
  createdAt: string;
  finishedAt: string | null;
};

export type HistoryPage = {
  isConnected: boolean;
  /** The connection waits for credentials or the merchant: nothing goes out meanwhile. */
  isHeld: boolean;
  otherToolsShare: number;
  limitPerMinute: number | null;
  /** The latest one, open or ended. */
  backfill: BackfillView | null;
};

async function toView(row: Backfill): Promise<BackfillView> {
  const [groups, archived] = await Promise.all([
    db.delivery.groupBy({ by: ['state'], where: { backfillId: row.id }, _count: true }),
    countArchivedOfBackfill(row.id),
  ]);
  const count = (...states: string[]) =>
    groups.reduce((sum, group) => sum + (states.includes(group.state) ? group._count : 0), 0);
  const { state, statuses, total, looked, skipped, startedBy } = row;
  return {
    ...{ state, statuses, total, looked, skipped, startedBy },
    since: row.since.toISOString(),
    until: new Date(row.until.getTime() - 1).toISOString(),
    made: count('done') + archived,
    waiting: count('waiting', 'sending'),
    failed: count('needs_merchant', 'poisoned'),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** Everything the page of history shows of one website. */
export async function getHistoryPage(websiteId: string): Promise<HistoryPage> {
  const row = await db.zendeskConnection.findUnique({
    where: { websiteId },
    include: { backfills: { orderBy: { createdAt: 'desc' }, take: 1 } },
  });
  const isConnected = row !== null && row.state !== 'disconnected';
  const [latest] = row?.backfills ?? [];
  return {
    isConnected,
    isHeld: isConnected && row.state !== 'active',
    otherToolsShare: row?.otherToolsShare ?? 30,
    limitPerMinute: row ? await findLimit(row.subdomain) : null,
    backfill: latest ? await toView(latest) : null,
  };
}

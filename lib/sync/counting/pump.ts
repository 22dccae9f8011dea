/**
 * Begins each website's count in its own night, goes on with those that are under way, mends what was asked for, and forgets what
 * is old. One worker at a time for each connection; large accounts take as long as a backlog may.
 */
import { now } from '@/lib/platform/clock';
import { db, pool } from '@/lib/platform/db/client';
import { withLease } from '@/lib/platform/jobs/lease';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { keepWaiting } from '@/lib/sync/counting/countStore';
import { runRepairs } from '@/lib/sync/counting/repair';
import { runCount } from '@/lib/sync/counting/run';
import { isZendeskError } from '@/lib/zendesk/errors';

const maxRunning = 8;
const retryMs = 60_000;
const keptDays = 400;
/** Of older nights the figures stay; what exactly differed is of no use any more. */
const findingsDays = 30;
/** A worker that was away no longer than this between two rounds of forgetting leaves nothing behind but until the year is over. */
const spanDays = 30;
const dayMs = 86_400_000;
const forgetEveryMs = 3_600_000;

// From two in the morning on, each website at its own minute of two hours, so that they do not all come at once. A connection's
// first night is the one after the day it was made.
const beginNights = `
  INSERT INTO ticket_count (id, connection_id, night)
  SELECT uuidv7(), c.id, ($1::timestamptz AT TIME ZONE w.time_zone)::date
  FROM zendesk_connection c
  JOIN website w ON w.id = c.website_id
  JOIN website_zendeskapp o ON o.connection_id = c.id AND o."idCustomField" IS NOT NULL
  WHERE c.state <> 'disconnected'
    AND ($1::timestamptz AT TIME ZONE w.time_zone)::time
      >= time '02:00' + (abs(hashtext(c.id::text)::bigint) % 120) * interval '1 minute'
    AND (c.created_at AT TIME ZONE w.time_zone)::date < ($1::timestamptz AT TIME ZONE w.time_zone)::date
    AND NOT EXISTS (SELECT 1 FROM ticket_count n WHERE n.connection_id = c.id AND n.asked_by IS NULL
      AND n.night = ($1::timestamptz AT TIME ZONE w.time_zone)::date)
    AND NOT EXISTS (SELECT 1 FROM ticket_count n WHERE n.connection_id = c.id AND n.state = 'counting')
  ON CONFLICT DO NOTHING`;

/** Begins what is due at that moment. Running it again begins nothing more. @returns how many. */
export async function beginNightlyCounts(at: Date): Promise<number> {
  return (await pool.query(beginNights, [at])).rowCount ?? 0;
}

/** Kept for a year and more as figures; the differences themselves for a month. */
export async function forgetOldCounts(at: Date): Promise<void> {
  const before = (days: number) => new Date(at.getTime() - days * dayMs);
  await db.ticketCount.deleteMany({ where: { state: { not: 'counting' }, night: { lt: before(keptDays) } } });
  const night = { lt: before(findingsDays), gte: before(findingsDays + spanDays) };
  await db.countFinding.deleteMany({ where: { count: { night } } });
}

async function listDue(limit: number): Promise<{ connectionId: string }[]> {
  const { rows } = await pool.query<{ connectionId: string }>(
    `SELECT due.connection_id::text AS "connectionId" FROM (
       SELECT connection_id FROM ticket_count WHERE state = 'counting' AND not_before <= now()
       UNION SELECT c.connection_id FROM count_finding f JOIN ticket_count c ON c.id = f.count_id
         JOIN zendesk_connection z ON z.id = c.connection_id AND z.state = 'active'
         WHERE f.repair_asked_at IS NOT NULL AND f.repaired_at IS NULL AND f.refusal IS NULL) AS due
     WHERE NOT EXISTS (SELECT 1 FROM lease l WHERE l.name = 'count:' || due.connection_id AND l.until > now())
     LIMIT $1`,
    [limit],
  );
  return rows;
}

/** All that is due of one connection. */
async function work(connectionId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await runRepairs(connectionId, signal)));
  const open = await db.ticketCount.findFirst({
    where: { connectionId, state: 'counting', notBefore: { lte: new Date() } },
  });
  if (open) await runCount(open.id, signal);
}

async function runOne(connectionId: string, signal: AbortSignal): Promise<void> {
  try {
    await withLease(`count:${connectionId}`, (lease) =>
      work(connectionId, AbortSignal.any([signal, lease.signal])),
    );
  } catch (error) {
    if (signal.aborted) return;
    // The account cannot be asked to mend now, or a fault of our own: later again, and nobody else waits for it.
    if (!isZendeskError(error)) log().error({ err: error, connectionId }, 'count failed');
    const fault = { code: 'internal', detail: '', notBefore: new Date(Date.now() + retryMs) };
    for (const open of await db.ticketCount.findMany({ where: { connectionId, state: 'counting' } }))
      await keepWaiting(open, fault);
  }
}

let forgottenAtMs = 0;

async function forgetNowAndThen(at: Date): Promise<void> {
  if (Date.now() - forgottenAtMs < forgetEveryMs) return;
  forgottenAtMs = Date.now();
  await forgetOldCounts(at);
}

const running = new Map<string, Promise<void>>();

/** Does not wait for the counts it starts. */
export const countPump: Pump = {
  name: 'count',
  wakes: ['ticket_count', 'count_finding'],
  everyMs: 15_000,
  async run(signal) {
    const at = now();
    await beginNightlyCounts(at);
    await forgetNowAndThen(at);
    for (const { connectionId } of await listDue(maxRunning - running.size)) {
      if (running.has(connectionId)) continue;
      running.set(
        connectionId,
        runOne(connectionId, signal).finally(() => running.delete(connectionId)),
      );
    }
    return 'idle';
  },
  async end() {
    await Promise.allSettled(running.values());
  },
};

/** The last twenty-four hours of a connection, hour by hour. */
import { db } from '@/lib/platform/db/client';

export type ActivityHour = {
  /** When the hour began. */
  from: Date;
  sent: number;
  received: number;
  /** Tries beyond the first, of what was brought to Zendesk in this hour. */
  retries: number;
  /** Seconds within which nine in ten changes reached their ticket; null when there were none. */
  lagSeconds: number | null;
};

export type ActivityFigures = {
  hours: ActivityHour[];
  /** What still has to happen, and how much of it has met an error. */
  open: number;
  trouble: number;
  oldestOpenAt: Date | null;
};

const hourCount = 24;

export async function readActivityFigures(connectionId: string, at: Date): Promise<ActivityFigures> {
  const thisHour = Math.floor(at.getTime() / 3_600_000) * 3_600_000;
  const first = new Date(thisHour - (hourCount - 1) * 3_600_000);
  const [sent, received, open] = await Promise.all([
    db.$queryRaw<{ hour: number; sent: number; retries: number; lag: number }[]>`
      SELECT floor(extract(epoch FROM done_at - ${first}::timestamptz) / 3600)::int AS hour, count(*)::int AS sent,
        sum(greatest(attempts - 1, 0))::int AS retries,
        (percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM done_at - created_at)))::float AS lag
      FROM delivery WHERE connection_id = ${connectionId}::uuid AND state = 'done' AND done_at >= ${first} GROUP BY 1`,
    db.$queryRaw<{ hour: number; received: number }[]>`
      SELECT floor(extract(epoch FROM received_at - ${first}::timestamptz) / 3600)::int AS hour, count(*)::int AS received
      FROM webhook_event WHERE connection_id = ${connectionId}::uuid AND received_at >= ${first} GROUP BY 1`,
    db.$queryRaw<{ open: number; trouble: number; oldestOpenAt: Date | null }[]>`
      SELECT count(*)::int AS open, count(*) FILTER (WHERE has_error)::int AS trouble, min(at) AS "oldestOpenAt" FROM (
        SELECT created_at AS at, last_error_code IS NOT NULL AS has_error FROM delivery
          WHERE connection_id = ${connectionId}::uuid AND state <> 'done'
        UNION ALL
        SELECT received_at, last_error IS NOT NULL FROM webhook_event
          WHERE connection_id = ${connectionId}::uuid AND handled_at IS NULL) AS waiting`,
  ]);
  const hours = Array.from({ length: hourCount }, (_hour, index) => {
    const out = sent.find(({ hour }) => hour === index);
    return {
      from: new Date(first.getTime() + index * 3_600_000),
      sent: out?.sent ?? 0,
      received: received.find(({ hour }) => hour === index)?.received ?? 0,
      retries: out?.retries ?? 0,
      lagSeconds: out?.lag ?? null,
    };
  });
  return { hours, ...(open[0] ?? { open: 0, trouble: 0, oldestOpenAt: null }) };
}

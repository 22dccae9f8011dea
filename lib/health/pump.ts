/**
 * Looks at every connection each quarter of an hour, and at once when Zendesk has turned one away. One worker at a time per
 * connection; a run that is killed is simply done again.
 */
import { now } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db/client';
import { withLease } from '@/lib/platform/jobs/lease';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { checkNow } from '@/lib/health/run';
import { everyMs } from '@/lib/health/store';

const perRound = 8;
const parallel = 4;
/** A connection that is refused again and again is looked at this often, and not in a circle. */
const leastMs = 60_000;
/** After a run that failed on our side. */
const retryMs = 120_000;

/** Connections whose time has come, or that were turned away since they were last looked at. Half-made ones are still being made. */
async function listDue(): Promise<string[]> {
  const settledBefore = new Date(now().getTime() - leastMs);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id::text AS id
    FROM zendesk_connection c LEFT JOIN health_run h ON h.connection_id = c.id
    WHERE c.state <> 'disconnected' AND c.last_error_code IS DISTINCT FROM 'setup_unfinished'
      AND NOT EXISTS (SELECT 1 FROM lease l WHERE l.name = 'health:' || c.id AND l.until > now())
      AND (h.connection_id IS NULL OR h.next_at <= ${new Date()}
        OR (c.state <> 'active' AND c.last_error_at > h.checked_at AND h.checked_at < ${settledBefore}))
    ORDER BY h.next_at NULLS FIRST LIMIT ${perRound}`;
  return rows.map(({ id }) => id);
}

async function runOne(connectionId: string, signal: AbortSignal): Promise<void> {
  try {
    await withLease(`health:${connectionId}`, (lease) =>
      checkNow(connectionId, AbortSignal.any([signal, lease.signal])),
    );
  } catch (error) {
    if (signal.aborted) return;
    log().error({ err: error, connectionId }, 'health check failed');
    const nextAt = new Date(Date.now() + retryMs);
    await db.healthRun.upsert({
      where: { connectionId },
      create: { connectionId, nextAt },
      update: { nextAt },
    });
  }
}

export const healthPump: Pump = {
  name: 'health',
  wakes: ['zendesk_connection'],
  everyMs: Math.min(everyMs, 20_000),
  async run(signal) {
    const due = await listDue();
    const waiting = [...due];
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined && !signal.aborted; id = waiting.shift())
        await runOne(id, signal);
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return due.length === perRound ? 'more' : 'idle';
  },
};

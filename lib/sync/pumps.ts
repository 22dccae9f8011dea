/** The worker's share of the sync: finds connections with something to do and runs their engines under a lease each. */
import { db } from '@/lib/platform/db/client';
import { withLease } from '@/lib/platform/jobs/lease';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { courtesy } from '@/lib/sync/courtesy';
import { activities, runEngine, type ActivityName } from '@/lib/sync/engine';
import { freshForMs } from '@/lib/sync/feedStore';
import { reconcileEveryMs } from '@/lib/sync/reconcile';
import { createWake, type Wake } from '@/lib/sync/wake';

const connectionsPerRound = 128;

type Found = { id: string } & Record<ActivityName, boolean>;

/**
 * Connections with due work that no other process is at, and what the work is: each part is what one activity of the engine looks for.
 * Those of large tables ask for the first in the order of an index. As EXISTS they are answered by reading the table, once most of its
 * rows are one connection's: the first row is expected to do, and for every other connection none does.
 * @param own the ones this process is at: what they have under way is no news to them.
 * @param isWhole asks for tickets to be compared too, which no signal tells of.
 */
async function listConnectionsWithWork(own: string[], isWhole: boolean): Promise<Found[]> {
  const comparedBefore = new Date(Date.now() - reconcileEveryMs);
  const listedSince = new Date(Date.now() - freshForMs);
  return db.$queryRaw<Found[]>`
    SELECT c.id::text AS id, work.*
    FROM zendesk_connection c
    JOIN website_zendeskapp o ON o.connection_id = c.id AND o."idCustomField" IS NOT NULL
    CROSS JOIN LATERAL (SELECT
      (SELECT true FROM webhook_event w WHERE w.connection_id = c.id AND w.handled_at IS NULL AND w.not_before <= now()
        ORDER BY w.id LIMIT 1) IS TRUE AS inbox,
      (SELECT true FROM delivery d
        WHERE d.connection_id = c.id AND d.state <> 'done' AND d.bulk_job_id IS NULL AND d.not_before <= now()
          AND (d.state IN ('waiting', 'needs_merchant') OR (d.state = 'sending' AND (d.failures > 0 OR c.id <> ALL(${own}::uuid[]))))
        ORDER BY d.not_before LIMIT 1) IS TRUE AS due,
      EXISTS (SELECT 1 FROM bulk_job b WHERE b.connection_id = c.id AND b.check_at <= now()) AS jobs,
      EXISTS (SELECT 1 FROM backfill f WHERE f.connection_id = c.id AND f.state = 'running')
        OR (SELECT true FROM review_event e WHERE e.website_id = c.website_id AND e.handled_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.review_id = e.review_id AND d.state <> 'done')
          ORDER BY e.id LIMIT 1) IS TRUE AS plan,
      (SELECT true FROM ticket_link t
        WHERE t.connection_id = c.id AND t.subdomain = c.subdomain AND t.read_due_at <= now() AND t.ticket_id IS NOT NULL
        ORDER BY t.read_due_at LIMIT 1) IS TRUE
        OR (${isWhole}::boolean AND EXISTS (
          SELECT 1 FROM ticket_link t WHERE t.connection_id = c.id AND t.ticket_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM ticket_feed f WHERE f.subdomain = c.subdomain AND f.caught_up_to > ${listedSince})
            AND t.ticket_status IS DISTINCT FROM 'closed' AND (t.checked_at IS NULL OR t.checked_at < ${comparedBefore})
        )) AS reconcile) AS work
    WHERE c.state = 'active' AND (inbox OR due OR jobs OR plan OR reconcile)
      AND (c.id = ANY(${own}::uuid[]) OR NOT EXISTS (SELECT 1 FROM lease l WHERE l.name = 'sync:' || c.id AND l.until > now()))
    ORDER BY random() LIMIT ${connectionsPerRound}`;
}

type Running = { ended: Promise<void>; wake: Wake };

/** Engines of this process. A slow account keeps its own engine busy and nobody else's. */
const running = new Map<string, Running>();
const maxRunning = 64;
/** A little less than the pump's own pace. */
const wholeEveryMs = 900;
let wholeAtMs = 0;
/** How long a killed process keeps its connections from the others. Two engines at once would cost calls, not correctness. */
const leaseMs = 6_000;

async function runOne(connectionId: string, signal: AbortSignal, wake: Wake): Promise<void> {
  try {
    // A ring after the engine's last look, and before its lease was given back, would be heard by nobody.
    do {
      const first = wake.take();
      await withLease(
        `sync:${connectionId}`,
        (lease) => runEngine(connectionId, AbortSignal.any([signal, lease.signal]), { wake, first }),
        { ttlMs: leaseMs, isForgettable: true },
      );
    } while (wake.hasRung() && !signal.aborted);
  } catch (error) {
    // One connection's fault must not stop the others; its rows keep what happened.
    log().error({ err: error, connectionId }, 'sync engine failed');
  }
}

/** Starts an engine for each, or tells the one that runs. Those without room are found again at the next look. */
function startEngines(found: Found[], signal: AbortSignal): void {
  for (const row of found) {
    const { id } = row;
    const names = activities.filter((name) => row[name]);
    const known = running.get(id);
    known?.wake.ring(names);
    if (known || running.size >= maxRunning) continue;
    if (row.plan || row.inbox) courtesy.begin(id);
    const wake = createWake();
    wake.ring(names);
    const ended = runOne(id, signal, wake).finally(() => {
      courtesy.end(id);
      running.delete(id);
    });
    running.set(id, { ended, wake });
  }
}

/**
 * Does not wait for the engines it starts: new work of one connection must not wait for the backlog of another. An engine looks
 * again before it ends, and work that comes after that finds its lease given back at the next look.
 */
export const syncPump: Pump = {
  name: 'sync',
  wakes: ['review_event', 'webhook_event', 'zendesk_connection', 'backfill', 'ticket_link'],
  everyMs: 1_000,
  async run(signal) {
    const isWhole = Date.now() >= wholeAtMs;
    if (isWhole) wholeAtMs = Date.now() + wholeEveryMs;
    startEngines(await listConnectionsWithWork([...running.keys()], isWhole), signal);
    return 'idle';
  },
  async end() {
    await Promise.allSettled([...running.values()].map(({ ended }) => ended));
  },
};

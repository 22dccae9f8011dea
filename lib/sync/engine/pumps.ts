/** The worker's share of the sync: finds connections with something to do and runs their engines under a lease each. */
import { alongIndexes } from '@/lib/platform/db/alongIndexes';
import { withLease } from '@/lib/platform/jobs/lease';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { courtesy } from '@/lib/sync/runtime/backPressure';
import { activities, runEngine, type ActivityName } from '@/lib/sync/engine/engine';
import { freshForMs } from '@/lib/sync/watch/feedStore';
import { isFree } from '@/lib/sync/outbound/planStore';
import { comparedAt, reconcileEveryMs } from '@/lib/sync/watch/reconcile';
import { createWake, type Wake } from '@/lib/sync/runtime/wake';

const connectionsPerRound = 128;

type Found = { id: string } & Record<ActivityName, boolean>;

/** Each part is what one activity of the engine looks for. $1 names the connections this process is at. */
const withWork = `
  SELECT c.id::text AS id, work.*
  FROM zendesk_connection c
  JOIN website_zendeskapp o ON o.connection_id = c.id AND o."idCustomField" IS NOT NULL
  LEFT JOIN ticket_feed f ON f.subdomain = c.subdomain
  CROSS JOIN LATERAL (SELECT
    (SELECT true FROM webhook_event w WHERE w.connection_id = c.id AND w.handled_at IS NULL AND w.not_before <= now()
      ORDER BY w.id LIMIT 1) IS TRUE AS inbox,
    (SELECT true FROM delivery d
      WHERE d.connection_id = c.id AND d.state <> 'done' AND d.bulk_job_id IS NULL AND d.not_before <= now()
        AND (d.state IN ('waiting', 'needs_merchant') OR (d.state = 'sending' AND (d.failures > 0 OR c.id <> ALL($1::uuid[]))))
      ORDER BY d.bulk_job_id, d.not_before LIMIT 1) IS TRUE AS due,
    EXISTS (SELECT 1 FROM bulk_job b WHERE b.connection_id = c.id AND b.check_at <= now()) AS jobs,
    EXISTS (SELECT 1 FROM backfill b WHERE b.connection_id = c.id AND b.state = 'running')
      OR (SELECT true FROM review_event e WHERE e.website_id = c.website_id AND e.handled_at IS NULL AND ${isFree}
        ORDER BY e.id LIMIT 1) IS TRUE AS plan,
    (SELECT true FROM ticket_link t
      WHERE t.connection_id = c.id AND t.subdomain = c.subdomain AND t.read_due_at <= now() AND t.ticket_id IS NOT NULL
      ORDER BY t.read_due_at LIMIT 1) IS TRUE
      OR CASE WHEN f.caught_up_to > $2 THEN false
        ELSE (SELECT true FROM ticket_link t WHERE t.connection_id = c.id AND t.subdomain = c.subdomain AND ${comparedAt} < $3
          ORDER BY ${comparedAt} LIMIT 1) IS TRUE END AS reconcile) AS work
  WHERE c.state = 'active' AND (inbox OR due OR jobs OR plan OR reconcile)
    AND (c.id = ANY($1::uuid[]) OR NOT EXISTS (SELECT 1 FROM lease l WHERE l.name = 'sync:' || c.id AND l.until > now()))
  ORDER BY random() LIMIT $4`;

/**
 * Connections with due work that no other process is at, and what the work is.
 * @param own the ones this process is at: what they have under way is no news to them.
 */
function listConnectionsWithWork(own: string[]): Promise<Found[]> {
  const listedSince = new Date(Date.now() - freshForMs);
  const comparedBefore = new Date(Date.now() - reconcileEveryMs);
  return alongIndexes<Found>(withWork, [own, listedSince, comparedBefore, connectionsPerRound]);
}

type Running = { ended: Promise<void>; wake: Wake };

/** Engines of this process. A slow account keeps its own engine busy and nobody else's. */
const running = new Map<string, Running>();
const maxRunning = 64;
/** Found at work elsewhere, and until when that is believed: each further signal of theirs would only ask in vain. */
const elsewhere = new Map<string, number>();
const elsewhereForMs = 1_000;
/** Turned away for want of room, in their order: they come before whoever is named next. */
const turnedAway = new Map<string, Set<ActivityName>>();
/** How long a killed process keeps its connections from the others. Two engines at once would cost calls, not correctness. */
const leaseMs = 6_000;

async function runOne(connectionId: string, signal: AbortSignal, wake: Wake): Promise<void> {
  try {
    // A ring after the engine's last look, and before its lease was given back, would be heard by nobody.
    do {
      const first = wake.take();
      const ended = await withLease(
        `sync:${connectionId}`,
        (lease) => {
          elsewhere.delete(connectionId);
          if (first.includes('plan') || first.includes('inbox')) courtesy.begin(connectionId);
          return runEngine(connectionId, AbortSignal.any([signal, lease.signal]), { wake, first });
        },
        { ttlMs: leaseMs, isForgettable: true },
      );
      if (ended === 'busy') elsewhere.set(connectionId, Date.now() + elsewhereForMs);
    } while (wake.hasRung() && !signal.aborted);
  } catch (error) {
    // One connection's fault must not stop the others; its rows keep what happened.
    log().error({ err: error, connectionId }, 'sync engine failed');
  }
}

/** Starts its engine, or tells the one that runs. One without room waits for the next engine that ends. */
function startEngine(id: string, names: readonly ActivityName[], signal: AbortSignal): void {
  const known = running.get(id);
  known?.wake.ring(names);
  if (known || signal.aborted) return;
  if (running.size >= maxRunning) {
    const wanted = turnedAway.get(id);
    if (wanted) for (const name of names) wanted.add(name);
    else turnedAway.set(id, new Set(names));
    return;
  }
  const wake = createWake();
  wake.ring(names);
  const ended = runOne(id, signal, wake).finally(() => {
    courtesy.end(id);
    running.delete(id);
    startTurnedAway(signal);
  });
  running.set(id, { ended, wake });
}

function startTurnedAway(signal: AbortSignal): void {
  const [first] = turnedAway;
  if (!first) return;
  const [id, names] = first;
  turnedAway.delete(id);
  startEngine(id, [...names], signal);
}

const newsOf: Partial<Record<string, readonly ActivityName[]>> = {
  review_event: ['plan'],
  webhook_event: ['inbox'],
};

/**
 * Does not wait for the engines it starts: new work of one connection must not wait for the backlog of another. An engine looks
 * again before it ends, and work that comes after that finds its lease given back at the next look.
 */
export const syncPump: Pump = {
  name: 'sync',
  wakes: ['review_event', 'webhook_event', 'zendesk_connection', 'backfill', 'ticket_link'],
  everyMs: 1_000,
  async run(signal) {
    for (const [id, untilMs] of elsewhere) if (untilMs <= Date.now()) elsewhere.delete(id);
    const found = await listConnectionsWithWork([...running.keys()]);
    for (const { id, ...work } of found) {
      const names = activities.filter((name) => work[name]);
      startEngine(id, names, signal);
    }
    return 'idle';
  },
  told(table, connectionId, signal) {
    if ((elsewhere.get(connectionId) ?? 0) <= Date.now())
      startEngine(connectionId, newsOf[table] ?? activities, signal);
  },
  async end() {
    await Promise.allSettled([...running.values()].map(({ ended }) => ended));
  },
};

/** The worker's share of the sync: finds connections with something to do and runs their engines under a lease each. */
import { setTimeout } from 'node:timers/promises';
import { db } from '@/lib/platform/db/client';
import { withLease } from '@/lib/platform/jobs/lease';
import type { Pump } from '@/lib/platform/jobs/pump';
import { log } from '@/lib/platform/log';
import { runEngine } from '@/lib/sync/engine';
import { reconcileEveryMs } from '@/lib/sync/reconcile';

const connectionsPerRound = 16;

/** Connections with due work that no process is at; the one that waited longest comes first. */
async function listConnectionsWithWork(): Promise<string[]> {
  const comparedBefore = new Date(Date.now() - reconcileEveryMs);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id::text AS id
    FROM zendesk_connection c
    JOIN website_zendeskapp o ON o.connection_id = c.id AND o."idCustomField" IS NOT NULL
    WHERE c.state = 'active'
      AND NOT EXISTS (SELECT 1 FROM lease l WHERE l.name = 'sync:' || c.id AND l.until > now())
      AND (
        EXISTS (SELECT 1 FROM webhook_event w WHERE w.connection_id = c.id AND w.handled_at IS NULL AND w.not_before <= now())
        OR EXISTS (SELECT 1 FROM delivery d WHERE d.connection_id = c.id AND d.state IN ('waiting', 'sending', 'needs_merchant') AND d.not_before <= now())
        OR EXISTS (
          SELECT 1 FROM review_event e WHERE e.website_id = c.website_id AND e.handled_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.review_id = e.review_id AND d.state <> 'done')
        )
        OR EXISTS (
          SELECT 1 FROM ticket_link t WHERE t.connection_id = c.id AND t.ticket_id IS NOT NULL
            AND t.ticket_status IS DISTINCT FROM 'closed' AND (t.checked_at IS NULL OR t.checked_at < ${comparedBefore})
        )
      )
    ORDER BY random() LIMIT ${connectionsPerRound}`;
  return rows.map((row) => row.id);
}

/** Engines of this process. A slow account keeps its own engine busy and nobody else's. */
const running = new Map<string, Promise<void>>();
const maxRunning = 32;
const lookAgainMs = 250;
/** How long a killed process keeps its connections from the others. Two engines at once would cost calls, not correctness. */
const leaseMs = 6_000;

async function runOne(connectionId: string, signal: AbortSignal): Promise<void> {
  try {
    await withLease(
      `sync:${connectionId}`,
      (lease) => runEngine(connectionId, AbortSignal.any([signal, lease.signal])),
      { ttlMs: leaseMs },
    );
  } catch (error) {
    // One connection's fault must not stop the others; its rows keep what happened.
    log().error({ err: error, connectionId }, 'sync engine failed');
  }
}

function startEngines(ids: string[], signal: AbortSignal): void {
  for (const id of ids) {
    if (running.has(id) || running.size >= maxRunning) continue;
    running.set(
      id,
      runOne(id, signal).finally(() => running.delete(id)),
    );
  }
}

export const syncPump: Pump = {
  name: 'sync',
  wakes: ['review_event', 'webhook_event', 'zendesk_connection'],
  everyMs: 2_000,
  async run(signal) {
    startEngines(await listConnectionsWithWork(), signal);
    const all = Promise.allSettled(running.values());
    // While engines run, look again soon: work for other connections must not wait for the slowest of these.
    await (signal.aborted
      ? all
      : Promise.race([all, setTimeout(lookAgainMs, undefined, { signal }).catch(() => all)]));
    return running.size > 0 ? 'more' : 'idle';
  },
};

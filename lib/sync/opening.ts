/** Opens a connection for its engine, and again whenever one of the rows it is made of has changed. */
import { openClient } from '@/lib/applications/connections';
import { db, pool } from '@/lib/platform/db/client';
import { inLanes } from '@/lib/sync/budgetedClient';
import { shareBudget } from '@/lib/sync/budgetShare';
import { toEngineConnection, type Engine } from '@/lib/sync/connection';
import { budgetOf } from '@/lib/zendesk/budget';

/** A row's `xmin` is another one after every change of it: one small question instead of reading everything for each turn. */
const stampOf = `
  SELECT concat_ws(' ', c.xmin, w.xmin, o.xmin) AS stamp
  FROM zendesk_connection c JOIN website w ON w.id = c.website_id LEFT JOIN website_zendeskapp o ON o.connection_id = c.id
  WHERE c.id = $1 AND c.state = 'active'`;

async function openEngine(connectionId: string, signal: AbortSignal): Promise<Engine | null> {
  const row = await db.zendeskConnection.findUnique({
    where: { id: connectionId },
    include: { objects: true, website: { select: { name: true, locale: true, timeZone: true } } },
  });
  if (row?.state !== 'active') return null;
  const connection = toEngineConnection(row);
  const granted = await openClient(connectionId);
  const budget = budgetOf(granted.baseUrl);
  budget.setOtherShare(connectionId, connection.otherShare);
  const clients = inLanes(granted, budget, connectionId, signal);
  return { connection, client: clients.live, clients, granted, budget, signal };
}

/** @returns what gives the engine as it stands at that moment, or null once the connection is no longer active. */
export function createOpener(connectionId: string, signal: AbortSignal): () => Promise<Engine | null> {
  let last: { stamp: string; engine: Engine } | null = null;
  let opening: Promise<Engine | null> | null = null;

  async function look(): Promise<Engine | null> {
    // Before the rows: what changes in between is read twice, not missed.
    const { rows } = await pool.query<{ stamp: string }>(stampOf, [connectionId]);
    const [found] = rows;
    if (!found) return null;
    if (last?.stamp !== found.stamp) {
      const engine = await openEngine(connectionId, signal);
      if (!engine) return null;
      last = { stamp: found.stamp, engine };
    }
    await shareBudget(last.engine.connection.subdomain, last.engine.budget);
    return last.engine;
  }

  // Activities that begin at the same moment share one look.
  return () => (opening ??= look().finally(() => (opening = null)));
}

/** Opens a connection for its engine, and again whenever one of the rows it is made of has changed. */
import { openClient } from '@/lib/connection/connections';
import { db, pool } from '@/lib/platform/db/client';
import { leaveFormerAccount } from '@/lib/sync/outbound/leftAccount';
import { inLanes } from '@/lib/sync/runtime/budgetedClient';
import { shareBudget } from '@/lib/sync/runtime/budgetShare';
import { toEngineConnection, type Engine } from '@/lib/sync/runtime/connection';
import { budgetOf } from '@/lib/zendesk/budget';

/**
 * One small question instead of reading everything for each turn. A row's `xmin` is another one after every change of it; a connection's
 * own row is also written each minute in which all goes well, which changes nothing here.
 */
const stampOf = `
  SELECT concat_ws(' ', md5((to_jsonb(c) - ARRAY['last_good_at', 'updated_at'])::text), w.xmin, o.xmin) AS stamp
  FROM zendesk_connection c JOIN website w ON w.id = c.website_id JOIN website_zendeskapp o ON o.connection_id = c.id
  WHERE c.id = $1 AND c.state = 'active' AND o."idCustomField" IS NOT NULL`;

/** A call that has just left is not called back either. */
const lookAgainMs = 50;

type Opened = Pick<Engine, 'connection' | 'granted' | 'budget'>;

/** Kept from one engine to the next: most engines run for one review, and reading a connection anew costs more than its ticket. */
const opened = new Map<string, { stamp: string } & Opened>();
const maxOpened = 2_000;

async function openConnection(connectionId: string): Promise<Opened | null> {
  const row = await db.zendeskConnection.findUnique({
    where: { id: connectionId },
    include: { objects: true, website: { select: { name: true, locale: true, timeZone: true } } },
  });
  if (row?.state !== 'active') return null;
  const connection = toEngineConnection(row);
  // The account may be another one than before: it is the row's, and this is where a change of it is noticed.
  await leaveFormerAccount(connection);
  const granted = await openClient(connectionId);
  const budget = budgetOf(granted.baseUrl);
  budget.setOtherShare(connectionId, connection.otherShare);
  return { connection, granted, budget };
}

/** @returns null while the connection is not active, or not set up. */
async function look(connectionId: string): Promise<Opened | null> {
  // Before the rows: what changes in between is read twice, not missed.
  const { rows } = await pool.query<{ stamp: string }>(stampOf, [connectionId]);
  const [found] = rows;
  if (!found) return null;
  let last = opened.get(connectionId);
  if (last?.stamp !== found.stamp) {
    const fresh = await openConnection(connectionId);
    if (!fresh) return null;
    last = { ...fresh, stamp: found.stamp };
    if (opened.size >= maxOpened) opened.clear();
    opened.set(connectionId, last);
  }
  await shareBudget(last.connection.subdomain, last.budget);
  return last;
}

/** @returns what gives the engine as it stands at that moment, or null once the connection is no longer active. */
export function createOpener(connectionId: string, signal: AbortSignal): () => Promise<Engine | null> {
  let last: { from: Opened; engine: Engine; atMs: number } | null = null;
  let looking: Promise<Engine | null> | null = null;

  async function open(): Promise<Engine | null> {
    const atMs = performance.now();
    if (last && atMs - last.atMs < lookAgainMs) return last.engine;
    const from = await look(connectionId);
    if (!from) return null;
    if (last?.from === from) last.atMs = atMs;
    else {
      const { connection, granted, budget } = from;
      const clients = inLanes(granted, budget, connectionId, signal);
      last = { from, engine: { connection, client: clients.live, clients, granted, budget, signal }, atMs };
    }
    return last.engine;
  }

  // Activities that begin at the same moment share one look.
  return () => (looking ??= open().finally(() => (looking = null)));
}

/**
 * The engine of one connection: takes what came in, plans what must go out, sends it. One process at a time holds the connection's
 * lease; a killed one loses it within seconds and the next starts from the rows.
 */
import { openClient } from '@/lib/applications/connections';
import { db } from '@/lib/platform/db/client';
import { log } from '@/lib/platform/log';
import { planBackfill } from '@/lib/sync/backfillPlanning';
import { inLanes } from '@/lib/sync/budgetedClient';
import { shareBudget } from '@/lib/sync/budgetShare';
import { advanceJobs } from '@/lib/sync/bulkJobs';
import { toEngineConnection, type Engine } from '@/lib/sync/connection';
import { takeInbox } from '@/lib/sync/inbox';
import { planWaiting } from '@/lib/sync/planning';
import { reconcile } from '@/lib/sync/reconcile';
import { sendDue } from '@/lib/sync/sending';
import { createWake, type Wake } from '@/lib/sync/wake';
import { budgetOf } from '@/lib/zendesk/budget';

/** So many reviews of a backlog are planned ahead of their sending, and no more: what is planned can no longer be overtaken. */
const plannedAhead = 1_000;
const maxRounds = 2_000;
/** For what takes longer, the engine is started again when it is due. */
const longestWaitMs = 2_000;

async function openEngine(connectionId: string, signal: AbortSignal): Promise<Engine | null> {
  const row = await db.zendeskConnection.findUnique({
    where: { id: connectionId },
    include: { objects: true, website: { select: { name: true, locale: true, timeZone: true } } },
  });
  if (row?.state !== 'active') return null;
  const connection = toEngineConnection(row);
  const client = await openClient(connectionId);
  const budget = budgetOf(client.baseUrl);
  budget.setOtherShare(connectionId, connection.otherShare);
  const clients = inLanes(client, budget, connectionId, signal);
  await shareBudget(connection.subdomain, budget);
  return { connection, client: clients.live, clients, budget, signal };
}

/** What one round left behind, for the next. */
type Round = {
  isBusy: boolean;
  left: number;
  isStopped: boolean;
  didSomething: boolean;
  waitMs: number | null;
};

async function runRound(engine: Engine, last: Round | null): Promise<Round> {
  const { connection } = engine;
  const plan = async () => {
    if (connection.idCustomField === null) return { taken: 0, hasMore: false };
    const room = plannedAhead - (last?.left ?? 0);
    const waiting = await planWaiting(connection, room);
    const history = await planBackfill(connection, waiting.hasMore ? 0 : room);
    return { taken: waiting.taken + history.taken, hasMore: waiting.hasMore || history.hasMore };
  };
  const jobs = () => advanceJobs(engine, last?.isBusy === true);
  // Of a single change each step follows the one before; in a backlog the next page is planned while the last one travels.
  const first = last?.isBusy ? null : await plan();
  const [planned, sent, settled] = await Promise.all([
    first ?? plan(),
    sendDue(engine),
    last ? jobs() : null,
  ]);
  const waits = [sent.waitMs, settled?.nextMs ?? null].filter((ms) => ms !== null);
  const done = planned.taken + sent.sent + (settled?.settled ?? 0);
  return {
    isBusy: planned.hasMore || sent.left > 0,
    left: sent.left,
    isStopped: sent.isStopped || settled?.isStopped === true,
    didSomething: done > 0 || last === null,
    waitMs: waits.length === 0 ? null : Math.min(...waits),
  };
}

/**
 * Works until nothing is due for this connection or Zendesk cannot be asked further.
 * @param wake rings when there may be something new: a wait for jobs or for free calls ends then.
 */
export async function runEngine(connectionId: string, signal: AbortSignal, wake?: Wake): Promise<void> {
  let last: Round | null = null;
  for (let round = 0; round < maxRounds && !signal.aborted; round++) {
    wake?.reset();
    const engine = await openEngine(connectionId, signal);
    if (!engine) return;
    const read = await takeInbox(engine);
    if (read === 'stop') return;
    last = await runRound(engine, last);
    if (last.isStopped || (await reconcile(engine, last.isBusy)) === 'stop') return;
    if (last.didSomething || read > 0) continue;
    if (last.waitMs === null || last.waitMs > longestWaitMs) return;
    await (wake ?? createWake()).wait(last.waitMs, signal);
  }
  log().debug({ connectionId }, 'engine left its connection with work to do');
}

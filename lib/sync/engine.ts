/**
 * The engine of one connection: takes what came in, plans what must go out, sends it. One process at a time holds the connection's
 * lease; a killed one loses it within seconds and the next starts from the rows.
 */
import { openClient } from '@/lib/applications/connections';
import { db } from '@/lib/platform/db/client';
import { log } from '@/lib/platform/log';
import { toEngineConnection, type Engine } from '@/lib/sync/connection';
import { takeInbox } from '@/lib/sync/inbox';
import { listDue, planWaiting } from '@/lib/sync/ledger';
import { deliver, type DeliveryResult } from '@/lib/sync/outbound';
import { reconcile } from '@/lib/sync/reconcile';

const deliveriesPerRound = 100;
const parallelDeliveries = 4;
const maxRounds = 50;

async function openEngine(connectionId: string, signal: AbortSignal): Promise<Engine | null> {
  const row = await db.zendeskConnection.findUnique({
    where: { id: connectionId },
    include: { objects: true, website: { select: { name: true, locale: true, timeZone: true } } },
  });
  if (row?.state !== 'active') return null;
  return { connection: toEngineConnection(row), client: await openClient(connectionId), signal };
}

/** Sends what is due, a few at a time; the first answer that concerns the whole connection ends it. */
async function sendDue(engine: Engine): Promise<{ sent: number; isStopped: boolean }> {
  const due = await listDue(engine.connection.id, deliveriesPerRound);
  let next = 0;
  let isStopped = false;
  const work = async () => {
    while (!isStopped && !engine.signal.aborted && next < due.length) {
      const result: DeliveryResult = await deliver(engine, due[next++] as (typeof due)[number]);
      if (result === 'stop') isStopped = true;
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallelDeliveries, due.length) }, work));
  return { sent: due.length, isStopped };
}

/** Works until nothing is due for this connection or Zendesk cannot be asked further. */
export async function runEngine(connectionId: string, signal: AbortSignal): Promise<void> {
  for (let round = 0; round < maxRounds && !signal.aborted; round++) {
    const engine = await openEngine(connectionId, signal);
    if (!engine) return;
    if ((await takeInbox(engine)) === 'stop') return;
    const { taken } =
      engine.connection.idCustomField === null ? { taken: 0 } : await planWaiting(engine.connection);
    const { sent, isStopped } = await sendDue(engine);
    if (isStopped || (await reconcile(engine)) === 'stop') return;
    if (taken === 0 && sent === 0) return;
  }
  log().debug({ connectionId }, 'engine left its connection with work to do');
}

/**
 * Sends what is due for a connection: one by one while there is little, in batches of a hundred once there is much. What happens now
 * goes first; a backlog takes only calls that the account's budget has free at this moment, so that the round never waits for them.
 */
import { sendBatch, goesAlone, toBatches } from '@/lib/sync/bulk';
import type { Engine } from '@/lib/sync/connection';
import { listDue, type DueDelivery } from '@/lib/sync/ledger';
import type { DeliveryResult } from '@/lib/sync/failing';
import { deliver } from '@/lib/sync/outbound';

const deliveriesPerRound = 1_000;
const singlesPerRound = 40;
const parallelSingles = 4;
const parallelBatches = 6;
/** From here on a batch is cheaper than single calls, although a job is slower than a call. */
export const bulkFrom = 36;
/** So few new ones beside a backlog still go one by one, at once. */
const fewFresh = 5;

export type SendingRound = {
  sent: number;
  /** Due, but without a free call now. */
  left: number;
  /** When the next call is free; null when nothing waits for one. */
  waitMs: number | null;
  isStopped: boolean;
};

/** Which deliveries go by themselves, and which in batches. */
export function divide(due: DueDelivery[]): { singles: DueDelivery[]; bulk: DueDelivery[] } {
  const mustBeSingle = (row: DueDelivery) =>
    row.state === 'sending' ||
    row.isOutcomeUnknown ||
    row.lastErrorCode === goesAlone ||
    row.kind === 'replace_ticket';
  const rest = due.filter((row) => !mustBeSingle(row));
  const singles = due.filter(mustBeSingle);
  if (rest.length < bulkFrom) return { singles: due, bulk: [] };
  const fresh = rest.filter((row) => row.lane === 0);
  if (fresh.length > fewFresh) return { singles, bulk: rest };
  return { singles: [...fresh, ...singles], bulk: rest.filter((row) => row.lane !== 0) };
}

export async function sendDue(engine: Engine): Promise<SendingRound> {
  const due = await listDue(engine.connection.id, deliveriesPerRound);
  const { singles, bulk } = divide(due);
  const [one, many] = await Promise.all([
    sendSingles(engine, singles.slice(0, singlesPerRound)),
    sendBulk(engine, bulk),
  ]);
  const sent = one.sent + many.sent;
  return { sent, left: due.length - sent, waitMs: many.waitMs, isStopped: one.isStopped || many.isStopped };
}

/** A few at a time; the first answer that concerns the whole connection ends it. */
async function sendSingles(
  engine: Engine,
  singles: DueDelivery[],
): Promise<{ sent: number; isStopped: boolean }> {
  const { budget } = engine;
  let next = 0;
  let sent = 0;
  let isStopped = false;
  const work = async () => {
    while (!isStopped && !engine.signal.aborted && next < singles.length) {
      const delivery = singles[next++] as DueDelivery;
      const lane = delivery.lane === 0 ? 'live' : 'backlog';
      const endpoint = delivery.kind === 'update_ticket' ? 'tickets-update' : null;
      // A closed endpoint holds back its own calls only.
      if (
        budget.waitMs({ lane: 'live', endpoint }) > 0 &&
        budget.waitMs({ lane: 'live', endpoint: null }) === 0
      )
        continue;
      const result: DeliveryResult = await deliver({ ...engine, client: engine.clients[lane] }, delivery);
      sent += 1;
      if (result === 'stop') isStopped = true;
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallelSingles, singles.length) }, work));
  return { sent, isStopped };
}

async function sendBulk(engine: Engine, rows: DueDelivery[]): Promise<Omit<SendingRound, 'left'>> {
  if (rows.length === 0) return { sent: 0, waitMs: null, isStopped: false };
  const { budget } = engine;
  const call = { lane: 'backlog', endpoint: 'inflight-jobs' } as const;
  const creates = toBatches(rows.filter((row) => row.kind === 'create_ticket'));
  const batches = [...creates, ...toBatches(rows.filter((row) => row.kind === 'update_ticket'))];
  const chosen: DueDelivery[][] = [];
  let calls = 0;
  for (const batch of batches.slice(0, parallelBatches)) {
    const needed = batch[0]?.kind === 'update_ticket' ? 2 : 1;
    if (budget.waitMs(call, Date.now(), calls + needed - 1) > 0) break;
    calls += needed;
    chosen.push(batch);
  }
  const results = await Promise.all(chosen.map((batch) => sendBatch(engine, batch)));
  const sent = chosen.reduce((sum, batch) => sum + batch.length, 0);
  const waitMs = chosen.length === batches.length ? null : Math.max(5, budget.waitMs(call));
  return { sent, waitMs, isStopped: results.includes('stop') };
}

/**
 * Sends what waits as a delivery: tried before, left by a killed process, or updates in numbers, whose tickets must be read first. One by
 * one while there is little, in batches of a hundred once there is much. What happens now goes first; a backlog takes only calls that
 * the account's budget has free at this moment, so that nothing waits for them.
 */
import { allEnded } from '@/lib/sync/runtime/allEnded';
import { bulkCall, callsFor, giveBackCalls, goesAlone, sendBatch, takeCalls } from '@/lib/sync/outbound/bulk';
import type { Engine } from '@/lib/sync/runtime/connection';
import { holdBack, listDue, type DueDelivery, type Held } from '@/lib/sync/outbound/ledger';
import { deliver } from '@/lib/sync/outbound/deliver';
import { bulkFrom, fewFresh, toBatches } from '@/lib/sync/outbound/taking';
import { endpointOf, ticketCreates, ticketSearches, ticketUpdates } from '@/lib/zendesk/endpoints';

const singlesPerRound = 40;
const deliveriesPerRound = 640;
const parallelSingles = 4;
const parallelBatches = 6;

export type SendingRound = {
  sent: number;
  /** More is due than was sent. */
  hasMore: boolean;
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

/** @param inHand deliveries this process is sending already. */
export async function sendDue(engine: Engine, inHand: ReadonlySet<string>): Promise<SendingRound> {
  const listed = await listDue(engine.connection.id, deliveriesPerRound, [...inHand]);
  // Taken while the list was read, and written before it was.
  const due = listed.filter(({ id }) => !inHand.has(id));
  const { singles, bulk } = divide(due);
  const [one, many] = await allEnded([
    sendSingles(engine, singles.slice(0, singlesPerRound)),
    sendBulk(engine, bulk),
  ] as const);
  const sent = one.sent + many.sent;
  return {
    sent,
    hasMore: due.length > sent,
    waitMs: many.waitMs,
    isStopped: one.isStopped || many.isStopped,
  };
}

const lookUp = endpointOf('GET', 'tickets/0');

/** The endpoints a delivery may need: what is unknown is looked for first. */
function endpointsOf({ kind, state, isOutcomeUnknown }: DueDelivery): string[] {
  if (kind === 'update_ticket') return [lookUp, ticketUpdates];
  const isLookedFor = kind === 'replace_ticket' || state === 'sending' || isOutcomeUnknown;
  return isLookedFor ? [ticketSearches, ticketCreates] : [ticketCreates];
}

/**
 * A few at a time; the first answer that concerns the whole connection ends it. Those whose endpoint is closed wait until it opens.
 * @returns how many were tried, and those that were not touched at all.
 */
export async function sendSingles(
  engine: Engine,
  singles: DueDelivery[],
): Promise<{ sent: number; untouched: DueDelivery[]; isStopped: boolean }> {
  const { budget } = engine;
  const held: Held[] = [];
  let next = 0;
  let sent = 0;
  let isStopped = false;
  const work = async () => {
    while (!isStopped && !engine.signal.aborted && next < singles.length) {
      const delivery = singles[next++] as DueDelivery;
      const lane = delivery.lane === 0 ? 'live' : 'backlog';
      // A closed endpoint holds back its own calls only.
      const closedMs = Math.max(...endpointsOf(delivery).map((endpoint) => budget.closedMs(endpoint)));
      if (closedMs > 0) {
        held.push({ delivery, waitMs: closedMs });
        continue;
      }
      const sending = deliver({ ...engine, client: engine.clients[lane] }, delivery);
      // A fault ends the others' work too, and is told once they have come to an end.
      const result = await sending.catch((error: unknown) => {
        isStopped = true;
        throw error;
      });
      sent += 1;
      if (result === 'stop') isStopped = true;
    }
  };
  await allEnded(Array.from({ length: Math.min(parallelSingles, singles.length) }, work));
  await holdBack(held);
  return { sent, untouched: singles.slice(next), isStopped };
}

async function sendBulk(engine: Engine, rows: DueDelivery[]): Promise<Omit<SendingRound, 'hasMore'>> {
  if (rows.length === 0) return { sent: 0, waitMs: null, isStopped: false };
  const sizeOf = ({ payload }: DueDelivery) => Buffer.byteLength(JSON.stringify(payload));
  const ofKind = (kind: DueDelivery['kind']) => rows.filter((row) => row.kind === kind);
  const batches = [
    ...toBatches(ofKind('create_ticket'), sizeOf),
    ...toBatches(ofKind('update_ticket'), sizeOf),
  ];
  const chosen: DueDelivery[][] = [];
  for (const batch of batches.slice(0, parallelBatches)) {
    const taken = takeCalls(engine, callsFor(batch));
    if (taken === callsFor(batch)) chosen.push(batch);
    else {
      giveBackCalls(engine, taken);
      break;
    }
  }
  const results = await allEnded(chosen.map((batch) => sendBatch(engine, batch)));
  const sent = chosen.reduce((sum, batch) => sum + batch.length, 0);
  const wait = engine.budget.waitMs(bulkCall(engine.connection.id));
  const waitMs = chosen.length === batches.length ? null : Math.max(5, wait);
  return { sent, waitMs, isStopped: results.includes('stop') };
}

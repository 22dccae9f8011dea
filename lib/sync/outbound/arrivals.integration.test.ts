import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type * as Ledger from '@/lib/sync/outbound/ledger';
import { openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
let ledger: typeof Ledger;

beforeAll(async () => {
  stage = await openStage();
  ledger = await import('@/lib/sync/outbound/ledger');
});
afterAll(() => stage.close());
afterEach(() => vi.restoreAllMocks());

/** Deliveries with their links. @returns the deliveries' ids. */
async function addDeliveries(count: number, state: 'done' | 'sending'): Promise<string[]> {
  const rows = await stage.db.$queryRaw<{ id: string }[]>`
    WITH links AS (
      INSERT INTO ticket_link (review_id, connection_id, subdomain, external_id)
      SELECT r, ${stage.connectionId}::uuid, 'plan', 'verified-reviews:' || r
      FROM (SELECT uuidv7() AS r FROM generate_series(1, ${count}::int)) AS made RETURNING review_id)
    INSERT INTO delivery (id, connection_id, review_id, kind, state, from_seq, to_seq, payload)
    SELECT uuidv7(), ${stage.connectionId}::uuid, review_id, 'create_ticket', ${state}::delivery_state, 1, 1, '{}' FROM links
    RETURNING id::text`;
  return rows.map(({ id }) => id);
}

type Node = {
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: Node[];
};

/** Rows that the costliest step of a plan went through. */
function mostRows(node: Node): number {
  const looked = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0);
  return Math.max(looked * (node['Actual Loops'] ?? 1), ...(node.Plans ?? []).map(mostRows));
}

/** How PostgreSQL carries out what `work` asks of the database. */
async function plansOf(work: () => Promise<unknown>): Promise<Node[]> {
  type Query = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;
  const prototype = pg.Pool.prototype as unknown as { query: Query };
  const query = prototype.query;
  const plans: Node[] = [];
  vi.spyOn(prototype, 'query').mockImplementation(async function (this: pg.Pool, text, values) {
    const { rows } = await query.call(this, `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    for (const { Plan } of rows[0]?.['QUERY PLAN'] as { Plan: Node }[]) plans.push(Plan);
    return { rows: [] };
  });
  await work();
  vi.restoreAllMocks();
  return plans;
}

const arrivalsOf = (ids: string[], firstTicket: number) =>
  ids.map((deliveryId, place) => ({
    deliveryId,
    ticketId: BigInt(firstTicket + place),
    ticketStatus: null,
    isOfJob: true,
    requestId: 'job V3-"4711"',
  }));

test.each(['before PostgreSQL has looked at its tables', 'once it knows that nearly all is done'])(
  'what arrives by the hundred is gone through once, %s',
  async (moment) => {
    const isKnown = moment.startsWith('once');
    if (isKnown) {
      await addDeliveries(40_000, 'done');
      await stage.db.$executeRawUnsafe('ANALYZE delivery, ticket_link');
    }
    const ids = await addDeliveries(500, 'sending');
    const plans = await plansOf(() => ledger.markArrived(arrivalsOf(ids, isKnown ? 20_000 : 10_000)));
    expect(plans).toHaveLength(1);
    // A small table may be read whole, once.
    expect(Math.max(...plans.map(mostRows))).toBeLessThan(45_000);
    const open = await stage.db.delivery.count({ where: { id: { in: ids }, state: { not: 'done' } } });
    expect(open).toBe(0);
    const [first] = await stage.db.delivery.findMany({ where: { id: { in: ids } }, take: 1 });
    expect(first?.zendeskRequestId).toBe('job V3-"4711"');
    expect(await stage.db.ticketLink.count({ where: { subdomain: 'plan', ticketId: { not: null } } })).toBe(
      isKnown ? 1_000 : 500,
    );
  },
);

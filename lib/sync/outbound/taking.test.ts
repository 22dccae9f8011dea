import { describe, expect, test } from 'vitest';
import { bulkFrom, chooseWays, fewFresh, toBatches } from '@/lib/sync/outbound/taking';

type Row = { kind: 'create_ticket' | 'update_ticket'; lane: 0 | 1; payloadJson: Uint8Array };
const rows = (count: number, part: Partial<Row> = {}): Row[] =>
  Array.from({ length: count }, () => ({
    kind: 'create_ticket',
    lane: 1,
    payloadJson: Buffer.from('{}'),
    ...part,
  }));
const counts = (ways: ReturnType<typeof chooseWays<Row>>) => ({
  alone: ways.alone.length,
  jobs: ways.jobs.map((batch) => batch.length),
  later: ways.later.length,
  left: ways.left.length,
});

describe('how what is planned travels', () => {
  test('a little goes one by one, whatever it is', () => {
    const few = [...rows(20), ...rows(bulkFrom - 21, { kind: 'update_ticket' })];
    expect(counts(chooseWays(few, 3))).toEqual({ alone: bulkFrom - 1, jobs: [], later: 0, left: 0 });
  });

  test('much goes a hundred a job, as far as calls are free; the rest stays events', () => {
    expect(counts(chooseWays(rows(350), 2))).toEqual({ alone: 0, jobs: [100, 100], later: 0, left: 150 });
    expect(counts(chooseWays(rows(350), 0))).toEqual({ alone: 0, jobs: [], later: 0, left: 350 });
  });

  test('a few new ones do not wait for the backlog they come with', () => {
    const mixed = [...rows(fewFresh, { lane: 0 }), ...rows(100)];
    expect(counts(chooseWays(mixed, 0))).toEqual({ alone: fewFresh, jobs: [], later: 0, left: 100 });
  });

  test('many new ones are a backlog themselves, and fill its batches', () => {
    const mixed = [...rows(40, { lane: 0 }), ...rows(60)];
    expect(counts(chooseWays(mixed, 1))).toEqual({ alone: 0, jobs: [100], later: 0, left: 0 });
  });

  test('updates in numbers are written down: their tickets must be read first', () => {
    const mixed = [...rows(50, { kind: 'update_ticket' }), ...rows(60)];
    expect(counts(chooseWays(mixed, 1))).toEqual({ alone: 0, jobs: [60], later: 50, left: 0 });
  });
});

test('long reviews travel in smaller batches, and none is left out', () => {
  const long = 'x'.repeat(300_000);
  const batches = toBatches([long, long, long, 'x', long], (text) => text.length);
  expect(batches.map((batch) => batch.length)).toEqual([2, 3]);
  expect(toBatches(['x'.repeat(2_000_000)], (text) => text.length)).toHaveLength(1);
});

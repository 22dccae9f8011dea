import { afterEach, expect, test, vi } from 'vitest';
import type * as Engine from '@/lib/sync/engine/engine';
import { syncPump } from '@/lib/sync/engine/pumps';

type Run = { id: string; first: readonly string[]; end: () => void };
const runs = vi.hoisted((): Run[] => []);

vi.mock('@/lib/sync/engine/engine', async (original) => ({
  ...(await original<typeof Engine>()),
  runEngine: (id: string, _signal: AbortSignal, { first = [] }: { first?: readonly string[] }) =>
    new Promise<void>((resolve) => runs.push({ id, first, end: resolve })),
}));
vi.mock('@/lib/platform/jobs/lease', () => ({
  withLease: (_name: string, work: (lease: { signal: AbortSignal }) => Promise<void>) =>
    work({ signal: new AbortController().signal }),
}));

const never = new AbortController().signal;
const tell = (table: string, id: string) => syncPump.told?.(table, id, never);
const settled = () => new Promise((resolve) => setImmediate(resolve));
const started = () => runs.map(({ id }) => id);

/** Engines are started until there is no room for another. */
async function fill(): Promise<number> {
  for (let index = 0; index < 150; index++) tell('review_event', `full-${index}`);
  await settled();
  return runs.length;
}

afterEach(async () => {
  while (runs.length > 0) {
    for (const { end } of runs.splice(0)) end();
    await settled();
  }
});

test('a connection without room waits, with all it was told, and comes before whoever is named later', async () => {
  const room = await fill();
  expect(room).toBeLessThan(150);
  expect(room).toBeGreaterThan(1);
  const waiting = started().length;
  tell('webhook_event', `full-${room}`);
  runs[0]?.end();
  await settled();
  expect(runs).toHaveLength(waiting + 1);
  expect(runs.at(-1)).toMatchObject({ id: `full-${room}` });
  expect(runs.at(-1)?.first.toSorted()).toEqual(['inbox', 'plan']);
  runs[1]?.end();
  await settled();
  expect(started().at(-1)).toBe(`full-${room + 1}`);
});

test('each that waits gets its turn once', async () => {
  await fill();
  // The list grows meanwhile.
  for (const { end } of runs) {
    end();
    await settled();
  }
  expect(started().toSorted()).toEqual(Array.from({ length: 150 }, (_, index) => `full-${index}`).toSorted());
});

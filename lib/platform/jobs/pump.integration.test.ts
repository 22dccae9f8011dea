import { randomUUID } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { pool } from '@/lib/platform/db/client';
import { runPumps, type Pump } from '@/lib/platform/jobs/pump';

/** Longer than any test may take: a round that comes was woken. */
const never = 3_600_000;
const running: { stop: AbortController; ended: Promise<void> }[] = [];

afterEach(async () => {
  for (const { stop, ended } of running.splice(0)) {
    stop.abort();
    await ended;
  }
});

function start(...pumps: Pump[]): void {
  const stop = new AbortController();
  running.push({ stop, ended: runPumps(pumps, { signal: stop.signal }) });
}

/** A pump that counts its rounds. */
function counter(values: Partial<Pump> = {}) {
  const state = { rounds: 0 };
  const pump: Pump = {
    name: randomUUID(),
    wakes: ['mail'],
    everyMs: never,
    run: () => {
      state.rounds += 1;
      return Promise.resolve('idle');
    },
    ...values,
  };
  return { state, pump };
}

const signalWork = (table: string) => pool.query('SELECT pg_notify($1, $2)', ['work', table]);
const findListeners = async () => {
  const { rows } = await pool.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %' AND pid <> pg_backend_pid()`,
  );
  return rows.map(({ pid }) => pid);
};
/** Waits until nothing but a signal can cause a round: each pump makes one at its start and one when the listening connection stands. */
async function settle(...states: { rounds: number }[]): Promise<void> {
  await vi.waitFor(() => expect(states.map(({ rounds }) => rounds)).toEqual(states.map(() => 2)));
}

it('a signal wakes the pumps of its table long before their poll', async () => {
  const woken = counter({ wakes: ['mail'] });
  start(woken.pump);
  await settle(woken.state);
  await signalWork('mail');
  await vi.waitFor(() => expect(woken.state.rounds).toBe(3));
});

it('a signal of another table wakes nobody', async () => {
  const mail = counter({ wakes: ['mail'] });
  const other = counter({ wakes: ['webhook_event'] });
  start(mail.pump, other.pump);
  await settle(mail.state, other.state);
  await signalWork('mail');
  await vi.waitFor(() => expect(mail.state.rounds).toBe(3));
  expect(other.state.rounds).toBe(2);
});

it('a signal during a round is not lost, and many make one more round', async () => {
  let open = () => undefined as unknown;
  const gate = new Promise((resolve) => (open = () => resolve(undefined)));
  const marker = counter({ wakes: ['marker'] });
  const busy = counter({ wakes: ['mail'] });
  let isHeld = false;
  busy.pump.run = async () => {
    busy.state.rounds += 1;
    if (isHeld) await gate;
    return 'idle';
  };
  start(busy.pump, marker.pump);
  await settle(busy.state, marker.state);
  isHeld = true;
  const held = busy.state.rounds + 1;
  await signalWork('mail');
  await vi.waitFor(() => expect(busy.state.rounds).toBe(held));
  for (let count = 0; count < 5; count += 1) await signalWork('mail');
  // Signals arrive in order on one connection: once the marker is seen, so are those before it.
  await passMarker(marker.state);
  expect(busy.state.rounds).toBe(held);
  isHeld = false;
  open();
  await vi.waitFor(() => expect(busy.state.rounds).toBe(held + 1));
  await passMarker(marker.state);
  expect(busy.state.rounds).toBe(held + 1);
});

async function passMarker(state: { rounds: number }): Promise<void> {
  const before = state.rounds;
  await signalWork('marker');
  await vi.waitFor(() => expect(state.rounds).toBeGreaterThan(before));
}

it('a signal that names whose work it is makes no round where it is taken at once, and a round elsewhere', async () => {
  const told: string[][] = [];
  const taking = counter({ told: (table, id) => void told.push([table, id]) });
  const polling = counter();
  start(taking.pump, polling.pump);
  await settle(taking.state, polling.state);
  await signalWork('mail 7d0e');
  await vi.waitFor(() => expect(polling.state.rounds).toBe(3));
  expect(told).toEqual([['mail', '7d0e']]);
  expect(taking.state.rounds).toBe(2);
  await signalWork('mail');
  await vi.waitFor(() => expect(taking.state.rounds).toBe(3));
  expect(told).toHaveLength(1);
});

it('works without signals, by its poll', async () => {
  const { state, pump } = counter({ wakes: [], everyMs: 20 });
  start(pump);
  await vi.waitFor(() => expect(state.rounds).toBeGreaterThan(5));
});

it('goes on at once while there is more', async () => {
  const { state, pump } = counter();
  pump.run = () => Promise.resolve(++state.rounds < 20 ? 'more' : 'idle');
  start(pump);
  await vi.waitFor(() => expect(state.rounds).toBeGreaterThanOrEqual(20));
});

it('survives its own errors', async () => {
  const { state, pump } = counter({ everyMs: 20 });
  pump.run = () => {
    state.rounds += 1;
    return state.rounds < 3 ? Promise.reject(new Error('database away')) : Promise.resolve('idle');
  };
  start(pump);
  await vi.waitFor(() => expect(state.rounds).toBeGreaterThan(3), { timeout: 10_000 });
});

it('listens again after the database ends its connection, and looks at what it may have missed', async () => {
  const { state, pump } = counter();
  start(pump);
  await settle(state);
  const [listener] = await findListeners();
  await pool.query('SELECT pg_terminate_backend($1)', [listener]);
  // No signal is sent here: the new connection itself is the reason for a round.
  await vi.waitFor(() => expect(state.rounds).toBe(3), { timeout: 10_000 });
  await signalWork('mail');
  await vi.waitFor(() => expect(state.rounds).toBe(4));
});

it('stops between rounds and leaves no connection behind', async () => {
  const { state, pump } = counter();
  const stop = new AbortController();
  const ended = runPumps([pump], { signal: stop.signal });
  await vi.waitFor(async () => expect(await findListeners()).toHaveLength(1));
  stop.abort();
  await ended;
  await vi.waitFor(async () => expect(await findListeners()).toEqual([]));
  expect(state.rounds).toBeGreaterThan(0);
});

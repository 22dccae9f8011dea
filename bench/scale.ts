/** The measures of the sync engine, in a process that has the stage's environment; prints its results as one line of JSON. */
import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase, pool } from '@/lib/platform/db/client';
import { inheritedEnvironment } from '@/lib/platform/env';
import { compareBacklogs, runProduct } from './backlog';
import { addOne, addReviews, hasOpen, makeConnected, type Connected } from './data';
import { startBuilt, startBundled } from './stage';
import { standInControl } from './standInControl';

const environment: NodeJS.ProcessEnv = { NODE_ENV: 'production', ...inheritedEnvironment() };
const url = environment.STAND_IN_URL ?? '';
const size = Number(environment.BENCH_ROWS ?? 10_000);
/** The largest usual plan, of which the merchant's other tools keep their share. */
const callsPerMinute = 700;
const ourShare = 0.7;
/** Calls a minute that no backlog of a benchmark uses up. */
const unlimited = 100_000;
const accountsBeside = 200;
const samples = 1_600;
const neighbourRounds = 4;
/** For longer than the worker takes to notice that a connection rests or is at work again. */
const settleSamples = 80;
/** One review after the other for a connection that has nothing else to do, and what 200 shops get on a busy evening. */
const idleEveryMs = 150;
const everyMs = 25;
/** More than one minute's calls can carry. */
const limitedSize = 60_000;
const standIn = standInControl(url);
const worker = await startBundled('worker', environment);
const web = await startBuilt('web', environment);

const tell = (text: string) => console.error(`  ${text}`);
tell('worker ready');

const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

/**
 * From the commit of a review to the moment its ticket was made, beyond the stand-in's own answer time: it makes tickets as calls arrive.
 * @returns milliseconds, one for each of `count` reviews.
 */
async function measureWaits(accounts: Connected[], count: number, pauseMs: number): Promise<number[]> {
  const asked: { subdomain: string; externalId: string; atMs: number }[] = [];
  for (let index = 0; index < count; index++) {
    const account = accounts[index % accounts.length];
    if (!account) throw new Error('An account is measured');
    asked.push({ subdomain: account.subdomain, ...(await addOne(account.websiteId)) });
    await sleep(pauseMs);
  }
  for (let look = 0; look < 300; look++) {
    const times = await standIn.times();
    const waits = asked.map(
      ({ subdomain, externalId, atMs }) => (times[subdomain]?.madeAtMs?.[externalId] ?? Infinity) - atMs,
    );
    if (waits.every(Number.isFinite)) return waits;
    await sleep(100);
  }
  throw new Error('A review has no ticket after half a minute');
}

const toLatency = (waits: number[]) => ({ p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99) });

/** A connection that rests keeps what it has left; the next look for work finds it again. */
const setResting = ({ connectionId }: Connected, isResting: boolean) =>
  pool.query('UPDATE zendesk_connection SET state = $2 WHERE id = $1', [
    connectionId,
    isResting ? 'needs_credentials' : 'active',
  ]);

/** One after the other: the accounts of a day are not made at once either. */
async function connectAll(name: string): Promise<Connected[]> {
  const made: Connected[] = [];
  for (let index = 0; index < accountsBeside; index++) made.push(await makeConnected(`${name}-${index}`));
  return made;
}

await standIn.set({ callsPerMinute: unlimited, latencyMs: 20, jobMs: 20 });
const idleAccount = [await makeConnected('idle')];
await measureWaits(idleAccount, 20, idleEveryMs);
const idle = toLatency(await measureWaits(idleAccount, samples / 8, idleEveryMs));
tell('idle latency measured');
const free = await makeConnected('free');
await runProduct(free, size);
const backlog = await compareBacklogs(free, url, size, Number(environment.BENCH_ROUNDS ?? 5));
await standIn.set({ callsPerMinute });
const limited = await makeConnected('limited');
await addReviews(limited.websiteId, limitedSize);
while (((await standIn.accounts()).limited?.windows.length ?? 0) < 2) await sleep(500);
const { limited: seen, ...others } = await standIn.accounts();
await setResting(limited, true);
const memory = { workerMb: worker.memory().peakMb, webMb: web.memory().peakMb };
tell('a minute under the limit measured');
const [huge, ...small] = await connectAll('shop');
if (!huge) throw new Error('One of the accounts has a backlog');
// What is made at an account's first review (its feed, its figures) is made before.
await measureWaits(small, accountsBeside, everyMs);
await setResting(huge, true);
await addReviews(huge.websiteId, 3 * size);
const waits: { alone: number[]; beside: number[] } = { alone: [], beside: [] };
// By turns: a machine that is slow for half a minute is slow for both.
for (let round = 0; round < neighbourRounds; round++) {
  waits.alone.push(...(await measureWaits(small, samples / neighbourRounds, everyMs)));
  await setResting(huge, false);
  await measureWaits(small, settleSamples, everyMs);
  waits.beside.push(...(await measureWaits(small, samples / neighbourRounds, everyMs)));
  await setResting(huge, true);
  await measureWaits(small, settleSamples, everyMs);
  tell(`neighbours measured alone and beside a backlog, round ${round + 1}`);
}
const left = await hasOpen(huge);
// The peers send the same rows each time; only ours must never be there twice.
const doubled = Object.entries({ ...others, ...(await standIn.accounts()) }).reduce(
  (sum, [name, account]) => sum + (name === 'peer' ? 0 : account.doubled),
  0,
);
const [firstMinute = { calls: 0, rows: 0 }] = seen?.windows ?? [];
console.log(
  JSON.stringify({
    ...{ size, idle, backlog, memory, doubled },
    alone: toLatency(waits.alone),
    beside: toLatency(waits.beside),
    wasBusy: left,
    limited: {
      calls: firstMinute.calls,
      share: firstMinute.rows / (Math.floor(callsPerMinute * ourShare) * 100),
      refused: seen?.refused ?? 0,
    },
  }),
);
await Promise.all([worker.stop(), web.stop()]);
await closeDatabase();

/**
 * Work that must run in one process at a time. A lease is a row with an owner and an end, renewed while the work runs: a killed
 * owner's lease is free after its time, and no lock outlives a process. The database's clock decides, so machines whose clocks
 * differ agree.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { pool } from '@/lib/platform/db/client';
import { unhurried } from '@/lib/platform/db/unhurried';
import { log } from '@/lib/platform/log';

export type LeaseHandle = {
  /** Aborts when the lease is lost: the work must stop before it writes anything else. */
  signal: AbortSignal;
};

const defaultTtlMs = 30_000;

type Terms = { name: string; owner: string; ttlMs: number; isForgettable: boolean };

/**
 * Runs `work` while holding the lease `name`.
 * @param isForgettable two owners at once would cost something, not break anything: no commit of it waits for the disk.
 * @returns the work's result, or `busy` when another owner holds the lease.
 */
export async function withLease<T>(
  name: string,
  work: (lease: LeaseHandle) => Promise<T>,
  { ttlMs = defaultTtlMs, isForgettable = false }: { ttlMs?: number; isForgettable?: boolean } = {},
): Promise<T | 'busy'> {
  const owner = randomUUID();
  const terms = { name, owner, ttlMs, isForgettable };
  const heldUntil = Date.now() + ttlMs;
  if (!(await take(terms))) return 'busy';
  const lost = new AbortController();
  const finished = new AbortController();
  const renewing = keepRenewed({ ...terms, heldUntil, lost, finished: finished.signal });
  try {
    return await work({ signal: lost.signal });
  } finally {
    finished.abort();
    await renewing;
    // Whatever of the work is still under way must not go on without it.
    lost.abort(new Error(`lease ${name} ended`));
    await giveBack(name, owner);
  }
}

/** Takes a free or ended lease in one statement, so that two takers cannot both win. */
async function take({ name, owner, ttlMs, isForgettable }: Terms): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO lease (name, owner, until)
     SELECT $1, $2, clock_timestamp() + $3 * interval '1 millisecond' ${isForgettable ? `FROM ${unhurried}` : ''}
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE lease.until <= clock_timestamp()`,
    [name, owner, ttlMs],
  );
  return rowCount === 1;
}

type Renewal = Terms & {
  heldUntil: number;
  lost: AbortController;
  finished: AbortSignal;
};

/**
 * Renews at a third of the time to live. `heldUntil` is counted from before each request was sent, so this side never believes
 * in a lease for longer than the database does.
 */
async function keepRenewed(renewal: Renewal): Promise<void> {
  const { name, ttlMs, lost, finished } = renewal;
  let heldUntil = renewal.heldUntil;
  const expiry = setInterval(
    () => Date.now() >= heldUntil && lost.abort(new Error(`lease ${name} lost`)),
    Math.max(10, ttlMs / 20),
  );
  try {
    while (!finished.aborted && !lost.signal.aborted) {
      await delay(ttlMs / 3, undefined, { signal: AbortSignal.any([finished, lost.signal]) }).catch(
        () => undefined,
      );
      if (finished.aborted || lost.signal.aborted) return;
      const sentAt = Date.now();
      const renewed = await renew(renewal).catch((error: unknown) => {
        log().warn({ err: error, lease: name }, 'lease not renewed yet');
        return null;
      });
      if (renewed === true) heldUntil = sentAt + ttlMs;
      if (renewed === false) lost.abort(new Error(`lease ${name} lost`));
    }
  } finally {
    clearInterval(expiry);
  }
}

async function renew({ name, owner, ttlMs, isForgettable }: Terms): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE lease SET until = clock_timestamp() + $3 * interval '1 millisecond' ${isForgettable ? `FROM ${unhurried}` : ''}
     WHERE name = $1 AND owner = $2 AND until > clock_timestamp()`,
    [name, owner, ttlMs],
  );
  return rowCount === 1;
}

/** A lease that cannot be given back (the database is away) ends by itself. */
async function giveBack(name: string, owner: string): Promise<void> {
  try {
    await pool.query(`DELETE FROM lease USING ${unhurried} WHERE name = $1 AND owner = $2`, [name, owner]);
  } catch (error) {
    log().warn({ err: error, lease: name }, 'lease not given back');
  }
}

/** Whether this deployment can do its work: for load balancers and for whoever is on call. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { db } from '@/lib/platform/db/client';

/** A worker writes every five seconds; this much later it is not there. */
const heartbeatMaxAgeSeconds = 30;

export type Check = 'ok' | 'failed';
export type Readiness = { status: Check; checks: { database: Check; migrations: Check; worker: Check } };

async function areMigrationsApplied(): Promise<boolean> {
  const entries = await readdir(join(resolve('prisma'), 'migrations'), { withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const applied = new Set(rows.map(({ name }) => name));
  return wanted.every((name) => applied.has(name));
}

async function isWorkerAlive(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ alive: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM worker_heartbeat WHERE seen_at > now() - make_interval(secs => ${heartbeatMaxAgeSeconds})
    ) AS alive`;
  return row?.alive ?? false;
}

async function check(test: () => Promise<unknown>): Promise<Check> {
  try {
    return (await test()) === false ? 'failed' : 'ok';
  } catch {
    return 'failed';
  }
}

export async function checkReadiness(): Promise<Readiness> {
  const database = await check(() => db.$queryRaw`SELECT 1`);
  const migrations = database === 'ok' ? await check(areMigrationsApplied) : 'failed';
  const worker = database === 'ok' ? await check(isWorkerAlive) : 'failed';
  const isReady = [database, migrations, worker].every((result) => result === 'ok');
  return { status: isReady ? 'ok' : 'failed', checks: { database, migrations, worker } };
}

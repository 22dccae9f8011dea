import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '@/lib/platform/env';
import { type Prisma, PrismaClient } from '@/lib/platform/db/generated/client';

export type Tx = Prisma.TransactionClient;

type Database = { db: PrismaClient; pool: pg.Pool };
/** Kept on the global object: hot reload loads this module again and must not open a second set of connections. */
const holder = globalThis as { __database?: Database };

function open(): Database {
  const pool = new pg.Pool({
    connectionString: env.databaseUrl,
    max: 10,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // A restarted database ends idle connections; the pool opens new ones, so the event itself is no fault.
  pool.on('error', () => undefined);
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function lazy<K extends keyof Database>(name: K): Database[K] {
  return new Proxy({} as Database[K], {
    get: (_target, property) => {
      const target = (holder.__database ??= open())[name];
      const value = Reflect.get(target, property) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Connections are opened on first use, so that a build needs no database. */
export const db = lazy('db');
export const pool = lazy('pool');

/** Serialization failure, deadlock (SQLSTATE), and Prisma's own code for both. */
const retryCodes = new Set(['40001', '40P01', 'P2034']);

type Coded = {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  meta?: unknown;
  driverAdapterError?: unknown;
  cause?: unknown;
};

/** Looks at codes only, where PostgreSQL, its adapter and Prisma put them: a message may quote anything. */
function mayRunAgain(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, originalCode, kind, meta, driverAdapterError, cause }: Coded = error;
  return (
    [code, originalCode].some((each) => typeof each === 'string' && retryCodes.has(each)) ||
    kind === 'TransactionWriteConflict' ||
    [meta, driverAdapterError, cause].some(mayRunAgain)
  );
}

/**
 * Runs work in one transaction (read committed). Deadlocks and serialization failures roll back whole and are tried again,
 * so `work` must do nothing outside the transaction.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>, attempts = 4): Promise<T> {
  try {
    return await db.$transaction(work, { maxWait: 10_000, timeout: 30_000 });
  } catch (error) {
    if (attempts > 1 && mayRunAgain(error)) return transaction(work, attempts - 1);
    throw error;
  }
}

/** Closes all connections; a process calls it last. */
export async function closeDatabase(): Promise<void> {
  const open = holder.__database;
  holder.__database = undefined;
  await open?.db.$disconnect();
  if (open && !open.pool.ended) await open.pool.end();
}

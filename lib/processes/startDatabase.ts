import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedServerRunning, startEmbedded, type EmbeddedServer } from '@/lib/processes/database/embedded';
import { runOnServer } from '@/lib/platform/db/server';
import { StartRefused } from '@/lib/processes/startSettings';

export type StartedDatabase = { url: string; place: string; stop: () => Promise<void> };

const databaseName = 'reviews';

/** The embedded server with its database, started again whenever it ends, until stopped. */
export async function startOwnDatabase(
  dataDir: string,
  say: (line: string) => void,
): Promise<StartedDatabase> {
  const folder = join(dataDir, 'postgres');
  let server = await open(folder, say);
  await ensureDatabase(server.url('postgres'));
  const url = server.url(databaseName);
  let isStopping = false;
  const watching = (async () => {
    for (;;) {
      await server.ended;
      if (isStopping) return;
      say('PostgreSQL ended; starting it again');
      server = await reopen(folder, () => isStopping);
      if (isStopping) return server.stop();
      say(`PostgreSQL is back (process ${server.pid})`);
    }
  })();
  const stop = async () => {
    isStopping = true;
    await server.stop();
    await watching;
  };
  const note =
    server.folder === folder ? '' : `, data in ${server.folder} (its account cannot enter ${dataDir})`;
  return { url, place: `127.0.0.1:${new URL(url).port}${note}`, stop };
}

/** A server that outlived a killed start is nobody's: it is stopped and started as ours. */
async function open(folder: string, say: (line: string) => void): Promise<EmbeddedServer> {
  try {
    return await startEmbedded({ folder });
  } catch (error) {
    if (!(error instanceof EmbeddedServerRunning)) throw error;
    say(`a PostgreSQL server of an earlier start still ran (process ${error.pid}); stopping it`);
    process.kill(error.pid, 'SIGINT');
    return openUntil(folder, Date.now() + 30_000);
  }
}

async function openUntil(folder: string, deadline: number): Promise<EmbeddedServer> {
  for (;;) {
    try {
      return await startEmbedded({ folder });
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(200);
    }
  }
}

/** The other processes know the address, so the server must come back on the same port. */
async function reopen(folder: string, isStopping: () => boolean): Promise<EmbeddedServer> {
  for (;;) {
    try {
      return await startEmbedded({ folder, mustKeepPort: true });
    } catch (error) {
      if (isStopping()) throw error;
      await delay(500);
    }
  }
}

async function ensureDatabase(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
  await client.end();
  if (!rowCount) await runOnServer(serverUrl, `CREATE DATABASE ${databaseName}`);
}

/** Proves that the given database answers, before anything is started. */
export async function useGivenDatabase(url: string): Promise<StartedDatabase> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    throw new StartRefused([
      `DATABASE_URL: the database does not answer (${error instanceof Error ? error.message : String(error)})`,
    ]);
  }
  const { host, pathname } = new URL(url);
  return { url, place: `${host}${pathname}`, stop: () => Promise.resolve() };
}

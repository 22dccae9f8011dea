import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

export type ListenOptions = {
  channel: string;
  onSignal: (payload: string) => void;
  /** Called after each successful connection, the first one included. */
  onConnect: () => void;
  signal: AbortSignal;
};

const retryMs = [100, 500, 1000, 2000, 5000];

/** Listens on a connection of its own, opening a new one whenever it is lost, until the signal aborts. */
export async function listen(options: ListenOptions): Promise<void> {
  let failures = 0;
  while (!options.signal.aborted) {
    try {
      await listenOnce(options, () => (failures = 0));
    } catch (error) {
      if (options.signal.aborted) return;
      const waitMs = retryMs[Math.min(failures, retryMs.length - 1)] ?? 5000;
      failures += 1;
      log().warn({ err: error, waitMs }, 'listening connection lost; opening another');
      await delay(waitMs, undefined, { signal: options.signal }).catch(() => undefined);
    }
  }
}

/** Resolves when aborted, throws when the connection is lost. */
async function listenOnce(
  { channel, onSignal, onConnect, signal }: ListenOptions,
  onGood: () => void,
): Promise<void> {
  const client = new pg.Client({
    connectionString: env.databaseUrl,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  const lost = new Promise<never>((_resolve, reject) => {
    client.once('error', reject);
    client.once('end', () => reject(new Error('connection ended')));
  });
  // Awaited below; this keeps a loss during connecting from counting as unhandled.
  lost.catch(() => undefined);
  client.on('notification', ({ payload }) => onSignal(payload ?? ''));
  let stop: () => void = () => undefined;
  const aborted = new Promise<void>((resolve) => (stop = resolve));
  signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    onGood();
    onConnect();
    await Promise.race([lost, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
    await client.end().catch(() => undefined);
  }
}

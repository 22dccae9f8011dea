import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

const reconnectMs = 500;

/**
 * Listens on a connection of its own until the signal aborts, and opens a new one whenever the database drops it.
 * @param onWork gets the table's name, or null after a (re)connection: whatever was signalled meanwhile is unknown.
 */
export async function listenForWork(signal: AbortSignal, onWork: (table: string | null) => void): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: env.databaseUrl, keepAlive: true });
    const ended = new Promise<void>((resolve) => client.on('end', () => resolve()));
    client.on('error', () => undefined);
    client.on('notification', (message) => onWork(message.payload ?? null));
    try {
      await client.connect();
      await client.query('LISTEN work');
      onWork(null);
      await Promise.race([ended, once(signal, 'abort')]);
    } catch (error) {
      log().warn({ err: error }, 'cannot listen for work; looking again soon');
    } finally {
      await client.end().catch(() => undefined);
    }
    if (!signal.aborted) await sleep(reconnectMs, undefined, { signal }).catch(() => undefined);
  }
}

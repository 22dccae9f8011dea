import type pg from 'pg';
import { pool } from '@/lib/platform/db/client';

/** A lost connection fails the query under way; told as an event as well, which nobody hears, it would end the process. */
const toldByTheQuery = () => undefined;

/**
 * One transaction by hand, for statements that Prisma cannot say.
 * @param begin how it begins, with settings that are to hold in it.
 */
export async function onClient<T>(work: (client: pg.PoolClient) => Promise<T>, begin = 'BEGIN'): Promise<T> {
  const client = await pool.connect();
  client.on('error', toldByTheQuery);
  let isUsable = true;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => (isUsable = false));
    throw error;
  } finally {
    client.release(!isUsable);
    client.removeListener('error', toldByTheQuery);
  }
}

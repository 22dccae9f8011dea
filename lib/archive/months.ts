/**
 * The months of the archive, one partition each, by UTC. Made before they are needed, dropped whole when they are too old. Both take
 * a lock on the archive for a moment; whoever waits longer than that for it gives up and is tried again within the hour.
 */
import { pool } from '@/lib/platform/db/client';
import { onClient } from '@/lib/platform/db/onClient';
import { addMonths } from '@/lib/reviews/calendar';

export const archives = ['delivery', 'webhook_event'] as const;
export type Archive = (typeof archives)[number];

const lockTimeoutMs = 2_000;

/** When the month of a moment began. */
export const monthOf = (at: Date) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));

const nameOf = (archive: Archive, month: Date) =>
  `${archive}_${month.toISOString().slice(0, 7).replace('-', '_')}`;

/** One statement with its own patience; nothing waits behind it for longer. */
async function alter(statement: string): Promise<void> {
  await onClient((client) => client.query(statement), `BEGIN; SET LOCAL lock_timeout = ${lockTimeoutMs}`);
}

/** The months an archive has, oldest first. */
export async function listMonths(archive: Archive): Promise<Date[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = $1::regclass ORDER BY 1`,
    [`archive.${archive}`],
  );
  return rows.flatMap(({ name }) => {
    const match = /_(\d{4})_(\d\d)$/.exec(name);
    return match ? [new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, 1))] : [];
  });
}

/** Makes the months of these moments that are not there yet. */
export async function addArchiveMonths(archive: Archive, moments: readonly Date[]): Promise<void> {
  const known = new Set((await listMonths(archive)).map((month) => month.getTime()));
  const wanted = new Map(moments.map((at) => [monthOf(at).getTime(), monthOf(at)]));
  for (const month of wanted.values()) {
    if (known.has(month.getTime())) continue;
    const range = `FROM ('${month.toISOString()}') TO ('${addMonths(month, 1).toISOString()}')`;
    await alter(
      `CREATE TABLE IF NOT EXISTS archive.${nameOf(archive, month)} PARTITION OF archive.${archive} FOR VALUES ${range}`,
    );
  }
}

/**
 * Drops the months that ended before the time to be remembered.
 * @returns how many.
 */
export async function dropArchiveMonths(archive: Archive, at: Date, months: number): Promise<number> {
  const oldest = monthOf(addMonths(at, -months));
  const old = (await listMonths(archive)).filter((month) => month < oldest);
  for (const month of old) await alter(`DROP TABLE IF EXISTS archive.${nameOf(archive, month)}`);
  return old.length;
}

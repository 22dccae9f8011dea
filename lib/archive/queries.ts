/** What screens and checks ask of the archive. Each question has an index in every month. */
import { pool } from '@/lib/platform/db/client';
import type { Archive } from '@/lib/archive/months';

async function findTime(query: string, value: string): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>(query, [value]);
  return rows[0]?.at ?? null;
}

/** When the last archived delivery of a review arrived. */
export const lastArchivedOf = (reviewId: string): Promise<Date | null> =>
  findTime('SELECT max(done_at) AS at FROM archive.delivery WHERE review_id = $1', reviewId);

const latest: Record<Archive, string> = {
  delivery:
    'SELECT done_at AS at FROM archive.delivery WHERE connection_id = $1 ORDER BY created_at DESC LIMIT 1',
  webhook_event: `SELECT received_at AS at FROM archive.webhook_event
     WHERE connection_id = $1 AND invocation_id NOT LIKE 'listed:%' ORDER BY received_at DESC LIMIT 1`,
};

/** When a connection last sent or received something, of what is archived. */
export const lastArchived = (archive: Archive, connectionId: string): Promise<Date | null> =>
  findTime(latest[archive], connectionId);

/** Tickets a backfill made so long ago that they are archived. */
export async function countArchivedOfBackfill(backfillId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM archive.delivery WHERE backfill_id = $1',
    [backfillId],
  );
  return rows[0]?.count ?? 0;
}

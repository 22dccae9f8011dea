/**
 * Keeps the tables the engine works on small: what is finished and thirty days old goes to the archive of its month, without its
 * contents. A batch is one statement, so a row is always in one of the two places; rows another process is at are left for the
 * next round. What is open stays, however old it is.
 */
import type { Tx } from '@/lib/platform/db/client';
import { addArchiveMonths, monthOf, type Archive } from '@/lib/archive/months';
import { addMonths } from '@/lib/reviews/calendar';

/**
 * How long contents are kept. Also the time within which a webhook sent twice is recognised: a signature ends after minutes and
 * Zendesk repeats within hours, so nothing older can come again.
 */
export const contentDays = 30;
const batchSize = 1_000;
const dayMs = 86_400_000;

type Source = { time: string; end: string; isOver: string; lastId: string; columns: string; values: string };

/** Stored in the moment in which its connection was deleted: nobody will ever end it. */
const isOrphan = (archive: Archive) =>
  `NOT EXISTS (SELECT 1 FROM zendesk_connection c WHERE c.id = ${archive}.connection_id)`;

const sources: Record<Archive, Source> = {
  delivery: {
    time: 'created_at',
    end: 'coalesce(done_at, created_at)',
    isOver: `(state = 'done' OR ${isOrphan('delivery')})`,
    lastId: `'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`,
    columns: `connection_id, created_at, id, review_id, backfill_id, kind, from_seq, to_seq, attempts, last_status, zendesk_request_id,
      ticket_id, done_at`,
    values: `connection_id, created_at, id, review_id, backfill_id, kind, from_seq, to_seq, attempts, last_status, zendesk_request_id,
      ticket_id, coalesce(done_at, created_at)`,
  },
  webhook_event: {
    time: 'received_at',
    end: 'coalesce(handled_at, received_at)',
    isOver: `(handled_at IS NOT NULL OR ${isOrphan('webhook_event')})`,
    lastId: '9223372036854775807',
    columns:
      'connection_id, received_at, id, invocation_id, ticket_id, id_vente, attempts, outcome, handled_at',
    values:
      'connection_id, received_at, id, invocation_id, ticket_id, id_vente, attempts, outcome, coalesce(handled_at, received_at)',
  },
};

/**
 * Rows are numbered as they come, so the old ones stand first: looking ends at the first young row, not at the end of the table.
 * What is open for long is passed over.
 */
const old = (archive: Archive) => {
  const { time, end, isOver, lastId } = sources[archive];
  return `${isOver} AND ${time} < $1 AND ${end} < $1
    AND id < coalesce((SELECT id FROM ${archive} WHERE ${time} >= $1 ORDER BY id LIMIT 1), ${lastId})`;
};

const oldest = (archive: Archive) =>
  `SELECT ${sources[archive].time} AS at FROM ${archive} WHERE ${old(archive)} ORDER BY id LIMIT 1`;

const move = (archive: Archive) => {
  const { time, columns, values } = sources[archive];
  return `
    WITH chosen AS (
      SELECT id FROM ${archive} WHERE ${old(archive)} AND ${time} >= $2 AND ${time} < $3
      ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED),
    moved AS (DELETE FROM ${archive} t USING chosen WHERE t.id = chosen.id RETURNING t.*),
    kept AS (INSERT INTO archive.${archive} (${columns}) SELECT ${values} FROM moved)
    SELECT c.website_id AS "websiteId" FROM moved JOIN zendesk_connection c ON c.id = moved.connection_id`;
};

/**
 * Moves one batch, of one month.
 * @returns the website of each row.
 */
export async function archiveBatch(tx: Tx, archive: Archive, at: Date): Promise<{ websiteId: string }[]> {
  const before = new Date(at.getTime() - contentDays * dayMs);
  const [first] = await tx.$queryRawUnsafe<{ at: Date }[]>(oldest(archive), before);
  if (!first) return [];
  const month = monthOf(first.at);
  const next = addMonths(month, 1);
  await addArchiveMonths(archive, [month, at, addMonths(monthOf(at), 1)]);
  return tx.$queryRawUnsafe<{ websiteId: string }[]>(move(archive), before, month, next);
}

/**
 * Deletes, in batches, what nobody needs any more and nothing else would ever remove. Each job names a table, its rows and how long
 * they are kept; run again and again until nothing is left.
 */
import type { Tx } from '@/lib/platform/db/client';
import { transaction } from '@/lib/platform/db/client';
import { addMonths } from '@/lib/reviews/calendar';

const batchSize = 1_000;
const dayMs = 86_400_000;
const sessionDays = 30;

type Job = (tx: Tx, at: Date, months: number) => Promise<number>;

/**
 * Mails that were sent, or given up. Nothing is told twice for it: what a mail tells has long been marked as told where it happened.
 * Their ids grow with time, so looking ends at the first young one.
 */
const mails: Job = (tx, at, months) => {
  const before = addMonths(at, -months);
  return tx.$executeRaw`
    DELETE FROM mail WHERE id IN (
      SELECT id FROM mail WHERE state IN ('sent', 'failed') AND created_at < ${before}
        AND id < coalesce((SELECT id FROM mail WHERE created_at >= ${before} ORDER BY id LIMIT 1),
          'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
      ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)`;
};

/** The notice to an author whom nothing of ours names any more: its address goes as soon as it was sent, or given up. */
const notices: Job = (tx) =>
  tx.$executeRaw`DELETE FROM mail WHERE kind = 'author_anonymised' AND state IN ('sent', 'failed')`;

/** Sign-ins that ended a month ago. */
const sessions: Job = (tx, at) => {
  const before = new Date(at.getTime() - sessionDays * dayMs);
  return tx.$executeRaw`
    DELETE FROM session WHERE id IN (
      SELECT id FROM session WHERE expires_at < ${before} LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)`;
};

/** One batch of each. @returns how many rows are gone. */
export async function sweep(at: Date, months: number): Promise<number> {
  let gone = 0;
  for (const job of [mails, notices, sessions]) gone += await transaction((tx) => job(tx, at, months));
  return gone;
}

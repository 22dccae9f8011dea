/**
 * Reviews over which our own code stumbles before there is anything to send. They are kept aside like any fault of ours, on the activity
 * screen and in the alarm, hold up nobody else, and are planned anew when somebody asks for another try.
 */
import type pg from 'pg';
import { pool } from '@/lib/platform/db/client';
import { log } from '@/lib/platform/log';
import { deliveryOutcomes } from '@/lib/platform/workMetrics';
import { deliveryIdsAt } from '@/lib/sync/runtime/deliveryId';
import { toWords } from '@/lib/sync/outbound/recordFailure';

/** `last_error_code` of a delivery that stands for a review without a plan; its payload is empty. */
export const unplannedCode = 'unplanned';

export type Unplanned = {
  reviewId: string;
  kind: 'create_ticket' | 'update_ticket';
  fromSeq: number;
  toSeq: number;
  /** The beginning of our own fault's message. */
  words: string;
};

/** @param events of the review that would have been told, in their order. */
export function toUnplanned(
  { id, hasTicket }: { id: string; hasTicket: boolean },
  events: readonly { seq: number }[],
  error: unknown,
): Unplanned {
  log().error({ err: error, reviewId: id }, 'review not planned and kept aside: needs somebody to look');
  const kind = hasTicket ? 'update_ticket' : 'create_ticket';
  return {
    reviewId: id,
    kind,
    fromSeq: events[0]?.seq ?? 0,
    toSeq: events.at(-1)?.seq ?? 0,
    words: toWords(error),
  };
}

const keep = `
  INSERT INTO delivery (id, connection_id, review_id, kind, state, from_seq, to_seq, payload, lane, backfill_id, last_error_code,
    last_error_detail)
  SELECT id, $1, review_id, kind::delivery_kind, 'poisoned', from_seq, to_seq, '{}', 1, $2, $3, words
  FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::int[], $9::text[]) AS u(id, review_id, kind, from_seq, to_seq, words)
  ON CONFLICT (review_id) WHERE state <> 'done' DO NOTHING`;

/** Its open row keeps a review from being planned again. One that another process has planned meanwhile is left alone. */
export async function keepUnplanned(
  connectionId: string,
  rows: Unplanned[],
  { backfillId = null, on = pool }: { backfillId?: string | null; on?: Pick<pg.Pool, 'query'> } = {},
): Promise<void> {
  if (rows.length === 0) return;
  const nextId = deliveryIdsAt(Date.now());
  await on.query(keep, [
    connectionId,
    backfillId,
    unplannedCode,
    rows.map(nextId),
    rows.map(({ reviewId }) => reviewId),
    rows.map(({ kind }) => kind),
    rows.map(({ fromSeq }) => fromSeq),
    rows.map(({ toSeq }) => toSeq),
    rows.map(({ words }) => words),
  ]);
  deliveryOutcomes.inc({ outcome: 'poisoned' }, rows.length);
}

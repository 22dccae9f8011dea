/**
 * Writes what was planned: deliveries, the links of tickets to come, and which events are dealt with, in one statement. What another
 * process planned meanwhile is left as it is, and its events stay where they were.
 */
import type pg from 'pg';
import { pool } from '@/lib/platform/db/client';
import type { EngineConnection } from '@/lib/sync/connection';
import { newDeliveryId } from '@/lib/sync/deliveryId';
import type { Payload } from '@/lib/sync/payload';
import { externalIdOf } from '@/lib/zendesk/ticketTags';

export type PlannedReview = {
  reviewId: string;
  /** Last event dealt with. */
  toSeq: number;
  /** Null when the ticket need not be told. */
  delivery: { kind: 'create_ticket' | 'update_ticket'; fromSeq: number; payload: Payload } | null;
};

/**
 * An event `e` that waits, where a few reviews' events are wanted. Written as `handled_at IS NULL` it would let the planner read the whole
 * index of waiting events once for each review: with a backlog of 10,000 that was 1.3 ms a review.
 */
export const isWaiting = `coalesce(e.handled_at, 'infinity') = 'infinity'`;

const open = `
  WITH planned AS (
    SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::int[], $8::jsonb[], $9::text[])
      AS p(id, review_id, kind, from_seq, to_seq, payload, external_id)),
  links AS (
    INSERT INTO ticket_link (review_id, connection_id, subdomain, external_id)
    SELECT review_id, $1, $2, external_id FROM planned WHERE kind = 'create_ticket'
    ON CONFLICT DO NOTHING RETURNING review_id),
  opened AS (
    INSERT INTO delivery (id, connection_id, review_id, kind, from_seq, to_seq, payload, lane, backfill_id)
    SELECT id, $1, review_id, kind::delivery_kind, from_seq, to_seq, payload, $10, $11 FROM planned
    WHERE kind = 'update_ticket' OR review_id IN (SELECT review_id FROM links)
    ON CONFLICT DO NOTHING RETURNING review_id, to_seq)
  UPDATE review_event e SET handled_at = now() FROM opened o
  WHERE e.review_id = o.review_id AND e.seq <= o.to_seq AND ${isWaiting}`;

const dealWith = `
  UPDATE review_event e SET handled_at = now() FROM unnest($1::uuid[], $2::int[]) AS n(review_id, to_seq)
  WHERE e.review_id = n.review_id AND e.seq <= n.to_seq AND ${isWaiting}`;

/** @param on a client inside a transaction, where more belongs to the same step. */
export async function writePlans(
  connection: Pick<EngineConnection, 'id' | 'subdomain'>,
  planned: PlannedReview[],
  options: { lane: 0 | 1; backfillId?: string },
  on: Pick<pg.Pool, 'query'> = pool,
): Promise<void> {
  const silent = planned.filter(({ delivery }) => delivery === null);
  if (silent.length > 0) {
    const values = [silent.map(({ reviewId }) => reviewId), silent.map(({ toSeq }) => toSeq)];
    await on.query(dealWith, values);
  }
  const told = planned.flatMap(({ delivery, ...rest }) => (delivery ? [{ ...rest, ...delivery }] : []));
  if (told.length === 0) return;
  const atMs = Date.now();
  const values = [
    connection.id,
    connection.subdomain,
    told.map(() => newDeliveryId(atMs)),
    told.map(({ reviewId }) => reviewId),
    told.map(({ kind }) => kind),
    told.map(({ fromSeq }) => fromSeq),
    told.map(({ toSeq }) => toSeq),
    told.map(({ payload }) => JSON.stringify(payload)),
    told.map(({ reviewId }) => externalIdOf(reviewId)),
    options.lane,
    options.backfillId ?? null,
  ];
  await on.query(open, values);
}

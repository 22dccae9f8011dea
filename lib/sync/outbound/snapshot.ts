/** What tickets can say of reviews, read in one statement for a whole page of them, so that every note is written from the same facts. */
import { toPlainArray } from '@/lib/platform/db/bulkValues';
import { pool } from '@/lib/platform/db/client';
import type { ReviewOrigin } from '@/lib/reviews/proof';

export type Snapshot = {
  id: string;
  type: 'brand' | 'product';
  orderRef: string;
  productName: string | null;
  rating: number;
  comment: string;
  textVersion: number;
  authorFirstName: string;
  authorLastName: string;
  authorEmail: string;
  orderDate: Date | null;
  submittedAt: Date;
  /** As the shop says; it counts for nothing. */
  statedAt: Date | null;
  origin: ReviewOrigin;
  originSource: string | null;
  isVerified: boolean;
  status: string;
  reportedAt: Date | null;
  /** Nothing more is told of it. */
  isErased: boolean;
  /** A ticket exists, or its creation was already decided. */
  hasTicket: boolean;
  causes: { kind: string; matchedText: string | null; textVersion: number }[];
  exchanges: { id: string; body: string }[];
  /** Newest first. */
  reports: { id: string; reason: string; comment: string; statement: string | null }[];
};

// None of the engine's statements is prepared by name: a plan made while a table was empty would be kept when it is full.
// `hasTicket` is a subquery for one value: as EXISTS, it may be answered by reading every ticket there is.
const select = `
  SELECT r.id::text, r.type::text, r.order_ref AS "orderRef", r.product_name AS "productName", r.rating, r.comment,
    r.text_version AS "textVersion", r.author_first_name AS "authorFirstName", r.author_last_name AS "authorLastName",
    r.author_email AS "authorEmail", r.order_date AS "orderDate", r.submitted_at AS "submittedAt", r.stated_at AS "statedAt",
    r.origin::text, r.origin_source AS "originSource", r.is_verified AS "isVerified", r.status::text,
    r.reported_at AS "reportedAt", r.erased_at IS NOT NULL OR r.anonymised_by IS NOT NULL AS "isErased", coalesce((SELECT true FROM ticket_link t WHERE t.review_id = r.id), false) AS "hasTicket",
    (SELECT json_agg(json_build_object('kind', c.kind, 'matchedText', c.matched_text, 'textVersion', c.text_version)
       ORDER BY c.text_version, c.created_at, c.id) FROM review_cause c WHERE c.review_id = r.id) AS causes,
    (SELECT json_agg(json_build_object('id', x.id, 'body', x.body)) FROM exchange x
       WHERE x.review_id = r.id AND r.id = ANY($2::uuid[])) AS exchanges,
    (SELECT json_agg(json_build_object('id', p.id, 'reason', p.reason, 'comment', p.comment, 'statement', p.statement)
       ORDER BY p.created_at DESC) FROM report p WHERE p.review_id = r.id AND r.id = ANY($2::uuid[])) AS reports
  FROM review r WHERE r.id = ANY($1::uuid[])`;

type Lists = 'causes' | 'exchanges' | 'reports';
type Row = Omit<Snapshot, Lists> & { [list in Lists]: Snapshot[list] | null };

/**
 * Reviews that are gone are missing: their events went with them.
 * @param withWords those whose exchanges and reports are wanted too; of the others these lists stay empty.
 */
export async function readSnapshots(
  reviewIds: string[],
  withWords = reviewIds,
): Promise<Map<string, Snapshot>> {
  const { rows } = await pool.query<Row>(select, [toPlainArray(reviewIds), toPlainArray(withWords)]);
  return new Map(rows.map((row) => [row.id, toSnapshot(row)]));
}

/** In place: a copy of each of a page's rows would be most of what reading them costs. */
function toSnapshot(row: Row): Snapshot {
  row.causes ??= [];
  row.exchanges ??= [];
  row.reports ??= [];
  return row as Snapshot;
}

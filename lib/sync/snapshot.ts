/** What tickets can say of reviews, read in one statement for a whole page of them, so that every note is written from the same facts. */
import { pool } from '@/lib/platform/db/client';

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
  status: string;
  reportedAt: Date | null;
  /** A ticket exists, or its creation was already decided. */
  hasTicket: boolean;
  causes: { kind: string; matchedText: string | null; textVersion: number }[];
  exchanges: { id: string; body: string }[];
  /** Newest first. */
  reports: { id: string; reason: string; comment: string; statement: string | null }[];
};

// None of the engine's statements is prepared by name: a plan made while a table was empty would be kept when it is full.
const select = `
  SELECT r.id::text, r.type::text, r.order_ref AS "orderRef", r.product_name AS "productName", r.rating, r.comment,
    r.text_version AS "textVersion", r.author_first_name AS "authorFirstName", r.author_last_name AS "authorLastName",
    r.author_email AS "authorEmail", r.order_date AS "orderDate", r.submitted_at AS "submittedAt", r.status::text,
    r.reported_at AS "reportedAt",
    EXISTS (SELECT 1 FROM ticket_link t WHERE t.review_id = r.id) AS "hasTicket",
    (SELECT coalesce(json_agg(json_build_object('kind', c.kind, 'matchedText', c.matched_text, 'textVersion', c.text_version)
       ORDER BY c.text_version, c.created_at, c.id), '[]') FROM review_cause c WHERE c.review_id = r.id) AS causes,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'body', x.body)), '[]') FROM exchange x WHERE x.review_id = r.id) AS exchanges,
    (SELECT coalesce(json_agg(json_build_object('id', p.id, 'reason', p.reason, 'comment', p.comment, 'statement', p.statement)
       ORDER BY p.created_at DESC), '[]') FROM report p WHERE p.review_id = r.id) AS reports
  FROM review r WHERE r.id = ANY($1::uuid[])`;

/** Reviews that are gone are missing: their events went with them. */
export async function readSnapshots(reviewIds: string[]): Promise<Map<string, Snapshot>> {
  const { rows } = await pool.query<Snapshot>(select, [reviewIds]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What proves a review: where it came from, and whether an order known to us before it matches. */
import type { Tx } from '@/lib/platform/db/client';
import type { ReviewType } from '@/lib/reviews/events';

export const reviewOrigins = ['invitation', 'shop_link', 'shop_api', 'imported'] as const;

export type ReviewOrigin = (typeof reviewOrigins)[number];

export type Origin =
  | { kind: 'invitation' | 'shop_link'; invitationId: string }
  | { kind: 'shop_api' }
  /** `source`: where it was written, as shown in public. */
  | { kind: 'imported'; source: string };

/** The columns of a new review that tell its origin. */
export function toOriginColumns(origin: Origin) {
  return {
    origin: origin.kind,
    originSource: origin.kind === 'imported' ? origin.source : null,
    causedBy: 'invitationId' in origin ? origin.invitationId : '',
  };
}

type Purchase = {
  websiteId: string;
  type: ReviewType;
  orderRef: string;
  product?: { ref: string } | undefined;
  author: { email: string };
  at: Date;
};

/**
 * The order a review belongs to: the same reference as people see it and the same address, known to us when the review came. One that arrives
 * afterwards proves nothing, and a product review needs its product among those bought.
 */
export async function findPurchase(tx: Tx, review: Purchase): Promise<{ orderDate: Date } | null> {
  const { websiteId, type, orderRef, product, author, at } = review;
  const [order] = await tx.$queryRaw<{ orderDate: Date }[]>`
    SELECT o.order_date AS "orderDate" FROM shop_order o
    WHERE o.website_id = ${websiteId}::uuid AND comparable(o.order_ref) = comparable(${orderRef})
      AND lower(o.email) = lower(${author.email}) AND o.created_at <= ${at}
      AND (${type} = 'brand' OR EXISTS (
        SELECT 1 FROM order_product p WHERE p.order_id = o.id AND comparable(p.ref) = comparable(${product?.ref ?? ''})))`;
  return order ?? null;
}

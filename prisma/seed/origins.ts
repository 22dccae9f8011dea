/** Where the demo reviews come from: mostly by invitation, and some of each other kind, so that every mark is to be seen. */
import { placeOrder } from '@/lib/orders/orders';
import type { Tx } from '@/lib/platform/db/client';
import type { Origin } from '@/lib/reviews/proof';

type Sale = {
  websiteId: string;
  language: 'fr' | 'en';
  number: number;
  orderRef: string;
  author: { firstName: string; lastName: string; email: string };
  product: { ref: string; name: string };
  /** When the review comes. */
  at: Date;
  orderDate: Date;
};

const sources = { fr: 'l’ancienne boutique', en: 'the former shop' } as const;

/** Of sixteen: eleven invitations, two of the shop's link, one handed over, one of these without an order, one imported. */
export async function giveOrigin(tx: Tx, sale: Sale): Promise<Origin> {
  const place = sale.number % 16;
  if (place === 15) return { kind: 'imported', source: sources[sale.language] };
  if (place === 7) return { kind: 'shop_api' };
  const invitationId = await placeSale(tx, sale);
  if (place === 5) return { kind: 'shop_api' };
  return { kind: place === 4 || place === 12 ? 'shop_link' : 'invitation', invitationId };
}

/** The order and its invitation, as they stand once the form was sent. */
async function placeSale(tx: Tx, sale: Sale): Promise<string> {
  const { websiteId, language, orderRef, author, product, orderDate, at } = sale;
  const { id: orderId } = await placeOrder(tx, {
    website: { id: websiteId, locale: language },
    order: { orderRef, orderDate, customer: author, products: [product] },
    at: orderDate,
  });
  const answered = { queuedAt: orderDate, openedAt: at, submittedAt: at, remindAt: null };
  const { id } = await tx.invitation.update({ where: { orderId }, data: answered, select: { id: true } });
  return id;
}

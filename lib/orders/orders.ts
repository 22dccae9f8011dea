/** Orders come from shops; each makes one invitation, and so one signed link to one form. */
import { randomUUID } from 'node:crypto';
import { signToken } from '@/lib/platform/crypto/tokens';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { shopLinkKind } from '@/lib/orders/links';
import { addMonths } from '@/lib/reviews/calendar';
import { getInvitationSettings } from '@/lib/orders/settings';
import type { NewOrder } from '@/lib/orders/schema';

/** From the invitation on, the author may submit for this long. */
export const invitationMonths = 3;
const dayMs = 86_400_000;

export type OrderResult = { id: string; reviewUrl: string; sendAt: Date; isNew: boolean };

/** The address the shop is given: it opens the form while that is unused, and nothing of the author's ever. */
export function reviewUrl(invitationId: string): string {
  return `${env.appUrl}/r/${signToken(shopLinkKind, invitationId)}`;
}

async function findOrder(tx: Tx, websiteId: string, orderRef: string): Promise<OrderResult | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM shop_order WHERE website_id = ${websiteId}::uuid AND comparable(order_ref) = comparable(${orderRef})`;
  const row =
    found && (await tx.order.findUnique({ where: { id: found.id }, include: { invitation: true } }));
  if (!row?.invitation) return null;
  return { id: row.id, reviewUrl: reviewUrl(row.invitation.id), sendAt: row.invitation.sendAt, isNew: false };
}

/**
 * Takes an order and plans its invitation. The same `orderRef` again, in whatever spelling, changes nothing and answers the first.
 * @param website whose language is used when the order states none.
 */
export async function createOrder(
  website: { id: string; locale: string },
  order: NewOrder,
  at: Date,
): Promise<OrderResult> {
  return transaction((tx) => placeOrder(tx, { website, order, at }));
}

/** The same within the caller's transaction. */
export async function placeOrder(
  tx: Tx,
  { website, order, at }: { website: { id: string; locale: string }; order: NewOrder; at: Date },
): Promise<OrderResult> {
  const { orderRef, orderDate, customer, products } = order;
  const id = randomUUID();
  const created = await tx.order.createMany({
    data: [
      {
        id,
        websiteId: website.id,
        orderRef,
        orderDate,
        ...customer,
        locale: order.locale ?? website.locale,
        createdAt: at,
      },
    ],
    skipDuplicates: true,
  });
  const first = created.count === 0 ? await findOrder(tx, website.id, orderRef) : null;
  if (first) return first;
  await tx.orderProduct.createMany({
    data: products.map(({ ref, name, url, imageUrl, gtin, sku, brand }, position) => ({
      orderId: id,
      position,
      ref,
      name,
      url: url ?? null,
      imageUrl: imageUrl ?? null,
      gtin: gtin ?? null,
      sku: sku ?? null,
      brand: brand ?? null,
    })),
  });
  const setting = await getInvitationSettings(tx, website.id);
  const sendAt = new Date(at.getTime() + (order.delayDays ?? setting.delayDays) * dayMs);
  const remindAt =
    setting.reminderDays > 0 ? new Date(sendAt.getTime() + setting.reminderDays * dayMs) : null;
  const invitation = await tx.invitation.create({
    data: {
      orderId: id,
      websiteId: website.id,
      sendAt,
      remindAt,
      expiresAt: addMonths(sendAt, invitationMonths),
    },
  });
  return { id, reviewUrl: reviewUrl(invitation.id), sendAt, isNew: true };
}

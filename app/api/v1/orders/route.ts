/** Shop systems push each order here; it becomes one invitation. The same orderRef again answers the first with 200. */
import { now } from '@/lib/platform/clock';
import { reply, route } from '@/lib/platform/http/route';
import { toMoment } from '@/lib/reviews/schema';
import { newOrderSchema } from '@/lib/orders/schema';
import { placeOrder } from '@/lib/orders/orders';
import { once } from '@/app/api/v1/idempotency';
import { shopLimit } from '@/app/api/v1/limits';

export const POST = route({
  auth: 'website',
  limit: shopLimit,
  body: newOrderSchema,
  handler: ({ request, website, body }) =>
    once({ request, websiteId: website.id, body }, async (tx) => {
      const orderDate = toMoment(body.orderDate, website.timeZone);
      const { isNew, ...order } = await placeOrder(tx, { website, order: { ...body, orderDate }, at: now() });
      return reply(isNew ? 201 : 200, order);
    }),
});

/** The merchant's reply from the shop system; the author is mailed. With an Idempotency-Key a repeat replies once. */
import { reply, route } from '@/lib/platform/http/route';
import { replySchema, reviewIdParams } from '@/lib/reviews/schema';
import { replyToReview } from '@/lib/reviews/service';
import { once } from '@/app/api/v1/idempotency';
import { shopLimit } from '@/app/api/v1/limits';
import { toShopAct } from '@/app/api/v1/shopAct';

export const POST = route({
  auth: 'website',
  limit: shopLimit,
  params: reviewIdParams,
  body: replySchema,
  handler: ({ request, website, params, body }) =>
    once({ request, websiteId: website.id, body }, async (tx) => {
      const { exchangeId } = await replyToReview(tx, {
        ...toShopAct(website, params.id),
        body: body.body,
        source: 'api',
      });
      return reply(201, { exchangeId });
    }),
});

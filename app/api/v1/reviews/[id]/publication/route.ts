/** The shop publishes a review in moderation; what waits behind it goes out with the next daily run. */
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';
import { reviewIdParams } from '@/lib/reviews/schema';
import { publishReview } from '@/lib/reviews/service';
import { shopLimit } from '@/app/api/v1/limits';
import { toShopAct } from '@/app/api/v1/shopAct';

export const POST = route({
  auth: 'website',
  limit: shopLimit,
  params: reviewIdParams,
  handler: ({ website, params }) => transaction((tx) => publishReview(tx, toShopAct(website, params.id))),
});

/** Hides or shows the exchanges of one review on public pages; the review itself stays. */
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';
import { exchangesSchema, reviewIdParams } from '@/lib/reviews/schema';
import { setExchangesHidden } from '@/lib/reviews/service';
import { shopLimit } from '@/app/api/v1/limits';
import { toShopAct } from '@/app/api/v1/shopAct';

export const PUT = route({
  auth: 'website',
  limit: shopLimit,
  params: reviewIdParams,
  body: exchangesSchema,
  handler: async ({ website, params, body }) => {
    const { exchangesHidden } = await transaction((tx) =>
      setExchangesHidden(tx, { ...toShopAct(website, params.id), ...body }),
    );
    return { hidden: exchangesHidden };
  },
});

/** Hides or shows the exchanges of one review on public pages; the review itself stays. */
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';
import { exchangesSchema, reviewIdParams } from '@/lib/reviews/schema';
import { setExchangesHidden } from '@/lib/reviews/service';
import { toPortalAct } from '@/app/api/reviews/portalAct';

export const PUT = route({
  auth: 'session',
  permission: 'review:hide',
  params: reviewIdParams,
  body: exchangesSchema,
  handler: async ({ session, params, body }) => {
    const act = { ...toPortalAct(session, params.id, now()), ...body };
    const { exchangesHidden } = await transaction((tx) => setExchangesHidden(tx, act));
    return { hidden: exchangesHidden };
  },
});

/** A reply written in the portal, by a merchant or an agent. */
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { reply, route } from '@/lib/platform/http/route';
import { replySchema, reviewIdParams } from '@/lib/reviews/schema';
import { replyToReview } from '@/lib/reviews/service';
import { toPortalAct } from '@/app/api/reviews/portalAct';

export const POST = route({
  auth: 'session',
  permission: 'review:reply',
  params: reviewIdParams,
  body: replySchema,
  handler: async ({ session, params, body }) => {
    const act = { ...toPortalAct(session, params.id, now()), body: body.body, source: 'portal' as const };
    return reply(201, await transaction((tx) => replyToReview(tx, act)));
  },
});

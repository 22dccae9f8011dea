/** A reply written in the portal, by a merchant or an agent. It waits half a minute, in which its writer may take it back. */
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { reply, route } from '@/lib/platform/http/route';
import { queueReply } from '@/lib/reviews/pendingReplies';
import { replySchema, reviewIdParams } from '@/lib/reviews/schema';
import { toPortalAct } from '@/app/api/reviews/portalAct';

export const POST = route({
  auth: 'session',
  permission: 'review:reply',
  params: reviewIdParams,
  body: replySchema,
  handler: async ({ session, params, body }) => {
    const act = { ...toPortalAct(session, params.id, now()), body: body.body };
    return reply(202, await transaction((tx) => queueReply(tx, act)));
  },
});

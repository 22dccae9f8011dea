/** The portal's button for a review whose ticket was deleted in Zendesk. Whoever may reply may ask for it. */
import { reply, route } from '@/lib/platform/http/route';
import { now } from '@/lib/platform/clock';
import { reviewIdParams } from '@/lib/reviews/schema';
import { requestNewTicket } from '@/lib/sync/outbound/newTicket';
import { toPortalAct } from '@/app/api/reviews/portalAct';

export const POST = route({
  auth: 'session',
  permission: 'review:reply',
  params: reviewIdParams,
  handler: async ({ session, params }) => {
    const { reviewId, websiteId } = toPortalAct(session, params.id, now());
    await requestNewTicket({ reviewId, websiteId });
    return reply(202, {});
  },
});

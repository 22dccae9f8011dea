/** The portal's Publish button. Agents may not: the permission is the merchant's. */
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { route } from '@/lib/platform/http/route';
import { reviewIdParams } from '@/lib/reviews/schema';
import { publishReview } from '@/lib/reviews/service';
import { toPortalAct } from '@/app/api/reviews/portalAct';

export const POST = route({
  auth: 'session',
  permission: 'review:publish',
  params: reviewIdParams,
  handler: ({ session, params }) =>
    transaction((tx) => publishReview(tx, toPortalAct(session, params.id, now()))),
});

/** The mail the author would receive for a reply as it is written now. Sends and stores nothing. */
import { now } from '@/lib/platform/clock';
import { route } from '@/lib/platform/http/route';
import { previewReply } from '@/lib/mail/preview';
import { replySchema, reviewIdParams } from '@/lib/reviews/schema';
import { toPortalAct } from '@/app/api/reviews/portalAct';

export const POST = route({
  auth: 'session',
  permission: 'review:reply',
  limit: { name: 'reply-preview', points: 60, seconds: 60 },
  params: reviewIdParams,
  body: replySchema,
  handler: ({ session, params, body }) => {
    const { websiteId, reviewId, at } = toPortalAct(session, params.id, now());
    return previewReply({ websiteId, reviewId, body: body.body, at });
  },
});

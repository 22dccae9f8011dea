/** The moderation card asks here, while it is edited, what its rules would have done to the newest reviews. Saves nothing. */
import { callerOf } from '@/lib/platform/audit';
import { previewImpact } from '@/lib/connection/websiteSettings';
import { route } from '@/lib/platform/http/route';
import { moderationRulesSchema } from '@/lib/websites/schema';

export const POST = route({
  auth: 'session',
  permission: 'settings:manage',
  limit: { name: 'moderation-preview', points: 120, seconds: 60 },
  body: moderationRulesSchema,
  maxBytes: 4_194_304,
  handler: async ({ session, requestId, body }) => {
    const { reviews, withRules, withPresentRules } = await previewImpact(
      callerOf(session, requestId).websiteId,
      body,
    );
    return { reviews, proposed: withRules, current: withPresentRules };
  },
});

/** The moderation card of the Zendesk page. */
import { callerOf } from '@/lib/platform/audit';
import { saveModeration } from '@/lib/connection/websiteSettings';
import { route } from '@/lib/platform/http/route';
import { moderationSettingsSchema } from '@/lib/websites/schema';

export const PUT = route({
  auth: 'session',
  permission: 'settings:manage',
  body: moderationSettingsSchema,
  // Ten thousand words of the longest kind.
  maxBytes: 4_194_304,
  handler: ({ session, requestId, body }) => saveModeration(callerOf(session, requestId), body),
});

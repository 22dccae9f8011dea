/** The chat card of the Zendesk page. */
import { callerOf } from '@/lib/platform/audit';
import { saveChat } from '@/lib/connection/websiteSettings';
import { route } from '@/lib/platform/http/route';
import { chatSettingsSchema } from '@/lib/websites/schema';

export const PUT = route({
  auth: 'session',
  permission: 'settings:manage',
  body: chatSettingsSchema,
  handler: ({ session, requestId, body }) => saveChat(callerOf(session, requestId), body),
});

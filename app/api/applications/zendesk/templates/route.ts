/** The templates page adds a text for agents to reply with. */
import { callerOf } from '@/lib/platform/audit';
import { reply, route } from '@/lib/platform/http/route';
import { templateSchema } from '@/lib/sidebar/templates';
import { createTemplate } from '@/lib/sidebar/templateStore';

export const POST = route({
  auth: 'session',
  permission: 'settings:manage',
  body: templateSchema,
  handler: async ({ session, requestId, body }) =>
    reply(201, await createTemplate(callerOf(session, requestId), body)),
});

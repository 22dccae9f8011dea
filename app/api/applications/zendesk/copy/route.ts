/** The Zendesk page takes over settings from another website of the signed-in merchant here. */
import { callerOf } from '@/lib/platform/audit';
import { copySettings } from '@/lib/connection/copySettings';
import { copySettingsInput } from '@/lib/connection/schema';
import { isAllowed } from '@/lib/platform/auth/permissions';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-copy', points: 30, seconds: 60 },
  body: copySettingsInput,
  handler: ({ session, requestId, body }) =>
    copySettings(callerOf(session, requestId), body, (websiteId) =>
      session.websites.some(
        ({ id, role }) => id === websiteId && isAllowed('connection:manage', role, session.isModerator),
      ),
    ),
});

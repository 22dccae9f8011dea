/** Tries again now: named entries of the activity, or all that the list's filters show. */
import { retryActivity } from '@/lib/activity/retry';
import { findActivityConnection } from '@/lib/activity/queries';
import { retrySchema } from '@/lib/activity/schema';
import { callerOf } from '@/lib/platform/audit';
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'settings:manage',
  limit: { name: 'activity_retry', points: 20, seconds: 60 },
  body: retrySchema,
  handler: async ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    const connection = await findActivityConnection(caller.websiteId);
    if (!connection) throw new AppError('not_found', { detail: 'This website has no Zendesk connection.' });
    return retryActivity(caller, connection.id, body);
  },
});

/**
 * The Zendesk page tries a connection here; nothing is saved. The answer is a line of JSON per check as it completes, and a last
 * line `{"done":true}`, without which the run was cut off.
 */
import { callerOf } from '@/lib/platform/audit';
import { connectionInput } from '@/lib/connection/schema';
import { testConnection } from '@/lib/connection/service';
import { toLines } from '@/lib/platform/http/lines';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-test', points: 30, seconds: 60 },
  body: connectionInput,
  handler: async ({ session, requestId, request, log, body }) => {
    const { websiteId } = callerOf(session, requestId);
    const checks = await testConnection(websiteId, body, request.signal);
    return toLines(checks, { requestId, log });
  },
});

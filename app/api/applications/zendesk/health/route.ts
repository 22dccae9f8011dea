/**
 * The health page runs every check here. The answer is a line of JSON per check as it completes, and a last line `{"done":true}`,
 * without which the run was cut off; what a complete run found is kept.
 */
import { callerOf } from '@/lib/platform/audit';
import { checkWebsite } from '@/lib/health/run';
import { toLines } from '@/lib/platform/http/lines';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-health', points: 20, seconds: 60 },
  handler: async ({ session, requestId, request, log }) => {
    const { websiteId } = callerOf(session, requestId);
    return toLines(await checkWebsite(websiteId, request.signal), { requestId, log });
  },
});

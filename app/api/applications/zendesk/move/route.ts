/**
 * The guided move to OAuth. The answer is a line of JSON per step as it is done, and a last line `{"done":true}`, without which the
 * run was cut off; the swap itself is one transaction, done or not done.
 */
import { callerOf } from '@/lib/platform/audit';
import { moveToOauth } from '@/lib/connection/move';
import { moveInput } from '@/lib/connection/schema';
import { toLines } from '@/lib/platform/http/lines';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-move', points: 20, seconds: 60 },
  body: moveInput,
  handler: async ({ session, requestId, request, log, body }) =>
    toLines(await moveToOauth(callerOf(session, requestId), body, request.signal), { requestId, log }),
});

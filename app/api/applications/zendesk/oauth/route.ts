/** The Zendesk page asks here where to send the browser for a one-click connection. */
import { callerOf } from '@/lib/platform/audit';
import { startOneClick } from '@/lib/connection/oneClick';
import { oneClickInput } from '@/lib/connection/schema';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-oauth', points: 30, seconds: 60 },
  body: oneClickInput,
  handler: ({ session, requestId, body }) =>
    startOneClick(callerOf(session, requestId), session.sessionId, body),
});

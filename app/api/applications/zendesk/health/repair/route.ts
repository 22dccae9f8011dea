/** The health page mends what we can mend, after it has shown what changes. Doing it again changes nothing. */
import { callerOf } from '@/lib/platform/audit';
import { repairConnection } from '@/lib/health/repair';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-repair', points: 10, seconds: 60 },
  handler: async ({ session, requestId }) => repairConnection(callerOf(session, requestId)),
});

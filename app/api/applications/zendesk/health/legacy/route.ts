/** The health page shows what the former integration left in the account, and takes it over or leaves it. */
import { callerOf } from '@/lib/platform/audit';
import { leaveLegacy, listLegacy, takeLegacyOver } from '@/lib/health/legacy';
import { legacyAct } from '@/lib/health/schema';
import { route } from '@/lib/platform/http/route';

const limit = { name: 'zendesk-legacy', points: 20, seconds: 60 };

export const GET = route({
  auth: 'session',
  permission: 'connection:manage',
  limit,
  handler: async ({ session, requestId }) => ({
    objects: await listLegacy(callerOf(session, requestId).websiteId),
  }),
});

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit,
  body: legacyAct,
  handler: async ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    if (body.act === 'leave') return { objects: await leaveLegacy(caller), fault: null };
    const { fault } = await takeLegacyOver(caller);
    return { objects: await listLegacy(caller.websiteId), fault };
  },
});

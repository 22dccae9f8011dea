/** The health page compares both sides: what the last count found, a count now, and mending one kind of difference. */
import { callerOf } from '@/lib/platform/audit';
import { now } from '@/lib/platform/clock';
import { route } from '@/lib/platform/http/route';
import { getCountPage } from '@/lib/sync/counting/queries';
import { repairRequest } from '@/lib/sync/counting/schema';
import { askCount, askRepair } from '@/lib/sync/counting/service';

export const GET = route({
  auth: 'session',
  handler: ({ session, requestId }) => getCountPage(callerOf(session, requestId).websiteId),
});

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-count', points: 10, seconds: 60 },
  handler: async ({ session, requestId }) => {
    const caller = callerOf(session, requestId);
    await askCount(caller, now());
    return getCountPage(caller.websiteId);
  },
});

export const PATCH = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-count-repair', points: 20, seconds: 60 },
  body: repairRequest,
  handler: async ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    const { asked } = await askRepair(caller, body.reason);
    return { asked, page: await getCountPage(caller.websiteId) };
  },
});

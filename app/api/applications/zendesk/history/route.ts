/** The page of history: what it shows now, starting to fill up, and pausing, resuming or stopping that. Answers the page each time. */
import { callerOf } from '@/lib/platform/audit';
import { route } from '@/lib/platform/http/route';
import { changeBackfill, getHistoryPage, startBackfill } from '@/lib/sync/history/history';
import { backfillActionSchema, backfillChoiceSchema } from '@/lib/sync/history/historySchema';

export const GET = route({
  auth: 'session',
  handler: ({ session, requestId }) => getHistoryPage(callerOf(session, requestId).websiteId),
});

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'backfill-start', points: 20, seconds: 60 },
  body: backfillChoiceSchema,
  handler: async ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    await startBackfill(caller, body);
    return getHistoryPage(caller.websiteId);
  },
});

export const PATCH = route({
  auth: 'session',
  permission: 'connection:manage',
  body: backfillActionSchema,
  handler: async ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    await changeBackfill(caller, body.action);
    return getHistoryPage(caller.websiteId);
  },
});

/** What filling up with the chosen history would make, take and cost; changes nothing. */
import { callerOf } from '@/lib/platform/audit';
import { route } from '@/lib/platform/http/route';
import { estimateBackfill } from '@/lib/sync/history/history';
import { backfillChoiceSchema } from '@/lib/sync/history/historySchema';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'backfill-estimate', points: 60, seconds: 60 },
  body: backfillChoiceSchema,
  handler: ({ session, requestId, body }) => estimateBackfill(callerOf(session, requestId).websiteId, body),
});

/** The part of the account's calls that stays with the merchant's other tools. */
import { callerOf } from '@/lib/platform/audit';
import { route } from '@/lib/platform/http/route';
import { getHistoryPage, setOtherToolsShare } from '@/lib/sync/history/history';
import { shareSchema } from '@/lib/sync/history/historySchema';

export const PUT = route({
  auth: 'session',
  permission: 'connection:manage',
  body: shareSchema,
  handler: async ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    await setOtherToolsShare(caller, body.otherToolsShare);
    return getHistoryPage(caller.websiteId);
  },
});

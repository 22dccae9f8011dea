/** The Zendesk page installs the sidebar app here, or brings it up to date. A build takes seconds; the answer comes when it is done. */
import { getAppView, installApp } from '@/lib/sidebar/appInstallation';
import { callerOf } from '@/lib/platform/audit';
import { findConnection } from '@/lib/connection/service';
import { route } from '@/lib/platform/http/route';

export const PUT = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-app', points: 20, seconds: 60 },
  handler: async ({ session, requestId }) => {
    const caller = callerOf(session, requestId);
    const { changes } = await installApp(caller);
    const connection = await findConnection(caller.websiteId);
    return { app: await getAppView(caller.websiteId, connection?.subdomain ?? null), changes };
  },
});

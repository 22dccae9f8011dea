/** The Zendesk page saves its connection here, or disconnects. Answers what the page shows then, never a secret. */
import { callerOf } from '@/lib/platform/audit';
import { getConnectionView } from '@/lib/connection/queries';
import { connectionInput, disconnectInput } from '@/lib/connection/schema';
import { disconnect, saveConnection } from '@/lib/connection/service';
import { route } from '@/lib/platform/http/route';

export const PUT = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-save', points: 30, seconds: 60 },
  body: connectionInput,
  handler: async ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    const { setupFault, changes } = await saveConnection(caller, body);
    return { connection: await getConnectionView(caller.websiteId), setupFault, changes };
  },
});

export const DELETE = route({
  auth: 'session',
  permission: 'connection:manage',
  body: disconnectInput,
  handler: async ({ session, requestId, body }) => {
    const caller = callerOf(session, requestId);
    const { isZendeskTold } = await disconnect(caller, body);
    return { connection: await getConnectionView(caller.websiteId), isZendeskTold };
  },
});

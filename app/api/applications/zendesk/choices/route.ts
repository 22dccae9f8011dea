/** The tickets card reads here what the connected account offers at this moment: groups, people, brands, forms. */
import { callerOf } from '@/lib/platform/audit';
import { listChoices } from '@/lib/connection/ticketSettings';
import { route } from '@/lib/platform/http/route';

export const GET = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-choices', points: 30, seconds: 60 },
  handler: ({ session, requestId }) => listChoices(callerOf(session, requestId).websiteId),
});

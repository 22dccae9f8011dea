/** The tickets card of the Zendesk page: which reviews become tickets, in whose name, and what the tickets are given. */
import { callerOf } from '@/lib/platform/audit';
import { ticketSettingsInput } from '@/lib/connection/schema';
import { saveTicketSettings } from '@/lib/connection/ticketSettings';
import { route } from '@/lib/platform/http/route';

export const PUT = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-tickets', points: 30, seconds: 60 },
  body: ticketSettingsInput,
  handler: ({ session, requestId, body }) => saveTicketSettings(callerOf(session, requestId), body),
});

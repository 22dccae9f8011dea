/** Writes the order of a ticket's review into its field, where nothing else is missing, and answers with the chain as it is then. */
import { callerOf } from '@/lib/platform/audit';
import { traceInput } from '@/lib/ticketTrace/schema';
import { repairTicket } from '@/lib/ticketTrace/traceRepair';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'connection:manage',
  limit: { name: 'zendesk-trace', points: 60, seconds: 60 },
  body: traceInput,
  handler: async ({ session, requestId, body }) => repairTicket(callerOf(session, requestId), body.ticket),
});

/** "Review not found": the page for support asks here where the chain from a ticket to its review breaks. Changes nothing. */
import { callerOf } from '@/lib/platform/audit';
import { traceInput } from '@/lib/ticketTrace/schema';
import { traceTicket } from '@/lib/ticketTrace/trace';
import { route } from '@/lib/platform/http/route';

export const POST = route({
  auth: 'session',
  permission: 'review:read',
  limit: { name: 'zendesk-trace', points: 60, seconds: 60 },
  body: traceInput,
  handler: async ({ session, requestId, body }) => {
    const { websiteId, merchantId } = callerOf(session, requestId);
    return traceTicket({ websiteId, merchantId, ticket: body.ticket });
  },
});

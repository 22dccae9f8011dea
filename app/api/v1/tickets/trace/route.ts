/** For support's own tools: `GET /api/v1/tickets/trace?ticket=` an address or number; where the chain to the review breaks. */
import { traceInput } from '@/lib/ticketTrace/schema';
import { traceTicket } from '@/lib/ticketTrace/trace';
import { route } from '@/lib/platform/http/route';
import { shopLimit } from '@/app/api/v1/limits';

export const GET = route({
  auth: 'website',
  limit: shopLimit,
  query: traceInput,
  handler: async ({ website, query }) =>
    traceTicket({ websiteId: website.id, merchantId: website.merchantId, ticket: query.ticket }),
});

/** The files of the ticket that may prove a report. */
import { z } from 'zod';
import { requireReviewOfTicket } from '@/lib/sidebar/panel';
import { listTicketFiles } from '@/lib/sidebar/ticketFiles';
import { panelRoute, ticketIdSchema } from '@/app/api/zendesk/sidebar/panelRoute';

export const GET = panelRoute({
  query: z.strictObject({ ticketId: ticketIdSchema }),
  handler: async ({ caller, locale, query }) => {
    await requireReviewOfTicket(caller, query.ticketId);
    return { items: await listTicketFiles(caller.website.id, query.ticketId, locale) };
  },
});

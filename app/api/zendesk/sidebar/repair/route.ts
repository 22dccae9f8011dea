/** An administrator has the broken link between ticket and review written again. */
import { repairTicket } from '@/lib/ticketTrace/traceRepair';
import { AppError } from '@/lib/platform/errors';
import { readJson } from '@/lib/platform/http/body';
import { parseInput } from '@/lib/platform/http/problem';
import { findReviewOfTicket, forgetTrace } from '@/lib/sidebar/panel';
import { panelRoute, ticketBody } from '@/app/api/zendesk/sidebar/panelRoute';

export const POST = panelRoute({
  handler: async ({ request, caller }) => {
    const { ticketId } = parseInput(ticketBody, await readJson(request, 1_000));
    const { website, agent } = caller;
    if (!agent.isAdmin)
      throw new AppError('forbidden', { detail: 'Only an administrator of the account repairs.' });
    await findReviewOfTicket(caller, ticketId);
    const audited = { websiteId: website.id, merchantId: website.merchantId, name: agent.name };
    await repairTicket({ ...audited, userId: null, requestId: 'sidebar' }, ticketId.toString());
    forgetTrace(caller, ticketId);
    return {};
  },
});

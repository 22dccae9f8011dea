/** An agent publishes the review of the ticket. */
import { transaction } from '@/lib/platform/db/client';
import { readJson } from '@/lib/platform/http/body';
import { parseInput } from '@/lib/platform/http/problem';
import { publishReview } from '@/lib/reviews/service';
import { toPanelAct } from '@/app/api/zendesk/sidebar/panelAct';
import { panelRoute, ticketBody } from '@/app/api/zendesk/sidebar/panelRoute';

export const POST = panelRoute({
  handler: async ({ request, caller }) => {
    const { ticketId } = parseInput(ticketBody, await readJson(request, 1_000));
    const act = await toPanelAct(caller, ticketId);
    return transaction((tx) => publishReview(tx, act));
  },
});

/** An agent hides the exchanges of the review from the public pages, or shows them again: its own undo. */
import { transaction } from '@/lib/platform/db/client';
import { readJson } from '@/lib/platform/http/body';
import { parseInput } from '@/lib/platform/http/problem';
import { exchangesSchema } from '@/lib/reviews/schema';
import { setExchangesHidden } from '@/lib/reviews/service';
import { toPanelAct } from '@/app/api/zendesk/sidebar/panelAct';
import { panelRoute, ticketIdSchema } from '@/app/api/zendesk/sidebar/panelRoute';

const body = exchangesSchema.extend({ ticketId: ticketIdSchema });

export const PUT = panelRoute({
  handler: async ({ request, caller }) => {
    const { ticketId, hidden } = parseInput(body, await readJson(request, 1_000));
    const act = await toPanelAct(caller, ticketId);
    return transaction((tx) => setExchangesHidden(tx, { ...act, hidden }));
  },
});

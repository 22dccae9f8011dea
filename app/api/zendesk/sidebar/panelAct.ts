import { now } from '@/lib/platform/clock';
import type { SidebarCaller } from '@/lib/sidebar/caller';
import { requireReviewOfTicket } from '@/lib/sidebar/panel';
import type { Act } from '@/lib/reviews/service';

/**
 * An agent's act on the review of the ticket beside them. The ticket names the review, never the request; the agent's own name is
 * what is recorded.
 */
export async function toPanelAct(
  caller: SidebarCaller,
  ticketId: bigint,
): Promise<Act & { websiteId: string }> {
  const { website, agent } = caller;
  const reviewId = await requireReviewOfTicket(caller, ticketId);
  return { reviewId, websiteId: website.id, actor: { kind: 'zendesk', name: agent.name }, at: now() };
}

/** What the panel beside a ticket shows. Asked again every few seconds with the version it has: 304 while nothing changed. */
import { z } from 'zod';
import { reply } from '@/lib/platform/http/route';
import { readPanel } from '@/lib/sidebar/panel';
import { findReviewVersion } from '@/lib/sync/queries';
import { panelRoute, ticketIdSchema } from '@/app/api/zendesk/sidebar/panelRoute';

export const GET = panelRoute({
  query: z.strictObject({ ticketId: ticketIdSchema }),
  handler: async ({ request, caller, locale, query }) => {
    const known = /^"([\w-]+)"$/.exec(request.headers.get('if-none-match') ?? '')?.[1] ?? null;
    const answer = await readPanel({
      caller,
      locale,
      ticketId: query.ticketId,
      known,
      findVersion: findReviewVersion,
    });
    const headers = { etag: `"${answer?.version ?? known ?? ''}"`, 'cache-control': 'private, no-cache' };
    if (!answer) return new Response(null, { status: 304, headers });
    return reply(200, { ...answer.panel, isAdmin: caller.agent.isAdmin }, headers);
  },
});

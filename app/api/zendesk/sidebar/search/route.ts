/** Reviews of one order or one address, for a ticket that belongs to none. */
import { z } from 'zod';
import { findReviews } from '@/lib/sidebar/panel';
import { lineOf } from '@/lib/reviews/schema';
import { panelRoute } from '@/app/api/zendesk/sidebar/panelRoute';

export const GET = panelRoute({
  query: z.strictObject({ q: lineOf(254) }),
  handler: async ({ caller, locale, query }) => ({ items: await findReviews(caller, query.q, locale) }),
});

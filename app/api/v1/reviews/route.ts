/** Shop systems hand in reviews written elsewhere, one or up to a hundred at a time, and read them back page by page. */
import { z } from 'zod';
import { now } from '@/lib/platform/clock';
import { parseInput } from '@/lib/platform/http/problem';
import { route } from '@/lib/platform/http/route';
import { toReviewItem } from '@/lib/reviews/apiView';
import { listReviews } from '@/lib/reviews/queries';
import { newReviewSchema, reviewFiltersSchema } from '@/lib/reviews/schema';
import { once } from '@/app/api/v1/idempotency';
import { shopLimit } from '@/app/api/v1/limits';
import { looseBatchSchema, submitBatch, submitOne } from '@/app/api/v1/reviews/submissions';

const isBatch = (body: unknown) => typeof body === 'object' && body !== null && 'reviews' in body;

export const POST = route({
  auth: 'website',
  limit: shopLimit,
  // One review or a batch: told apart before parsing, so that each is refused in its own words.
  body: z.unknown(),
  // A row with one refuses itself and costs no other.
  nullCharacters: 'kept',
  handler: ({ request, website, body }) => {
    const call = { request, websiteId: website.id, body };
    if (!isBatch(body)) {
      const review = parseInput(newReviewSchema, body);
      return once(call, (tx) => submitOne(tx, { website, review, at: now() }));
    }
    const { reviews } = parseInput(looseBatchSchema, body);
    return once(call, (tx) => submitBatch(tx, { website, reviews, at: now() }));
  },
});

export const GET = route({
  auth: 'website',
  limit: shopLimit,
  query: reviewFiltersSchema,
  handler: async ({ website, query }) => {
    const { items, nextCursor } = await listReviews(website.id, query);
    return { items: items.map(toReviewItem), nextCursor };
  },
});

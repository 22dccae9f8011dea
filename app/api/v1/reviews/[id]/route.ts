/** One review for the shop system: text, causes, exchanges, report, timeline, place in the queue and ticket. */
import { now } from '@/lib/platform/clock';
import { route } from '@/lib/platform/http/route';
import { toReviewView } from '@/lib/reviews/apiView';
import { getReview } from '@/lib/reviews/queries';
import { getQueuePlace } from '@/lib/reviews/queueQueries';
import { reviewIdParams } from '@/lib/reviews/schema';
import { shopLimit } from '@/app/api/v1/limits';

export const GET = route({
  auth: 'website',
  limit: shopLimit,
  params: reviewIdParams,
  handler: async ({ website, params }) => {
    const review = await getReview(website.id, params.id);
    return toReviewView(review, await getQueuePlace({ ...review, timeZone: website.timeZone }, now()));
  },
});

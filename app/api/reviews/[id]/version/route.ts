/** Asked by an open review page every few seconds; the page loads anew only when the answer differs. */
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';
import { reviewIdParams } from '@/lib/reviews/schema';
import { findReviewVersion } from '@/lib/sync/queries';

export const GET = route({
  auth: 'session',
  permission: 'review:read',
  params: reviewIdParams,
  handler: async ({ session, params }) => {
    const version = session.current && (await findReviewVersion(session.current.id, params.id));
    if (!version) throw new AppError('not_found', { detail: 'There is no such review on this website.' });
    return { version };
  },
});

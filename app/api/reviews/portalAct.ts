import type { SessionContext } from '@/lib/platform/auth/session';
import { AppError } from '@/lib/platform/errors';
import type { PendingReplyKey } from '@/lib/reviews/pendingReplies';
import type { Act } from '@/lib/reviews/service';

/**
 * Who acts on which review from the portal. The website is the session's current one, never the request's, so a review of
 * another website is as unknown as one that does not exist.
 * @throws AppError `not_found` for a person without a website.
 */
export function toPortalAct(
  session: Pick<SessionContext, 'current' | 'name' | 'userId'>,
  reviewId: string,
  at: Date,
): Act & { websiteId: string } {
  if (!session.current) throw new AppError('not_found', { detail: 'There is no website to look in.' });
  return {
    reviewId,
    websiteId: session.current.id,
    actor: { kind: 'merchant', name: session.name, userId: session.userId },
    at,
  };
}

/** Which waiting reply a person of the portal means; only their own is theirs to touch. */
export function toPendingReplyKey(
  session: Pick<SessionContext, 'current' | 'userId'>,
  params: { id: string; replyId: string },
): PendingReplyKey {
  if (!session.current) throw new AppError('not_found', { detail: 'There is no website to look in.' });
  const { id: reviewId, replyId: pendingReplyId } = params;
  return { pendingReplyId, reviewId, websiteId: session.current.id, userId: session.userId };
}

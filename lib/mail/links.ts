/** Addresses that mails lead to. Links of authors are signed: they open without signing in. */
import { reviewUrl } from '@/lib/consumers/orders';
import { signToken } from '@/lib/platform/crypto/tokens';
import { env } from '@/lib/platform/env';

/** Kind of the signed link to an author's own review; the id in it is the review's. */
export const reviewLinkKind = 'review';

export const invitationUrl = reviewUrl;
export const authorReviewUrl = (reviewId: string) => `${env.appUrl}/r/${signToken(reviewLinkKind, reviewId)}`;
export const portalReviewUrl = (reviewId: string) => `${env.appUrl}/reviews/${reviewId}`;
export const connectionUrl = () => `${env.appUrl}/applications/zendesk`;

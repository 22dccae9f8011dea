/** Addresses that mails lead to. Links of authors are signed: they open without signing in. */
import { signToken } from '@/lib/platform/crypto/tokens';
import { env } from '@/lib/platform/env';

export const invitationUrl = (invitationId: string) =>
  `${env.appUrl}/r/${signToken('invitation', invitationId)}`;
export const authorReviewUrl = (reviewId: string) => `${env.appUrl}/r/${signToken('review', reviewId)}`;
export const portalReviewUrl = (reviewId: string) => `${env.appUrl}/reviews/${reviewId}`;
export const connectionUrl = () => `${env.appUrl}/applications/zendesk`;

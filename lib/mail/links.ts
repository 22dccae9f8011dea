/** Addresses that mails lead to. Links of authors are signed: they open without signing in. */
import { erasureLinkKind, invitationLinkKind, reviewLinkKind, unsubscribeLinkKind } from '@/lib/orders/links';
import { signToken } from '@/lib/platform/crypto/tokens';
import { env } from '@/lib/platform/env';

/** Only mailed: a form opened from it came by our invitation. */
export const invitationUrl = (invitationId: string) =>
  `${env.appUrl}/r/${signToken(invitationLinkKind, invitationId)}`;
export const authorReviewUrl = (reviewId: string) => `${env.appUrl}/r/${signToken(reviewLinkKind, reviewId)}`;
/** Pages below an author's own review: a new text, an appeal. */
export const authorModifyUrl = (reviewId: string) => `${authorReviewUrl(reviewId)}/modify`;
export const authorAppealUrl = (reviewId: string) => `${authorReviewUrl(reviewId)}/appeal`;
export const portalReviewUrl = (reviewId: string) => `${env.appUrl}/reviews/${reviewId}`;
export const reviewsUrl = () => `${env.appUrl}/reviews`;
/** Where the owner of an address confirms that everything is to be erased. */
export const erasureUrl = (requestId: string) =>
  `${env.appUrl}/erasure/${signToken(erasureLinkKind, requestId)}`;
const unsubscribeToken = (invitationId: string) => signToken(unsubscribeLinkKind, invitationId);
/** The page that asks once more; for the link in the mail's text. */
export const unsubscribeUrl = (invitationId: string) =>
  `${env.appUrl}/unsubscribe/${unsubscribeToken(invitationId)}`;
export const connectionUrl = () => `${env.appUrl}/applications/zendesk`;

/** Kinds of the signed `/r/…` links; a link of one kind never opens the other. Pure, so that the proxy may read them. */

/** The id in it is the invitation's: opens the form. */
export const invitationLinkKind = 'invitation';
/** The id in it is the review's: shows the author their own review. */
export const reviewLinkKind = 'review';
/** The id in it is an erasure request's, and later its receipt's. */
export const erasureLinkKind = 'erasure';
/** The id in it is the invitation's: ends the invitations of its website to its address. */
export const unsubscribeLinkKind = 'unsubscribe';

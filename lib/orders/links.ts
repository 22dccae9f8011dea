/** Kinds of the signed `/r/…` links; a link of one kind never opens the other. Pure, so that the proxy may read them. */

/** The id in it is the invitation's: opens the form. Only mailed, so whoever holds it reads the order's inbox. */
export const invitationLinkKind = 'invitation';
/** The id in it is the invitation's: opens the same form while it is unused. Given to the shop, which may hand it on anyhow. */
export const shopLinkKind = 'shop_link';
/** The id in it is the review's: acts as its author. Goes to the author's address and nowhere else. */
export const reviewLinkKind = 'review';
/** The id in it is an erasure request's, and later its receipt's. */
export const erasureLinkKind = 'erasure';
/** The id in it is the invitation's: ends the invitations of its website to its address. */
export const unsubscribeLinkKind = 'unsubscribe';

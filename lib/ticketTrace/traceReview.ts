/** Which review a ticket is about, by whatever of the two systems names it. */
import { db } from '@/lib/platform/db/client';
import { authorNameOf } from '@/lib/platform/text/personName';
import type { Standing } from '@/lib/ticketTrace/schema';
import { findReviewId } from '@/lib/zendesk/ticketTags';

export type FoundReview = {
  id: string;
  websiteId: string;
  websiteName: string;
  orderRef: string;
  status: string;
  rating: number;
  authorName: string;
  /** By our own record or its external id, not only by an order that somebody wrote into its field. */
  isOwnTicket: boolean;
};

const fields = {
  id: true,
  websiteId: true,
  orderRef: true,
  status: true,
  rating: true,
  authorFirstName: true,
  authorLastName: true,
  website: { select: { name: true } },
} as const;

type Names = {
  merchantId: string;
  websiteId: string;
  subdomain: string;
  ticketId: number;
  /** The closed ticket that this one follows up; null where it follows none. */
  followedId: number | null;
  externalId: string | null;
  /** From the ticket's field. */
  orderRef: string | null;
};

export type TicketReview = {
  review: FoundReview;
  standing: Standing;
  /** The review's own ticket in this account; null while it has none. */
  ownTicketId: number | null;
};

/** @returns null when nothing names a review of this merchant's. */
export async function findTicketReview(names: Names): Promise<TicketReview | null> {
  const remembered = await findRemembered(names);
  const review = await findReview(names, remembered?.reviewId ?? null);
  if (!review) return null;
  const link = await db.ticketLink.findUnique({ where: { reviewId: review.id } });
  const ownTicketId = link?.subdomain === names.subdomain ? link.ticketId : null;
  return {
    review,
    standing: remembered?.reviewId === review.id ? remembered.standing : 'other',
    ownTicketId: ownTicketId === null ? null : Number(ownTicketId),
  };
}

type Remembered = { reviewId: string; standing: Standing };

/** What we remember of the ticket, or of the one it follows up. */
async function findRemembered(names: Names): Promise<Remembered | null> {
  const { subdomain, ticketId, followedId, externalId } = names;
  const own = await db.ticketLink.findFirst({
    // A ticket whose number has not arrived yet is known by the name it was given.
    where: {
      subdomain,
      OR: [{ ticketId: BigInt(ticketId) }, ...(externalId ? [{ ticketId: null, externalId }] : [])],
    },
    select: { reviewId: true },
  });
  if (own) return { ...own, standing: 'own' };
  const past = await db.pastTicket.findUnique({
    where: { subdomain_ticketId: { subdomain, ticketId: BigInt(ticketId) } },
  });
  if (past)
    return { reviewId: past.reviewId, standing: past.reason === 'follow_up' ? 'follow_up' : 'earlier' };
  if (followedId === null) return null;
  const where = { subdomain_ticketId: { subdomain, ticketId: BigInt(followedId) } };
  const followed = (await db.ticketLink.findUnique({ where })) ?? (await db.pastTicket.findUnique({ where }));
  return followed && { reviewId: followed.reviewId, standing: 'follow_up' };
}

/**
 * By what we remember, else by the ticket's own external id, else by the order in its field; of several reviews of one order, one of
 * the asked website comes first. Only the merchant's own websites are searched.
 */
async function findReview(names: Names, remembered: string | null): Promise<FoundReview | null> {
  const { merchantId, websiteId, externalId, orderRef } = names;
  const website = { merchantId };
  for (const id of [remembered, findReviewId(externalId)]) {
    const row = id ? await db.review.findFirst({ where: { id, website }, select: fields }) : null;
    if (row) return toFound(row, true);
  }
  if (orderRef === null) return null;
  // As people see the reference: an agent's copy of it may hold other spaces, or none that one sees.
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM website w JOIN review r ON r.website_id = w.id AND r.type IN ('brand', 'product')
    WHERE w.merchant_id = ${merchantId}::uuid AND comparable(r.order_ref) = comparable(${orderRef}) ORDER BY r.id LIMIT 50`;
  const rows = await db.review.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
    select: fields,
  });
  const row = rows.find((one) => one.websiteId === websiteId) ?? rows[0];
  return row ? toFound(row, false) : null;
}

type Row = Omit<FoundReview, 'websiteName' | 'authorName' | 'isOwnTicket'> & {
  authorFirstName: string;
  authorLastName: string;
  website: { name: string };
};

function toFound(
  { website, authorFirstName, authorLastName, ...row }: Row,
  isOwnTicket: boolean,
): FoundReview {
  const authorName = authorNameOf({ authorFirstName, authorLastName });
  return { ...row, websiteName: website.name, authorName, isOwnTicket };
}

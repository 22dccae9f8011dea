/** Which review a ticket is about, by whatever of the two systems names it. */
import { db } from '@/lib/platform/db/client';
import { authorNameOf } from '@/lib/platform/text/personName';

export type FoundReview = {
  id: string;
  websiteId: string;
  websiteName: string;
  orderRef: string;
  status: string;
  rating: number;
  authorName: string;
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
  /** From the ticket's external id. */
  reviewId: string | null;
  /** From the ticket's field. */
  orderRef: string | null;
};

/**
 * By what we remember of the ticket, else by the ticket's own external id, else by the order in its field; of several reviews of
 * one order, one of the asked website comes first. Only the merchant's own websites are searched.
 */
export async function findTicketReview(names: Names): Promise<FoundReview | null> {
  const { merchantId, websiteId, subdomain, ticketId, reviewId, orderRef } = names;
  const link = await db.ticketLink.findUnique({
    where: { subdomain_ticketId: { subdomain, ticketId: BigInt(ticketId) } },
    select: { reviewId: true },
  });
  const website = { merchantId };
  for (const id of [link?.reviewId, reviewId]) {
    const row = id ? await db.review.findFirst({ where: { id, website }, select: fields }) : null;
    if (row) return toFound(row);
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
  return row ? toFound(row) : null;
}

type Row = Omit<FoundReview, 'websiteName' | 'authorName'> & {
  authorFirstName: string;
  authorLastName: string;
  website: { name: string };
};

function toFound({ website, authorFirstName, authorLastName, ...row }: Row): FoundReview {
  const authorName = authorNameOf({ authorFirstName, authorLastName });
  return { ...row, websiteName: website.name, authorName };
}

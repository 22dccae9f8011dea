/** What a panel is made from, read at once: the review, its place in the queue, its author's other reviews, the desk of a report. */
import { parseEmail } from '@/lib/platform/text/emailAddress';
import { db } from '@/lib/platform/db/client';
import { findReportDesk, type ReportDesk } from '@/lib/moderationDesk/reportDesk';
import { getReview, type ReviewDetail } from '@/lib/reviews/queries';
import { getQueuePlace, type ReviewQueuePlace } from '@/lib/reviews/queueQueries';
import { listTemplates, type Template } from '@/lib/sidebar/templateStore';

const pastMax = 10;

export type PanelFacts = {
  review: ReviewDetail;
  place: ReviewQueuePlace;
  /** The ticket of the review that holds this one back. */
  holderTicketId: bigint | null;
  desk: ReportDesk | null;
  past: Awaited<ReturnType<typeof readPast>>;
  templates: Template[];
  isMailedTwice: boolean;
};

const pastFields = {
  id: true,
  type: true,
  status: true,
  reportedAt: true,
  rating: true,
  comment: true,
  productName: true,
  orderRef: true,
  submittedAt: true,
  authorFirstName: true,
  authorLastName: true,
  ticketLink: { select: { ticketId: true } },
} as const;

/** The author's other reviews on this website, newest first. */
function readPast(review: Pick<ReviewDetail, 'id' | 'websiteId' | 'authorEmail'>) {
  const { websiteId, authorEmail, id } = review;
  return db.review.findMany({
    where: { websiteId, authorEmail, id: { not: id } },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    take: pastMax,
    select: pastFields,
  });
}

async function findByReference(websiteId: string, orderRef: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM review WHERE website_id = ${websiteId}::uuid AND type IN ('brand', 'product')
      AND comparable(order_ref) = comparable(${orderRef})`;
  return rows.map(({ id }) => id);
}

/** By order reference or e-mail address, whole; a part of one would be a way to leaf through everybody's reviews. */
export async function searchReviews(websiteId: string, text: string) {
  const email = parseEmail(text);
  const ids = email === null ? await findByReference(websiteId, text) : [];
  return db.review.findMany({
    where: { websiteId, ...(email === null ? { id: { in: ids } } : { authorEmail: email }) },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    take: pastMax,
    select: pastFields,
  });
}
export type PastRow = Awaited<ReturnType<typeof searchReviews>>[number];

/** @throws AppError `not_found` for a review of another website. */
export async function readPanelFacts(websiteId: string, reviewId: string, at: Date): Promise<PanelFacts> {
  const review = await getReview(websiteId, reviewId);
  const [place, desk, past, templates, connection] = await Promise.all([
    getQueuePlace({ ...review, timeZone: review.website.timeZone }, at),
    findReportDesk(review, at),
    readPast(review),
    listTemplates(websiteId),
    db.zendeskConnection.findUnique({ where: { websiteId } }),
  ]);
  const holder = place.heldBy
    ? await db.ticketLink.findUnique({ where: { reviewId: place.heldBy.id }, select: { ticketId: true } })
    : null;
  const isMailedTwice =
    connection !== null && !connection.exemptNotifications && connection.requesterMode === 'author';
  return { review, place, holderTicketId: holder?.ticketId ?? null, desk, past, templates, isMailedTwice };
}

/** Content of a digest: what happened in its period, and what waits when it is rendered. */
import { z } from 'zod';
import { portalReviewUrl, reviewsUrl } from '@/lib/mail/links';
import type { Source } from '@/lib/mail/sources/row';
import { db } from '@/lib/platform/db/client';
import { authorNameOf } from '@/lib/platform/text/personName';

const period = z.object({ from: z.coerce.date(), until: z.coerce.date() });
/** More would make a list of work out of a short message. */
const shownReviews = 5;

export const merchantDigest: Source<'merchant_digest'> = async (mail) => {
  if (!mail.websiteId) return null;
  const { from, until } = period.parse(mail.data);
  const websiteId = mail.websiteId;
  const website = await db.website.findUnique({
    where: { id: websiteId },
    select: { name: true, timeZone: true },
  });
  if (!website) return null;
  const within = { gte: from, lt: until };
  const [texts, events, waiting] = await Promise.all([
    db.review.aggregate({
      where: { websiteId, submittedAt: within, status: { not: 'withdrawn' } },
      _count: true,
      _avg: { rating: true },
    }),
    db.reviewEvent.groupBy({ by: ['type'], where: { websiteId, at: within }, _count: true }),
    findWaiting(websiteId),
  ]);
  const count = (type: string) => events.find((group) => group.type === type)?._count ?? 0;
  // A day on which nothing happened and nothing waits is no news.
  if (texts._count === 0 && events.length === 0 && waiting.toHandle === 0) return null;
  return {
    shop: website.name,
    timeZone: website.timeZone,
    from,
    until,
    received: texts._count,
    average: texts._avg.rating,
    published: count('published'),
    answers: count('answered'),
    decisions: { accepted: count('report_accepted'), rejected: count('report_rejected') },
    ...waiting,
    url: reviewsUrl(),
  };
};

async function findWaiting(websiteId: string) {
  const where = { websiteId, status: 'in_moderation' as const, reportedAt: null };
  const [toHandle, rows] = await Promise.all([
    db.review.count({ where }),
    db.review.findMany({ where, orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }], take: shownReviews }),
  ]);
  const first = rows.map((row) => ({
    rating: row.rating,
    comment: row.comment,
    productName: row.productName,
    author: authorNameOf(row),
    orderRef: row.orderRef,
    publishDueAt: row.publishDueAt,
    url: portalReviewUrl(row.id),
  }));
  return { toHandle, first };
}

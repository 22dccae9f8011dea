import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { OtherWebsite } from '@/components/reviews/OtherWebsite';
import { ReviewPage } from '@/components/reviews/ReviewPage';
import { findReportDesk } from '@/lib/moderationDesk/reportDesk';
import { requireWebsite, type SessionContext } from '@/lib/platform/auth/session';
import { now } from '@/lib/platform/clock';
import { findReview } from '@/lib/reviews/queries';
import { getQueue, getQueuePlace } from '@/lib/reviews/queueQueries';
import { reviewIdParams } from '@/lib/reviews/schema';
import { findReviewVersion, findTicketOfReview } from '@/lib/sync/queries';
import { toPlace } from '../views';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reviews'))('detail.reviewTitle') };
}

export default async function Page({ params }: Props) {
  const session = await requireWebsite('review:read');
  const { timeZone, id: websiteId } = session.current;
  const id = reviewIdParams.safeParse({ id: (await params).id }).data?.id;
  // Read before the rest: what changes meanwhile is then newer than the version, and the page looks again.
  const version = id ? await findReviewVersion(websiteId, id) : null;
  const review = id && version ? await findReview(websiteId, id) : null;
  if (!id || !version || !review) return missing(session, id);
  const at = now();
  const [place, queue, ticket, desk] = await Promise.all([
    getQueuePlace({ ...review, timeZone }, at),
    getQueue(websiteId, review.type, at),
    findTicketOfReview(id),
    findReportDesk(review, at),
  ]);
  return (
    <ReviewPage
      key={id}
      review={review}
      place={toPlace(review, place, queue)}
      ticket={ticket}
      version={version}
      can={{
        reply: session.can('review:reply'),
        publish: session.can('review:publish'),
        connect: session.can('connection:manage'),
        report: session.can('review:report'),
        hide: session.can('review:hide'),
      }}
      viewerId={session.userId}
      desk={desk}
      frame={{ timeZone, now: at }}
    />
  );
}

/** A link from a mail or a ticket may lead to another of one's own websites; that is said, with the way there. */
async function missing(session: SessionContext, id: string | undefined) {
  for (const website of id ? session.websites : []) {
    if (id && (await findReview(website.id, id)))
      return <OtherWebsite websiteId={website.id} name={website.name} />;
  }
  notFound();
}

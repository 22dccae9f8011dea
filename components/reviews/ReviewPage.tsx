import { useTranslations } from 'next-intl';
import { ReportCardAction } from '@/components/reports/ReportCardAction';
import { useEventWords } from '@/components/reviews/eventWords';
import { ExchangesCard } from '@/components/reviews/ExchangesCard';
import { LiveRefresh } from '@/components/layout/LiveRefresh';
import type { EventLine } from '@/components/reviews/Meanwhile';
import { useMoments, type Frame } from '@/components/layout/moments';
import { ReportCard } from '@/components/reviews/ReportCard';
import { ReviewCard } from '@/components/reviews/ReviewCard';
import { ReviewTimeline } from '@/components/reviews/ReviewTimeline';
import { StatusCard, type Place } from '@/components/reviews/StatusCard';
import { TicketCard } from '@/components/reviews/TicketCard';
import { PageHeader } from '@/components/ui/PageHeader';
import type { ReportDesk } from '@/lib/moderationDesk/reportDesk';
import { authorNameOf } from '@/lib/platform/text/personName';
import type { ReviewDetail } from '@/lib/reviews/queries';
import type { TicketView } from '@/lib/sync/queries';

export type ReviewPageProps = {
  review: ReviewDetail;
  place: Place;
  ticket: TicketView;
  /** Asked for again every few seconds; a change loads the page anew. */
  version: string;
  can: { reply: boolean; publish: boolean; connect: boolean; report: boolean; hide: boolean };
  viewerId: string;
  /** Null when the review can have no report now. */
  desk: ReportDesk | null;
  frame: Frame;
};

/** Events as lines for the browser, which shows them when somebody else acted first. */
function useEventLines(review: ReviewDetail, frame: Frame): EventLine[] {
  const words = useEventWords();
  const { full } = useMoments(frame);
  return review.events.map((event) => {
    const { title, who } = words(event, review);
    return { seq: event.seq, text: title, when: `${who}, ${full(event.at)}` };
  });
}

/** One review: what was written, where it stands, the dialogue, its ticket and its history. */
export function ReviewPage({ review, place, ticket, version, can, viewerId, desk, frame }: ReviewPageProps) {
  const t = useTranslations('reviews.detail');
  const events = useEventLines(review, frame);
  const report = review.reports[0];
  return (
    <>
      <PageHeader
        title={t('titlePage', { author: authorNameOf(review) })}
        back={{ href: '/reviews', label: t('back') }}
      />
      <LiveRefresh url={`/api/reviews/${review.id}/version`} version={version} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_21rem] lg:grid-rows-[auto_1fr] xl:grid-cols-[minmax(0,1fr)_23rem]">
        <ReviewCard review={review} frame={frame} />
        <aside className="space-y-5 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <StatusCard review={review} place={place} canPublish={can.publish} events={events} frame={frame} />
          {report && <ReportCard report={report} frame={frame} />}
          {desk && <ReportCardAction desk={desk} canReport={can.report} frame={frame} />}
          <TicketCard
            reviewId={review.id}
            ticket={ticket}
            canConnect={can.connect}
            canReply={can.reply}
            frame={frame}
          />
        </aside>
        <div className="space-y-5">
          <ExchangesCard
            review={review}
            canReply={can.reply}
            canHide={can.hide}
            viewerId={viewerId}
            events={events}
            frame={frame}
          />
          <ReviewTimeline review={review} publishesAt={place.publishesAt} frame={frame} />
        </div>
      </div>
    </>
  );
}

import { useTranslations } from 'next-intl';
import type { EventLine } from '@/components/reviews/Meanwhile';
import { useMoments, type Frame } from '@/components/layout/moments';
import { PublishAction } from '@/components/reviews/PublishAction';
import { QueueBar } from '@/components/reviews/QueueBar';
import { StatusChip, toShownStatus } from '@/components/reviews/StatusChip';
import type { QueueState } from '@/components/reviews/QueueSummary';
import { Card } from '@/components/ui/Card';
import { TextLink } from '@/components/ui/TextLink';
import { authorNameOf } from '@/lib/platform/text/personName';
import type { ReviewDetail } from '@/lib/reviews/queries';

const clockDays = 7;
const dayMs = 86_400_000;

export type Place = {
  /** The queue's head when it holds this review back, or is this review. */
  holder: QueueState['holder'];
  isHeld: boolean;
  /** Waiting reviews of its queue that are older, and newer. */
  ahead: number;
  behind: number;
  /** Those that could go out once this review has left. */
  frees: number;
  /** When it publishes without anyone's doing; null once it has left, and while it is reported. */
  publishesAt: Date | null;
};

export type StatusCardProps = {
  review: ReviewDetail;
  place: Place;
  canPublish: boolean;
  events: readonly EventLine[];
  frame: Frame;
};

/** What state the review is in, what happens next and when by itself, and the one thing to do about it. */
export function StatusCard(props: StatusCardProps) {
  const { review, place, frame } = props;
  const t = useTranslations('reviews');
  const isQueued = review.status === 'pending' || review.status === 'in_moderation';
  return (
    <Card>
      <section aria-labelledby="review-status" className="space-y-3 p-5">
        <div className="flex items-center justify-between gap-3">
          <h2 id="review-status" tabIndex={-1} className="text-lg outline-hidden">
            {t('next.title')}
          </h2>
          <StatusChip
            status={toShownStatus({ status: review.status, isReported: review.reportedAt !== null })}
          />
        </div>
        <NextStep review={review} place={place} frame={frame} />
        {isQueued && review.publishDueAt && <ClockBar dueAt={review.publishDueAt} now={frame.now} />}
      </section>
      {isQueued && <Queue {...props} />}
      <Publish {...props} />
    </Card>
  );
}

function NextStep({ review, place, frame }: Pick<StatusCardProps, 'review' | 'place' | 'frame'>) {
  const t = useTranslations('reviews.next');
  const { full } = useMoments(frame);
  const report = review.reports.find(({ state }) => state === 'open' || state === 'author_asked');
  if (review.status === 'in_moderation' && report?.state === 'open')
    return <p>{t('reported', { date: full(report.dueAt) })}</p>;
  if (review.status === 'published' && report?.state === 'author_asked') return <p>{t('authorAsked')}</p>;
  const dates = {
    pending: place.publishesAt,
    in_moderation: place.publishesAt,
    published: review.publishedAt,
    refused: review.refusedAt,
    withdrawn: review.withdrawnAt,
  };
  const isWaiting = review.status === 'pending' || review.status === 'in_moderation';
  const key = isWaiting ? `${review.status}${place.isHeld ? 'Held' : 'Free'}` : review.status;
  const date = dates[review.status];
  return <p>{t(key, { date: date ? full(date) : '' })}</p>;
}

/** The seven days as seven cells; the words beside it say the same. */
function ClockBar({ dueAt, now }: { dueAt: Date; now: Date }) {
  const t = useTranslations('reviews.next');
  const left = Math.min(clockDays, Math.max(0, (dueAt.getTime() - now.getTime()) / dayMs));
  return (
    <div>
      <svg aria-hidden viewBox="0 0 70 2" preserveAspectRatio="none" className="h-1.5 w-full">
        {Array.from({ length: clockDays }, (_, day) => (
          <g key={day} transform={`translate(${day * 10.2} 0)`}>
            <rect width="8.8" height="2" className="fill-neutral-soft" />
            <rect
              width={8.8 * Math.min(1, Math.max(0, clockDays - left - day))}
              height="2"
              className="fill-seal"
            />
          </g>
        ))}
      </svg>
      <p className="mt-1.5 text-sm text-ink-soft">
        {t('clockLeft', { days: Math.floor(left), total: clockDays })}
      </p>
    </div>
  );
}

function Queue({ review, place }: StatusCardProps) {
  const t = useTranslations('reviews.queue');
  const isHead = place.holder?.id === review.id;
  return (
    <section aria-labelledby="review-queue" className="space-y-2 border-t border-line p-5">
      <h3 id="review-queue" className="text-sm font-medium text-ink-soft">
        {t('title')}
      </h3>
      <QueueBar
        isHeld={place.holder !== null}
        self={isHead ? 'head' : 'inside'}
        ahead={place.ahead}
        behind={place.behind}
      />
      <p className="font-medium">
        {isHead
          ? t('waitingBehind', { count: place.behind })
          : t('between', { ahead: place.ahead, behind: place.behind })}
      </p>
      {place.isHeld && place.holder && (
        <p>
          {t.rich('heldBy', {
            author: place.holder.author,
            link: (words) => <TextLink href={`/reviews/${place.holder?.id}`}>{words}</TextLink>,
          })}
        </p>
      )}
      <p className="text-sm text-ink-soft">{t('explain')}</p>
    </section>
  );
}

/** Always there, even with nothing to say: somebody may act while the question is open, and must read what happened. */
function Publish({ review, place, canPublish, events }: StatusCardProps) {
  const t = useTranslations('reviews');
  const isWaiting = review.status === 'in_moderation' && !review.reportedAt;
  const isPossible = isWaiting && canPublish && !place.isHeld;
  return (
    <div className={isWaiting ? 'space-y-2 border-t border-line p-5' : undefined}>
      <PublishAction
        reviewId={review.id}
        author={authorNameOf(review)}
        freed={place.frees}
        hasReply={review.exchanges.some(({ origin }) => origin === 'merchant')}
        isPossible={isPossible}
        events={events}
        focusAfterId="review-status"
      />
      {isWaiting && (
        <p className="text-sm text-ink-soft">
          {isPossible
            ? t('queue.frees', { count: place.frees })
            : canPublish
              ? t('publish.held')
              : t('publish.agent')}
        </p>
      )}
    </div>
  );
}

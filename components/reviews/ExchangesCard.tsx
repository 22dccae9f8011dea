import { Eraser, Headset, Paperclip, ShieldCheck, Store, User } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { HideExchanges } from '@/components/reviews/HideExchanges';
import type { EventLine } from '@/components/reviews/Meanwhile';
import { Moment } from '@/components/reviews/Moment';
import type { Frame } from '@/components/layout/moments';
import { ReplyComposer } from '@/components/reviews/ReplyComposer';
import type { WaitingReply } from '@/components/reviews/WaitingReplies';
import { Badge } from '@/components/ui/Badge';
import { SectionCard } from '@/components/ui/Card';
import { Thread, type ThreadMessage } from '@/components/ui/Thread';
import { callName, readName } from '@/lib/platform/text/personName';
import { maxReplies } from '@/lib/reviews/lifecycle';
import type { ReviewDetail } from '@/lib/reviews/queries';

type Exchange = ReviewDetail['exchanges'][number];

const icons = { author: User, moderator: ShieldCheck, merchant: Store };
const sides = { author: 'start', moderator: 'middle', merchant: 'end' } as const;

export type ExchangesProps = {
  review: ReviewDetail;
  canReply: boolean;
  canHide: boolean;
  /** Whose page this is: one's own waiting replies can be taken back. */
  viewerId: string;
  events: readonly EventLine[];
  frame: Frame;
};

/** The dialogue under a review, and the field to go on with it. */
export function ExchangesCard({ review, canReply, canHide, viewerId, events, frame }: ExchangesProps) {
  const t = useTranslations('reviews');
  const waiting = review.pendingReplies.map((reply) => toWaiting(reply, viewerId, frame.now));
  const sent = review.exchanges.filter(({ origin }) => origin === 'merchant').length;
  const remaining = maxReplies - sent - waiting.filter(({ refusedCode }) => refusedCode === null).length;
  const closedBecause =
    (review.status === 'withdrawn' && t('reply.closed')) ||
    (!canReply && t('reply.forbidden')) ||
    (remaining <= 0 && t('reply.limit', { max: maxReplies })) ||
    null;
  const author = { firstName: review.authorFirstName, lastName: review.authorLastName };
  return (
    <SectionCard
      title={t('thread.title')}
      aside={
        canHide && review.exchanges.length > 0 ? (
          <HideExchanges reviewId={review.id} isHidden={review.exchangesHidden} />
        ) : null
      }
    >
      {review.exchanges.length > 0 ? (
        <Dialogue review={review} frame={frame} />
      ) : (
        <p className="text-ink-soft">{t('thread.empty')}</p>
      )}
      <div className="mt-6 border-t border-line pt-5">
        <ReplyComposer
          reviewId={review.id}
          callName={callName(author)}
          repliedTo={{
            familyName: readName(author).family,
            locale: review.authorLocale,
            orderRef: review.orderRef,
          }}
          waiting={waiting}
          remaining={remaining}
          closedBecause={closedBecause}
          events={events}
        />
      </div>
    </SectionCard>
  );
}

function toWaiting(
  { id, body, authorName, userId, dueAt, refusedCode }: ReviewDetail['pendingReplies'][number],
  viewerId: string,
  now: Date,
): WaitingReply {
  const secondsLeft = Math.max(0, Math.ceil((dueAt.getTime() - now.getTime()) / 1000));
  return { id, body, authorName, isOwn: userId === viewerId, secondsLeft, refusedCode };
}

/** The exchanges alone, for readers who do not take part. */
export function Dialogue({ review, frame }: Pick<ExchangesProps, 'review' | 'frame'>) {
  const t = useTranslations('reviews.thread');
  const messages = review.exchanges.map((exchange): ThreadMessage => {
    const { id, origin, source, authorName, body, createdAt } = exchange;
    return {
      id,
      side: sides[origin],
      icon: source === 'zendesk' || source === 'sidebar' ? Headset : icons[origin],
      author: authorName || t(origin),
      tag: <Origin exchange={exchange} />,
      time: <Moment date={createdAt} frame={frame} isExact />,
      body: body || t('taken'),
      ...(origin === 'author' ? { lang: review.authorLocale } : {}),
    };
  });
  return <Thread messages={messages} label={t('label')} />;
}

/** Who speaks, and from where when it was not the obvious place. */
function Origin({ exchange }: { exchange: Exchange }) {
  const { origin, source, changedAt, zendeskFileCount: files } = exchange;
  const t = useTranslations('reviews.thread');
  return (
    <>
      <span className="text-ink-soft">{t(origin)}</span>
      {origin === 'merchant' && source !== 'portal' && (
        <Badge tone={source === 'zendesk' ? 'info' : 'neutral'}>{t(source)}</Badge>
      )}
      {files > 0 && <Badge icon={Paperclip}>{t('files', { count: files })}</Badge>}
      {changedAt && <Badge icon={Eraser}>{t('changed')}</Badge>}
    </>
  );
}

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMoments, type Frame } from '@/components/layout/moments';
import { QueueBar } from '@/components/reviews/QueueBar';
import { TextLink } from '@/components/ui/TextLink';
import type { ReviewType } from '@/lib/reviews/events';

export type QueueState = {
  type: ReviewType;
  holder: {
    id: string;
    author: string;
    rating: number;
    submittedAt: Date;
    publishDueAt: Date | null;
    isReported: boolean;
  } | null;
  /** Pending reviews behind the holder. */
  waiting: number;
  /** How many the next run may publish once the holder is published. */
  frees: number;
  /** Pending reviews that nothing holds. */
  ready: number;
  nextRunAt: Date;
};

export type SummaryProps = {
  toHandle: number;
  reported: number;
  toHandleHref: string;
  queues: readonly QueueState[];
  frame: Frame;
};

/** What waits for somebody, and what holds each queue. */
export function QueueSummary({ toHandle, reported, toHandleHref, queues, frame }: SummaryProps) {
  const t = useTranslations('reviews.summary');
  return (
    <section aria-label={t('title')} className="mb-6 grid gap-3 lg:grid-cols-[minmax(14rem,1fr)_2fr_2fr]">
      <Tile title={t('toHandle')}>
        <p className="flex items-baseline gap-2">
          <span className="text-3xl font-semibold tracking-tight tabular-nums">{toHandle}</span>
          <span className="text-ink-soft">{t('toHandleCount', { count: toHandle })}</span>
        </p>
        {reported > 0 && <p className="text-sm text-ink-soft">{t('reported', { count: reported })}</p>}
        {toHandle > 0 && (
          <TextLink
            href={toHandleHref}
            scroll={false}
            className="mt-auto inline-flex items-center gap-1.5 self-start"
          >
            {t('toHandleLink')}
            <ArrowRight aria-hidden className="size-4" />
          </TextLink>
        )}
      </Tile>
      {queues.map((queue) => (
        <QueueTile key={queue.type} queue={queue} frame={frame} />
      ))}
    </section>
  );
}

function Tile({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-2 rounded-xl border border-line bg-surface px-5 py-4 shadow-card">
      <h2 className="text-sm font-medium tracking-normal text-ink-soft">{title}</h2>
      {children}
    </div>
  );
}

function QueueTile({ queue, frame }: { queue: QueueState; frame: Frame }) {
  const t = useTranslations('reviews.summary');
  return (
    <Tile title={t(`${queue.type}Queue`)}>
      <QueueBar isHeld={queue.holder !== null} behind={queue.holder ? queue.waiting : queue.ready} />
      {queue.holder ? (
        <Held queue={queue} holder={queue.holder} frame={frame} />
      ) : (
        <Free queue={queue} frame={frame} />
      )}
    </Tile>
  );
}

function Held({
  queue,
  holder,
  frame,
}: {
  queue: QueueState;
  holder: NonNullable<QueueState['holder']>;
  frame: Frame;
}) {
  const t = useTranslations('reviews.summary');
  const { short, full } = useMoments(frame);
  return (
    <>
      <p className="font-semibold">{t('waiting', { count: queue.waiting })}</p>
      <p>
        {t.rich('holder', {
          author: holder.author,
          rating: holder.rating,
          date: short(holder.submittedAt),
          link: (words) => <TextLink href={`/reviews/${holder.id}`}>{words}</TextLink>,
        })}
      </p>
      {queue.frees > 0 && !holder.isReported && (
        <p className="text-sm">{t('frees', { count: queue.frees })}</p>
      )}
      <p className="text-sm text-ink-soft">
        {holder.publishDueAt ? t('selfPublish', { date: full(holder.publishDueAt) }) : t('heldReported')}
        {queue.ready > 0 && ` ${t('ready', { count: queue.ready, date: full(queue.nextRunAt) })}`}
      </p>
    </>
  );
}

function Free({ queue, frame }: { queue: QueueState; frame: Frame }) {
  const t = useTranslations('reviews.summary');
  const { full } = useMoments(frame);
  return (
    <>
      <p className="font-semibold">{t('free')}</p>
      <p className="text-sm text-ink-soft">
        {queue.ready > 0
          ? t('ready', { count: queue.ready, date: full(queue.nextRunAt) })
          : t('nothingWaits')}
      </p>
    </>
  );
}

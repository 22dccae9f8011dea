import { MessageSquare, MessageSquareDashed, Ticket } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CauseBadges } from '@/components/reviews/CauseBadges';
import { StackedMoment } from '@/components/reviews/Moment';
import { useMoments, type Frame } from '@/components/layout/moments';
import { RatingStars } from '@/components/reviews/RatingStars';
import { StatusChip, toShownStatus } from '@/components/reviews/StatusChip';
import { cn } from '@/components/ui/cn';
import { DataList, type DataColumn } from '@/components/ui/DataList';
import type { CauseKind, ReviewStatus, ReviewType } from '@/lib/reviews/events';

export type ReviewRow = {
  id: string;
  type: ReviewType;
  status: ReviewStatus;
  isReported: boolean;
  rating: number;
  comment: string;
  orderRef: string;
  productName: string | null;
  author: string;
  submittedAt: Date;
  publishedAt: Date | null;
  /** When it publishes without anyone's doing; null while reported and once it has left the queue. */
  publishesAt: Date | null;
  /** An older review of its queue is in moderation. */
  isHeld: boolean;
  replyCount: number;
  causes: readonly CauseKind[];
  ticketId: string | null;
};

const top = 'md:align-top';

/** Reviews, newest first: a table on a wide screen, cards on a narrow one. A row leads to its review. */
export function ReviewList({ rows, frame }: { rows: readonly ReviewRow[]; frame: Frame }) {
  const t = useTranslations('reviews.list');
  const columns: DataColumn<ReviewRow>[] = [
    {
      key: 'rating',
      header: t('rating'),
      cell: (row) => <RatingStars rating={row.rating} />,
      className: top,
    },
    {
      key: 'review',
      header: t('review'),
      cell: (row) => <Excerpt row={row} />,
      narrow: 'title',
      className: cn(top, 'md:w-1/2'),
    },
    {
      key: 'status',
      header: t('status'),
      cell: (row) => <Status row={row} frame={frame} />,
      className: cn(top, 'md:w-1/3'),
    },
    { key: 'answer', header: t('answer'), cell: (row) => <Answer row={row} />, className: top },
    {
      key: 'received',
      header: t('received'),
      cell: (row) => <StackedMoment date={row.submittedAt} frame={frame} />,
      className: top,
    },
  ];
  return (
    <DataList
      caption={t('caption')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/reviews/${row.id}`}
    />
  );
}

function Excerpt({ row }: { row: ReviewRow }) {
  const t = useTranslations('reviews');
  return (
    <span className="block min-w-0">
      <span className="block font-semibold">{row.author}</span>
      <span dir="auto" className="line-clamp-2 font-normal break-words text-ink">
        {row.comment || <span className="text-ink-faint italic">{t('list.noText')}</span>}
      </span>
      <span className="mt-0.5 block text-sm font-normal text-ink-soft">
        {t(`type.${row.type}`)} · {row.productName ? `${row.productName} · ` : ''}
        <span className="whitespace-nowrap">{row.orderRef}</span>
      </span>
    </span>
  );
}

function Status({ row, frame }: { row: ReviewRow; frame: Frame }) {
  const t = useTranslations('reviews.meaning');
  const { short } = useMoments(frame);
  const status = toShownStatus(row);
  const date = status === 'published' ? row.publishedAt : row.publishesAt;
  const isWaiting = status === 'pending' || status === 'in_moderation';
  const key = !isWaiting ? status : row.isHeld ? (`${status}Held` as const) : (`${status}Free` as const);
  return (
    <div className="flex flex-col items-start gap-1">
      <StatusChip status={status} />
      <p className="text-sm text-ink-soft">{t(key, { date: date ? short(date) : '' })}</p>
      <CauseBadges kinds={row.causes} />
    </div>
  );
}

function Answer({ row }: { row: ReviewRow }) {
  const t = useTranslations('reviews.list');
  const Icon = row.replyCount > 0 ? MessageSquare : MessageSquareDashed;
  return (
    <div className="flex gap-x-4 gap-y-1 text-sm text-ink-soft max-md:flex-wrap md:flex-col">
      <span className="flex items-center gap-1.5 whitespace-nowrap">
        <Icon aria-hidden className="size-4 text-ink-faint" />
        {row.replyCount > 0 ? t('answered') : t('notAnswered')}
      </span>
      {row.ticketId && (
        <span className="flex items-center gap-1.5 whitespace-nowrap tabular-nums">
          <Ticket aria-hidden className="size-4 text-ink-faint" />
          {t('ticketNumber', { id: row.ticketId })}
        </span>
      )}
    </div>
  );
}

import { Inbox, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toListHref, type ListSearch } from '@/components/reviews/listSearch';
import type { Frame } from '@/components/layout/moments';
import { QueueSummary, type QueueState } from '@/components/reviews/QueueSummary';
import { ReviewFilters } from '@/components/reviews/ReviewFilters';
import { ReviewList, type ReviewRow } from '@/components/reviews/ReviewList';
import { StatusTabs, type StatusCounts } from '@/components/reviews/StatusTabs';
import { ButtonLink } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { Pagination } from '@/components/ui/Pagination';
import { TextLink } from '@/components/ui/TextLink';

export type ReviewsPageProps = {
  websiteName: string;
  search: ListSearch;
  counts: StatusCounts;
  queues: readonly QueueState[];
  rows: readonly ReviewRow[];
  nextCursor: string | null;
  canReadCodes: boolean;
  frame: Frame;
};

/** "Traitement des avis": what waits for somebody, then every review of the website. */
export function ReviewsPage(props: ReviewsPageProps) {
  const { websiteName, counts, queues, frame } = props;
  const t = useTranslations('reviews');
  return (
    <>
      <PageHeader title={t('list.title')} description={t('list.description', { website: websiteName })} />
      {counts.all === 0 ? (
        <NoReviews canReadCodes={props.canReadCodes} />
      ) : (
        <>
          <QueueSummary
            toHandle={counts.in_moderation}
            reported={counts.reported}
            toHandleHref={toListHref({ status: 'in_moderation' })}
            queues={queues}
            frame={frame}
          />
          <Results {...props} />
        </>
      )}
    </>
  );
}

function Results({ search, counts, rows, nextCursor, frame }: ReviewsPageProps) {
  const t = useTranslations('reviews.list');
  return (
    <section aria-label={t('title')} className="space-y-4">
      <StatusTabs search={search} counts={counts} />
      <ReviewFilters current={search} />
      {rows.length > 0 ? <ReviewList rows={rows} frame={frame} /> : <NoMatch />}
      <Pagination nextHref={nextCursor && toListHref({ ...search, cursor: nextCursor })}>
        {search.cursor && <TextLink href={toListHref({ ...search, cursor: null })}>{t('first')}</TextLink>}
      </Pagination>
    </section>
  );
}

function NoReviews({ canReadCodes }: { canReadCodes: boolean }) {
  const t = useTranslations('reviews.empty');
  return (
    <Card>
      <EmptyState
        icon={Inbox}
        title={t('noneTitle')}
        action={canReadCodes && <ButtonLink href="/account/integration-codes">{t('noneAction')}</ButtonLink>}
      >
        {canReadCodes ? t('noneText') : t('noneTextAgent')}
      </EmptyState>
    </Card>
  );
}

function NoMatch() {
  const t = useTranslations('reviews.empty');
  return (
    <Card>
      <EmptyState
        icon={SearchX}
        title={t('noMatchTitle')}
        action={<ButtonLink href="/reviews">{t('noMatchAction')}</ButtonLink>}
      >
        {t('noMatchText')}
      </EmptyState>
    </Card>
  );
}

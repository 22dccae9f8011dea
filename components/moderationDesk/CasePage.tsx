import { useTranslations } from 'next-intl';
import { CaseFacts } from '@/components/moderationDesk/CaseFacts';
import { DecidedCard } from '@/components/moderationDesk/DecidedCard';
import { DecisionForm } from '@/components/moderationDesk/DecisionForm';
import { KeyHelp } from '@/components/moderationDesk/KeyHelp';
import { Dialogue } from '@/components/reviews/ExchangesCard';
import type { Frame } from '@/components/layout/moments';
import { ReviewCard } from '@/components/reviews/ReviewCard';
import { Banner } from '@/components/ui/Banner';
import { SectionCard } from '@/components/ui/Card';
import { PageHeader } from '@/components/ui/PageHeader';
import type { CaseDetail } from '@/lib/moderationDesk/cases';

export type CasePageProps = {
  detail: CaseDetail;
  /** Addresses of the cases beside this one in the queue. */
  previous: string | null;
  next: string | null;
  moderatorId: string;
  frame: Frame;
};

/** One case with all there is to know, and the decision beside it. */
export function CasePage({ detail, previous, next, moderatorId, frame }: CasePageProps) {
  const t = useTranslations('moderation.case');
  const { review, kind, decided, refusedBy } = detail;
  const isOwn = kind === 'appeals' && refusedBy?.id === moderatorId;
  return (
    <>
      <PageHeader
        title={t(`title.${kind}`)}
        description={t('of', { website: review.website.name })}
        back={{ href: '/moderation', label: t('back') }}
      />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_24rem] lg:items-start">
        <div className="space-y-5">
          <ReviewCard review={review} frame={frame} />
          <SectionCard title={t('exchanges')}>
            {review.exchanges.length > 0 ? (
              <Dialogue review={review} frame={frame} />
            ) : (
              <p className="text-ink-soft">{t('noExchange')}</p>
            )}
          </SectionCard>
        </div>
        <div className="space-y-5">
          <CaseFacts detail={detail} frame={frame} />
          {decided && <DecidedCard kind={kind} decided={decided} frame={frame} />}
          {!decided && isOwn && (
            <Banner tone="info" title={t('ownTitle')}>
              {t('ownText')}
            </Banner>
          )}
          {!decided && !isOwn && (
            <DecisionForm key={detail.id} kind={kind} id={detail.id} previous={previous} next={next} />
          )}
          {!decided && !isOwn && <KeyHelp keys={['a', 'r', 'send', 'j', 'k']} />}
        </div>
      </div>
    </>
  );
}

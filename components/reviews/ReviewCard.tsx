import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { causeIcons } from '@/components/reviews/CauseBadges';
import { toMaskedEmail } from '@/components/reviews/maskedEmail';
import { Moment } from '@/components/reviews/Moment';
import { useMoments, type Frame } from '@/components/layout/moments';
import { toPassages, type Passage } from '@/components/reviews/passages';
import { RatingStars } from '@/components/reviews/RatingStars';
import { useCauseWords } from '@/components/reviews/causeWords';
import { Badge } from '@/components/ui/Badge';
import { Card } from '@/components/ui/Card';
import { authorNameOf } from '@/lib/platform/text/personName';
import type { ReviewDetail } from '@/lib/reviews/queries';

type Cause = ReviewDetail['causes'][number];

/** The review as its author wrote it, why it is in moderation, and the sale it belongs to. */
export function ReviewCard({ review, frame }: { review: ReviewDetail; frame: Frame }) {
  const t = useTranslations('reviews');
  const current = review.causes.filter((cause) => cause.textVersion === review.textVersion);
  return (
    <Card>
      <article aria-labelledby="review-text" className="px-5 pt-5 sm:px-6">
        <h2 id="review-text" className="sr-only">
          {t('detail.reviewTitle')}
        </h2>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <RatingStars rating={review.rating} size="lg" />
          <div className="flex flex-wrap gap-1.5">
            {review.isAnonymous && <Badge>{t('detail.anonymous')}</Badge>}
            {review.exchangesHidden && <Badge>{t('detail.hidden')}</Badge>}
            {review.textVersion > 1 && <Badge>{t('detail.version', { number: review.textVersion })}</Badge>}
          </div>
        </div>
        <blockquote
          lang={review.authorLocale}
          dir="auto"
          className="mt-3 text-lg leading-relaxed break-words whitespace-pre-wrap"
        >
          {review.comment ? (
            toPassages(review.comment, current).map((passage, index) => (
              <PassageText key={index} passage={passage} />
            ))
          ) : (
            <span className="text-ink-faint italic">{t('detail.noText')}</span>
          )}
        </blockquote>
      </article>
      {current.length > 0 && <Causes causes={current} isOver={review.status !== 'in_moderation'} />}
      <Facts review={review} frame={frame} />
    </Card>
  );
}

function PassageText({ passage }: { passage: Passage<Cause> }) {
  const { nameOf } = useCauseWords();
  if (passage.causes.length === 0) return passage.text;
  const names = [...new Set(passage.causes.map(nameOf))].join(', ');
  return (
    <mark
      title={names}
      className="rounded-xs bg-warning-soft px-0.5 text-ink underline decoration-warning decoration-2 underline-offset-4"
    >
      {passage.text}
      <span className="sr-only"> ({names}) </span>
    </mark>
  );
}

function Causes({ causes, isOver }: { causes: readonly Cause[]; isOver: boolean }) {
  const t = useTranslations('reviews.cause');
  const { nameOf, reasonOf } = useCauseWords();
  return (
    <section className="mx-5 mt-5 rounded-lg bg-ground px-4 py-3 sm:mx-6">
      <h3 className="text-sm font-medium text-ink-soft">{isOver ? t('pastTitle') : t('title')}</h3>
      <ul className="mt-2 space-y-1.5">
        {causes.map((cause) => {
          const Icon = causeIcons[cause.kind];
          return (
            <li key={cause.id} className="flex gap-2.5">
              <Icon aria-hidden className="mt-1 size-4 shrink-0 text-ink-faint" />
              <p className="min-w-0">
                <span className="font-medium">{nameOf(cause)}</span>
                {cause.matchedText && <q className="ml-1.5 break-words">{cause.matchedText}</q>}
                <span className="block text-sm text-ink-soft">{reasonOf(cause)}</span>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Facts({ review, frame }: { review: ReviewDetail; frame: Frame }) {
  const t = useTranslations('reviews');
  const { day } = useMoments(frame);
  const languages = new Intl.DisplayNames([useLocale()], { type: 'language' });
  return (
    <dl className="mt-5 grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line px-5 py-4 sm:px-6 xl:grid-cols-3">
      <Fact term={t('detail.author')}>{authorNameOf(review)}</Fact>
      <Fact term={t('detail.email')}>
        <span title={t('detail.emailHint')}>{toMaskedEmail(review.authorEmail)}</span>
      </Fact>
      <Fact term={t('detail.language')}>
        <span className="inline-block first-letter:uppercase">
          {languages.of(review.authorLocale) ?? review.authorLocale}
        </span>
      </Fact>
      <Fact term={t('detail.type')}>{t(`type.${review.type}`)}</Fact>
      {review.productName && <Fact term={t('detail.product')}>{review.productName}</Fact>}
      <Fact term={t('detail.order')}>
        <span className="font-mono text-sm">{review.orderRef}</span>
      </Fact>
      <Fact term={t('detail.submitted')}>
        <Moment date={review.submittedAt} frame={frame} isExact />{' '}
        <span className="text-ink-faint">
          (<Moment date={review.submittedAt} frame={frame} />)
        </span>
      </Fact>
      {review.statedAt && (
        <Fact term={t('detail.stated')}>
          <Moment date={review.statedAt} frame={frame} isExact />
        </Fact>
      )}
      <Fact term={t('detail.origin')}>
        {t(`detail.origins.${review.origin}`, { source: review.originSource ?? '' })}
      </Fact>
      <Fact term={t('detail.proof')}>{t(review.isVerified ? 'detail.verified' : 'detail.unverified')}</Fact>
      {review.orderDate && <Fact term={t('detail.experience')}>{day(review.orderDate)}</Fact>}
    </dl>
  );
}

function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-soft">{term}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

import type { ReactNode } from 'react';
import type { ReviewListProps } from '@/components/certificate/ReviewList';
import { cn } from '@/components/ui/cn';
import { listSorts, ratings, toSearch, type ListQuery } from '@/lib/certificate/listQuery';

type Props = Pick<ReviewListProps, 'words' | 'query' | 'score' | 'path'>;

/** Sorting and filtering as links: each choice is an address, works without a script and can be shared. */
export function ListChoices({ words: { t, locale }, query, score, path }: Props) {
  const hrefOf = (change: Partial<ListQuery>) =>
    `${path}?${toSearch({ ...query, cursor: undefined, ...change }, locale)}#reviews-heading`;
  const counts = new Map(score.distribution.map(({ rating, count }) => [rating, count]));
  return (
    <div className="mt-3 flex flex-col gap-2 print:hidden">
      {score.othersCount > 0 || query.proof === 'other' ? (
        <Row label={t('proof.filter')}>
          <Choice
            href={hrefOf({ proof: 'verified', rating: undefined })}
            isCurrent={query.proof === 'verified'}
          >
            {t('proof.verifiedCount', { count: score.totalCount })}
          </Choice>
          <Choice href={hrefOf({ proof: 'other', rating: undefined })} isCurrent={query.proof === 'other'}>
            {t('proof.otherCount', { count: score.othersCount })}
          </Choice>
        </Row>
      ) : null}
      <Row label={t('list.sort')}>
        {listSorts.map((sort) => (
          <Choice key={sort} href={hrefOf({ sort })} isCurrent={query.sort === sort}>
            {t(`list.sorts.${sort}`)}
          </Choice>
        ))}
      </Row>
      <Row label={t('list.filter')}>
        <Choice href={hrefOf({ rating: undefined })} isCurrent={!query.rating}>
          {t('list.allRatings')}
        </Choice>
        {ratings.map((rating) => (
          <Choice key={rating} href={hrefOf({ rating })} isCurrent={query.rating === rating}>
            {query.proof === 'verified'
              ? t('list.ofRating', { rating, count: counts.get(rating) ?? 0 })
              : t('list.ofRatingPlain', { rating })}
          </Choice>
        ))}
      </Row>
    </div>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-1.5">
      <span aria-hidden className="w-full text-sm text-ink-soft sm:w-14">
        {label}
      </span>
      {children}
    </nav>
  );
}

function Choice({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <a
      href={href}
      aria-current={isCurrent ? 'true' : undefined}
      // Every combination is another address of the same reviews: nothing for a crawler to follow.
      rel="nofollow"
      className={cn(
        'inline-flex min-h-9 items-center rounded-full border px-3 text-sm tabular-nums',
        isCurrent
          ? 'border-seal bg-seal font-semibold text-on-seal'
          : 'border-line-strong/60 bg-surface hover:bg-sunken',
      )}
    >
      {children}
    </a>
  );
}

'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Group, RatingPill, TypePill } from '@/components/reviews/FilterPills';
import { isFiltered, listTypes, ratings, type ListSearch } from '@/components/reviews/listSearch';
import { SearchBox } from '@/components/reviews/SearchBox';
import { useListSearch } from '@/components/reviews/useListSearch';
import { buttonStyles } from '@/components/ui/buttonStyles';
import { Spinner } from '@/components/ui/Spinner';

/**
 * Filters whose whole state is the address. Each change applies at once; underneath it is a plain GET form, so that what
 * is entered before the scripts have loaded counts too.
 */
export function ReviewFilters({ current }: { current: ListSearch }) {
  const t = useTranslations('reviews.filters');
  const { search, isPending, change } = useListSearch(current);
  const setRating = (rating: number, isOn: boolean) =>
    change({ ratings: ratings.filter((item) => (item === rating ? isOn : search.ratings.includes(item))) });
  return (
    <form
      role="search"
      action="/reviews"
      method="get"
      aria-label={t('title')}
      onSubmit={(event) => event.preventDefault()}
      className="flex flex-wrap items-end gap-x-5 gap-y-3"
    >
      {search.status && <input type="hidden" name="status" value={search.status} />}
      <SearchBox value={search.q} onChange={(q) => change({ q })} />
      <Group label={t('type')}>
        {([null, ...listTypes] as const).map((type) => (
          <TypePill
            key={type ?? 'all'}
            type={type}
            isOn={search.type === type}
            onPick={() => change({ type })}
          />
        ))}
      </Group>
      <Group label={t('rating')}>
        {ratings.map((rating) => (
          <RatingPill
            key={rating}
            rating={rating}
            isOn={search.ratings.includes(rating)}
            onChange={(isOn) => setRating(rating, isOn)}
          />
        ))}
      </Group>
      <Ends hasFilters={isFiltered(search)} isPending={isPending} />
    </form>
  );
}

/** The way out of all filters, and the sign that the list is on its way. */
function Ends({ hasFilters, isPending }: { hasFilters: boolean; isPending: boolean }) {
  const t = useTranslations('reviews.filters');
  return (
    <div className="flex min-h-9 items-center gap-2">
      {hasFilters && (
        <Link href="/reviews" scroll={false} className={buttonStyles({ variant: 'quiet', size: 'sm' })}>
          <X aria-hidden />
          {t('clear')}
        </Link>
      )}
      <span role="status" className="grid size-4 place-items-center text-ink-faint">
        {isPending && <Spinner />}
      </span>
    </div>
  );
}

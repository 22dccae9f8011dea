'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import {
  debounce,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useId, useTransition } from 'react';
import { Group, RatingPill, TypePill } from '@/components/reviews/FilterPills';
import { listTypes, ratings } from '@/components/reviews/listSearch';
import { Button, buttonStyles } from '@/components/ui/Button';
import { cn } from '@/components/ui/cn';
import { controlStyles } from '@/components/ui/Input';
import { Spinner } from '@/components/ui/Spinner';

const parsers = {
  type: parseAsStringLiteral(listTypes),
  rating: parseAsNativeArrayOf(parseAsInteger),
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
};
const typingPauseMs = 350;
/**
 * Filters whose whole state is the address. With script each change applies at once; without it the same markup is a
 * plain GET form with a button.
 */
export function ReviewFilters(props: { status: string | null; hasFilters: boolean }) {
  return (
    <NuqsAdapter>
      <FilterForm {...props} />
    </NuqsAdapter>
  );
}

function FilterForm({ status, hasFilters }: { status: string | null; hasFilters: boolean }) {
  const t = useTranslations('reviews.filters');
  const [isPending, startTransition] = useTransition();
  const [query, setQuery] = useQueryStates(parsers, { shallow: false, startTransition, history: 'replace' });

  function setRating(rating: number, isOn: boolean) {
    const others = query.rating.filter((item) => item !== rating);
    void setQuery({ rating: isOn ? [...others, rating].sort() : others, cursor: null });
  }

  return (
    <search>
      <form
        action="/reviews"
        method="get"
        aria-label={t('title')}
        onSubmit={(event) => event.preventDefault()}
        className="flex flex-wrap items-end gap-x-5 gap-y-3"
      >
        {status && <input type="hidden" name="status" value={status} />}
        <SearchBox
          value={query.q}
          onType={(text) =>
            void setQuery({ q: text || null, cursor: null }, { limitUrlUpdates: debounce(typingPauseMs) })
          }
        />
        <Group label={t('type')}>
          {([null, ...listTypes] as const).map((type) => (
            <TypePill
              key={type ?? 'all'}
              type={type}
              isOn={query.type === type}
              onPick={() => void setQuery({ type, cursor: null })}
            />
          ))}
        </Group>
        <Group label={t('rating')}>
          {ratings.map((rating) => (
            <RatingPill
              key={rating}
              rating={rating}
              isOn={query.rating.includes(rating)}
              onChange={(isOn) => setRating(rating, isOn)}
            />
          ))}
        </Group>
        <Ends hasFilters={hasFilters} isPending={isPending} />
      </form>
    </search>
  );
}

function SearchBox({ value, onType }: { value: string; onType: (text: string) => void }) {
  const t = useTranslations('reviews.filters');
  const id = useId();
  return (
    <div className="min-w-56 flex-1">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {t('text')}
      </label>
      <div className="relative">
        <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-faint" />
        <input
          id={id}
          type="search"
          name="q"
          maxLength={200}
          autoComplete="off"
          placeholder={t('textHint')}
          value={value}
          onChange={({ target }) => onType(target.value)}
          className={cn(controlStyles, 'h-9 pr-3 pl-9')}
        />
      </div>
    </div>
  );
}

/** The button of the page without script, the way out of all filters, and the sign that the list is on its way. */
function Ends({ hasFilters, isPending }: { hasFilters: boolean; isPending: boolean }) {
  const t = useTranslations('reviews.filters');
  return (
    <div className="flex min-h-9 items-center gap-2">
      <noscript>
        <Button type="submit" size="sm">
          {t('apply')}
        </Button>
      </noscript>
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

'use client';

import { Search, Star, X } from 'lucide-react';
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
import { useId, useTransition, type ReactNode } from 'react';
import { listTypes, ratings, type ListType } from '@/components/reviews/listSearch';
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
/** The ticked input lies over its pill without being seen, so the pill keeps a native control's keyboard and form value. */
const pill =
  'relative flex h-9 cursor-pointer items-center gap-1 border border-line-strong/70 bg-surface px-3 text-ink-soft transition-colors hover:bg-sunken ' +
  'has-checked:border-seal has-checked:bg-seal-soft has-checked:text-seal-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal';

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
  const id = useId();

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
        <div className="min-w-56 flex-1">
          <label htmlFor={id} className="mb-1 block text-sm font-medium">
            {t('text')}
          </label>
          <div className="relative">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-faint"
            />
            <input
              id={id}
              type="search"
              name="q"
              maxLength={200}
              autoComplete="off"
              placeholder={t('textHint')}
              value={query.q}
              onChange={({ target }) =>
                void setQuery(
                  { q: target.value || null, cursor: null },
                  { limitUrlUpdates: debounce(typingPauseMs) },
                )
              }
              className={cn(controlStyles, 'h-9 pr-3 pl-9')}
            />
          </div>
        </div>
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
      </form>
    </search>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="flex *:not-first:-ml-px *:first:rounded-l-md *:last:rounded-r-md">{children}</div>
    </fieldset>
  );
}

function TypePill({ type, isOn, onPick }: { type: ListType | null; isOn: boolean; onPick: () => void }) {
  const t = useTranslations('reviews.filters');
  return (
    <label className={cn(pill, isOn && 'z-1')}>
      <input
        type="radio"
        name="type"
        value={type ?? ''}
        checked={isOn}
        onChange={onPick}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      {t(type ?? 'everyType')}
    </label>
  );
}

function RatingPill({
  rating,
  isOn,
  onChange,
}: {
  rating: number;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const t = useTranslations('reviews.filters');
  return (
    <label className={cn(pill, isOn && 'z-1')}>
      <input
        type="checkbox"
        name="rating"
        value={rating}
        checked={isOn}
        aria-label={t('stars', { count: rating })}
        onChange={({ target }) => onChange(target.checked)}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      <span aria-hidden className="tabular-nums">
        {rating}
      </span>
      <Star aria-hidden className="size-3.5 fill-star stroke-star" />
    </label>
  );
}

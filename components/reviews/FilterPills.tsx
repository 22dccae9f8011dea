'use client';

import { Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ListType } from '@/components/reviews/listSearch';
import { cn } from '@/components/ui/cn';

/** The ticked input lies over its pill without being seen, so the pill keeps a native control's keyboard and form value. */
const pill =
  'relative flex h-9 cursor-pointer items-center gap-1 border border-line-strong/70 bg-surface px-3 text-ink-soft transition-colors hover:bg-sunken ' +
  'has-checked:border-seal has-checked:bg-seal-soft has-checked:text-seal-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal';

/** Choices side by side under one name. */
export function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="flex *:not-first:-ml-px *:first:rounded-l-md *:last:rounded-r-md">{children}</div>
    </fieldset>
  );
}

export function TypePill({
  type,
  isOn,
  onPick,
}: {
  type: ListType | null;
  isOn: boolean;
  onPick: () => void;
}) {
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

export function RatingPill({
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

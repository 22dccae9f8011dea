'use client';

import { ArrowLeftRight, Equal } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { CountNight } from '@/lib/sync/counting/queries';

type Side = { label: string; value: number };

/**
 * Two figures that should be the same, as bars of one scale: what one side lacks is seen as the end it does not reach.
 * @param isMatched nothing differs: as many on both sides may still be others.
 */
export function CountPair({
  title,
  home,
  zendesk,
  isMatched,
}: {
  title: string;
  home: Side;
  zendesk: Side;
  isMatched: boolean;
}) {
  const t = useTranslations('counting');
  const format = useFormatter();
  const apart = Math.abs(home.value - zendesk.value);
  const isSame = apart === 0 && isMatched;
  const words = apart > 0 ? t('pair.apart', { count: apart }) : t(isMatched ? 'pair.same' : 'pair.mixed');
  const most = Math.max(1, home.value, zendesk.value);
  const Sign = isSame ? Equal : ArrowLeftRight;
  return (
    <section className="rounded-lg border border-line px-4 py-4">
      <h3 className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 font-medium">
        {title}
        <span
          className={cn(
            'inline-flex items-center gap-1.5 text-sm font-medium',
            isSame ? 'text-success-ink' : 'text-warning-ink',
          )}
        >
          <Sign aria-hidden className="size-4" />
          {words}
        </span>
      </h3>
      <ul className="mt-3 flex flex-col gap-3">
        {[home, zendesk].map(({ label, value }, index) => (
          <li key={label}>
            <p className="flex items-baseline justify-between gap-3">
              <span className="text-sm text-ink-soft">{label}</span>
              <span className="text-xl font-semibold tabular-nums">{format.number(value)}</span>
            </p>
            <div aria-hidden className="mt-1 h-2 overflow-hidden rounded-full bg-sunken">
              <div
                className={cn('h-full rounded-full', index === 0 ? 'bg-seal' : 'bg-star')}
                style={{ width: `${(value / most) * 100}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One mark a night, oldest first; a night that differed is lower and of another colour. */
export function CountNights({ nights }: { nights: readonly CountNight[] }) {
  const t = useTranslations('counting');
  const format = useFormatter();
  if (nights.length === 0) return null;
  const matched = nights.filter(({ isMatched }) => isMatched).length;
  const text = t('nights.text', { matched, count: nights.length });
  const day = (night: string) => format.dateTime(new Date(night), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <figure>
      <figcaption className="text-sm text-ink-soft">{text}</figcaption>
      <div role="img" aria-label={text} className="mt-2 flex h-6 items-end gap-1">
        {nights.map(({ night, isMatched, reviews, tickets }) => (
          <span
            key={night}
            title={t(isMatched ? 'nights.same' : 'nights.apart', { date: day(night), reviews, tickets })}
            className={cn('max-w-3 flex-1 rounded-xs', isMatched ? 'h-full bg-success' : 'h-1/2 bg-warning')}
          />
        ))}
      </div>
    </figure>
  );
}

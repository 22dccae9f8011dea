'use client';

import { RotateCw } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { useImpact, type Impact, type Rules } from '@/components/moderationRules/useImpact';
import { Button } from '@/components/ui/Button';
import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/Skeleton';

/** How many of the newest reviews the rules on screen would have held, beside the rules in force. */
export function ImpactPreview({ savedVersion }: { savedVersion: number }) {
  const t = useTranslations('applications.impact');
  const [brandMaxRating, productMaxRating, words] = useWatch<
    Rules,
    ['brandMaxRating', 'productMaxRating', 'words']
  >({
    name: ['brandMaxRating', 'productMaxRating', 'words'],
  });
  const { impact, isCounting, hasFailed, retry } = useImpact(
    { brandMaxRating, productMaxRating, words },
    savedVersion,
  );
  return (
    <section
      aria-label={t('title')}
      aria-busy={isCounting}
      className="rounded-lg border border-line bg-ground/60 px-4 py-3.5"
    >
      <h3 className="text-sm font-medium">{t('title')}</h3>
      <div aria-live="polite" className={cn('mt-2 transition-opacity', isCounting && impact && 'opacity-60')}>
        {hasFailed ? (
          <div className="flex flex-wrap items-center gap-3">
            <p>{t('failed')}</p>
            <Button size="sm" icon={<RotateCw aria-hidden />} onClick={retry}>
              {t('retry')}
            </Button>
          </div>
        ) : impact ? (
          <ImpactFigures impact={impact} />
        ) : (
          <Skeleton className="my-1 h-5 w-2/3" />
        )}
      </div>
      <p className="mt-2 text-sm text-ink-soft">{t('queue')}</p>
    </section>
  );
}

function ImpactFigures({ impact: { reviews, proposed, current } }: { impact: Impact }) {
  const t = useTranslations('applications.impact');
  const format = useFormatter();
  const share = format.number(reviews === 0 ? 0 : proposed / reviews, {
    style: 'percent',
    maximumFractionDigits: 0,
  });
  return (
    <>
      <p>{t('sentence', { reviews, proposed, current, share })}</p>
      {reviews > 0 && (
        <div
          aria-hidden
          className="mt-2.5 grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5 text-sm text-ink-soft"
        >
          <Bar label={t('proposed')} count={proposed} of={reviews} className="fill-seal" />
          <Bar label={t('current')} count={current} of={reviews} className="fill-line-strong" />
        </div>
      )}
    </>
  );
}

function Bar({
  label,
  count,
  of,
  className,
}: {
  label: string;
  count: number;
  of: number;
  className: string;
}) {
  return (
    <>
      <span>{label}</span>
      <svg
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        className="h-2 w-full overflow-hidden rounded-full bg-neutral-soft"
      >
        <rect width={(count / of) * 100} height="8" className={className} />
      </svg>
      <span className="tabular-nums">{count}</span>
    </>
  );
}

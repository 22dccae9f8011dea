'use client';

import { Check, CircleDashed, Hammer, ListChecks, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Differences } from '@/components/health/Differences';
import { cn } from '@/components/ui/cn';
import { Spinner } from '@/components/ui/Spinner';
import { softTone, type Tone } from '@/components/ui/tones';
import type { ShownResult } from '@/lib/health/shown';
import { tellResult, type HealthWords } from '@/lib/health/words';

const looks: Record<ShownResult['state'], { icon: LucideIcon; tone: Tone }> = {
  ok: { icon: Check, tone: 'success' },
  warning: { icon: TriangleAlert, tone: 'warning' },
  fault: { icon: X, tone: 'danger' },
  unknown: { icon: CircleDashed, tone: 'neutral' },
};

/** One check: what was seen, since when, and the way back. */
export function ResultRow({
  name,
  result,
  isRunning,
  words,
}: {
  name: ShownResult['name'];
  result: ShownResult | undefined;
  isRunning: boolean;
  words: HealthWords;
}) {
  const { t } = words;
  const state = result?.state ?? 'unknown';
  const { icon: Icon, tone } = looks[state];
  const told = tellResult(result ?? { name, state }, words);
  const isWrong = state === 'fault' || state === 'warning';
  return (
    <li
      id={`check-${name}`}
      data-check={name}
      data-state={state}
      className="flex scroll-mt-20 gap-3 py-3.5 first:pt-0 last:pb-0"
    >
      <span className={cn('grid size-6 shrink-0 place-items-center rounded-full', softTone[tone])}>
        {isRunning ? (
          <Spinner className="size-3.5" />
        ) : (
          <Icon aria-hidden className="size-3.5" strokeWidth={2.5} />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3 className="text-base font-medium">{told.name}</h3>
          <span className="text-sm text-ink-soft">{t(`page.state.${isRunning ? 'running' : state}`)}</span>
        </div>
        <p className={cn('text-sm break-words', isWrong ? 'text-ink' : 'text-ink-soft')}>{told.what}</p>
        {result && isWrong && <Differences items={result.differences} />}
        {told.steps && isWrong && (
          <WayOut icon={ListChecks} label={t('page.whatToDo')}>
            {told.steps}
          </WayOut>
        )}
        {told.repair && isWrong && (
          <WayOut icon={Hammer} label={t('page.whatWeRepair')}>
            {told.repair}
          </WayOut>
        )}
        {result && state !== 'ok' && (
          <p className="mt-1.5 text-sm text-ink-faint">
            {result.lastGoodAt
              ? t('page.lastGood', { date: words.moment(result.lastGoodAt) })
              : t('page.neverGood')}
          </p>
        )}
      </div>
    </li>
  );
}

function WayOut({ icon: Icon, label, children }: { icon: LucideIcon; label: string; children: ReactNode }) {
  return (
    <div className="mt-2 flex gap-2.5 rounded-md border border-line bg-ground/60 px-3 py-2 text-sm">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <p className="min-w-0 break-words">
        <span className="block font-medium">{label}</span>
        {children}
      </p>
    </div>
  );
}

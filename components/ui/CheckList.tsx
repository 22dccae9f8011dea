'use client';

import { Check, CircleDashed, Minus, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { useUiLabels } from '@/components/ui/labels';
import { Spinner } from '@/components/ui/Spinner';
import { softTone, type Tone } from '@/components/ui/tones';

export type CheckState = 'pending' | 'running' | 'passed' | 'warning' | 'failed' | 'skipped';

export type CheckItem = {
  id: string;
  label: ReactNode;
  state: CheckState;
  /** Why it is so, and the next step. */
  detail?: ReactNode;
};

const looks: Record<CheckState, { icon: LucideIcon; tone: Tone }> = {
  pending: { icon: CircleDashed, tone: 'neutral' },
  running: { icon: CircleDashed, tone: 'seal' },
  passed: { icon: Check, tone: 'success' },
  warning: { icon: TriangleAlert, tone: 'warning' },
  failed: { icon: X, tone: 'danger' },
  skipped: { icon: Minus, tone: 'neutral' },
};

/** Named checks that complete one after another. Each state is an icon and a word; changes are read out as they come. */
export function CheckList({ items, label }: { items: readonly CheckItem[]; label: string }) {
  return (
    <ul aria-label={label} aria-live="polite" className="divide-y divide-line">
      {items.map((item) => (
        <CheckRow key={item.id} item={item} />
      ))}
    </ul>
  );
}

function CheckRow({ item }: { item: CheckItem }) {
  const labels = useUiLabels();
  const { icon: Icon, tone } = looks[item.state];
  const isQuiet = item.state === 'pending' || item.state === 'skipped';
  return (
    <li data-state={item.state} className="flex gap-3 py-2.5">
      <span
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full',
          softTone[tone],
          item.state === 'pending' && 'bg-transparent',
        )}
      >
        {item.state === 'running' ? (
          <Spinner className="size-3.5" />
        ) : (
          <Icon aria-hidden className="size-3.5" strokeWidth={2.5} />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className={cn('font-medium', isQuiet && 'font-normal text-ink-soft')}>{item.label}</span>
          <span className="text-sm text-ink-soft">{labels.checkStates[item.state]}</span>
        </div>
        {item.detail && <div className="animate-settle text-sm text-ink-soft">{item.detail}</div>}
      </div>
    </li>
  );
}

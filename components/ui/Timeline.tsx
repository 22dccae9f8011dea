import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { markTone, softTone, type Tone } from '@/components/ui/tones';

export type TimelineItem = {
  id: string;
  icon: LucideIcon;
  tone?: Tone;
  title: ReactNode;
  time: ReactNode;
  /** Who or what did it, and details. */
  children?: ReactNode;
  /** Still to come: drawn open, with a dashed line leading to it. */
  isAhead?: boolean;
};

/** What happened, in order, and what will happen next. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <ol aria-label={label}>
      {items.map(({ id, icon: Icon, tone = 'neutral', title, time, children, isAhead }, index) => (
        <li key={id} className="relative flex gap-3.5 pb-5 last:pb-0">
          {index < items.length - 1 && (
            <span
              aria-hidden
              className={cn(
                'absolute top-8 bottom-0 left-[0.9375rem] border-l',
                items[index + 1]?.isAhead ? 'border-dashed border-line-strong/60' : 'border-line',
              )}
            />
          )}
          <span
            className={cn(
              'grid size-8 shrink-0 place-items-center rounded-full',
              isAhead ? cn('border border-dashed border-line-strong', markTone[tone]) : softTone[tone],
            )}
          >
            <Icon aria-hidden className="size-4" />
          </span>
          <div className="min-w-0 flex-1 pt-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <p className={cn('font-medium', isAhead && 'text-ink-soft')}>{title}</p>
              <p className="text-sm text-ink-faint tabular-nums">{time}</p>
            </div>
            {children && <div className="text-sm text-ink-soft">{children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

'use client';

import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { useUiLabels } from '@/components/ui/labels';
import { softTone, toneIcon } from '@/components/ui/tones';

export type BannerProps = {
  tone: 'info' | 'success' | 'warning' | 'danger';
  title?: ReactNode;
  children?: ReactNode;
  /** The next step: a Button or a link. */
  action?: ReactNode;
  /** Set for something that appears after an action, so that it is read out. */
  isLive?: boolean;
  className?: string;
};

/** A message that belongs to the page or the form it stands in, with the next step. */
export function Banner({ tone, title, children, action, isLive, className }: BannerProps) {
  const labels = useUiLabels();
  const Icon = toneIcon[tone];
  const role = isLive ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div
      role={role}
      className={cn('flex gap-3 rounded-lg px-4 py-3', softTone[tone], isLive && 'animate-settle', className)}
    >
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1 sm:flex sm:items-start sm:justify-between sm:gap-4">
        <div className="min-w-0">
          <span className="sr-only">{labels.tones[tone]}</span>
          {title && <p className="font-semibold">{title}</p>}
          {children && <div className="text-ink">{children}</div>}
        </div>
        {action && <div className="mt-2 shrink-0 sm:mt-0">{action}</div>}
      </div>
    </div>
  );
}

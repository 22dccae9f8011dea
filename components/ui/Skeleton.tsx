'use client';

import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { useUiLabels } from '@/components/ui/labels';

/** Holds a place while something loads; give it the size of what will come, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cn('block h-4 animate-breathe rounded-sm bg-neutral-soft', className)} />
  );
}

/** Wraps skeletons, so that a screen reader hears once that something is loading. */
export function Loading({ children, className }: { children: ReactNode; className?: string }) {
  const labels = useUiLabels();
  return (
    <div role="status" className={className}>
      <span className="sr-only">{labels.loading}</span>
      {children}
    </div>
  );
}

/** Rows of a list that is on its way. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <Loading className="divide-y divide-line rounded-xl border border-line bg-surface">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-4 px-5 py-4">
          <Skeleton className="h-4 w-24" />
          <Skeleton className={index % 2 ? 'h-4 w-2/5' : 'h-4 w-3/5'} />
          <Skeleton className="ml-auto h-6 w-20" />
        </div>
      ))}
    </Loading>
  );
}

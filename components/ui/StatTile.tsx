import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** One figure and what it counts. */
export function StatTile({
  label,
  value,
  hint,
  className,
}: {
  label: ReactNode;
  value: ReactNode;
  hint?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('rounded-xl border border-line bg-surface px-5 py-4 shadow-card', className)}>
      <p className="text-sm text-ink-soft">{label}</p>
      <p className="mt-1 text-2xl font-semibold tracking-tight tabular-nums">{value}</p>
      {hint && <p className="mt-0.5 text-sm text-ink-faint">{hint}</p>}
    </div>
  );
}

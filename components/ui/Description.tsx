import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** Facts as name and value; side by side from 640 px, stacked below. */
export function DescriptionList({
  items,
  className,
}: {
  items: readonly { term: ReactNode; value: ReactNode }[];
  className?: string;
}) {
  return (
    <dl className={cn('divide-y divide-line', className)}>
      {items.map((item, index) => (
        <div
          key={index}
          className="grid gap-x-6 gap-y-0.5 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[minmax(8rem,2fr)_5fr] sm:items-baseline"
        >
          <dt className="text-sm leading-6 text-ink-soft">{item.term}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

type Props = { label: string; className?: string; children: ReactNode };

/** A named part of a page that scrolls by itself, such as a wide table: by keyboard too, so it takes the focus. */
export function ScrollRegion({ label, className, children }: Props) {
  return (
    <div
      role="region"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn('overflow-auto', className)}
    >
      {children}
    </div>
  );
}

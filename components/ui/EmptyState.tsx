import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Rosette } from '@/components/ui/Rosette';

/** Nothing here, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <div className="relative mb-5 grid size-24 place-items-center text-seal/45">
        <Rosette className="absolute inset-0 size-full" petals={9} turns={5} />
        <span className="grid size-11 place-items-center rounded-full bg-surface text-seal-ink shadow-card">
          <Icon aria-hidden className="size-5" />
        </span>
      </div>
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-md text-ink-soft">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

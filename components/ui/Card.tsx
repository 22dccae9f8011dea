import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cn('rounded-xl border border-line bg-surface shadow-card', className)}>{children}</div>
  );
}

/** A titled part of a page. `aside` sits beside the title: a badge, a button. */
export function SectionCard({
  title,
  description,
  aside,
  children,
  id,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
  className?: string;
}) {
  return (
    <section id={id} className={cn('rounded-xl border border-line bg-surface shadow-card', className)}>
      <CardHeader title={title} description={description} aside={aside} />
      <div className="p-5 pt-4">{children}</div>
    </section>
  );
}

export function CardHeader({
  title,
  description,
  aside,
}: {
  title: ReactNode;
  description?: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-5">
      <div className="max-w-prose min-w-0">
        <h2 className="text-lg">{title}</h2>
        {description && <p className="mt-1 text-ink-soft">{description}</p>}
      </div>
      {aside && <div className="flex shrink-0 items-center gap-2">{aside}</div>}
    </div>
  );
}

/** Last line of a settings card: says on the left why saving is possible or not, with the actions on the right. */
export function CardFooter({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 rounded-b-xl border-t border-line bg-ground/60 px-5 py-3.5">
      <p className="min-w-0 text-sm text-ink-soft" aria-live="polite">
        {note}
      </p>
      <div className="ml-auto flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/Button';
import { useUiLabels } from '@/components/ui/labels';

/** Newer and older, for lists paged by key: there is no page number and no total to promise. */
export function Pagination({
  previousHref,
  nextHref,
  children,
}: {
  previousHref?: string | null;
  nextHref?: string | null;
  children?: ReactNode;
}) {
  const labels = useUiLabels();
  if (!previousHref && !nextHref) return null;
  return (
    <nav aria-label={labels.pages} className="flex items-center justify-between gap-3">
      <div className="text-sm text-ink-soft">{children}</div>
      <div className="flex gap-2">
        {previousHref && (
          <ButtonLink href={previousHref} size="sm" rel="prev" icon={<ChevronLeft aria-hidden />}>
            {labels.previous}
          </ButtonLink>
        )}
        {nextHref && (
          <ButtonLink href={nextHref} size="sm" rel="next">
            {labels.next}
            <ChevronRight aria-hidden />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}

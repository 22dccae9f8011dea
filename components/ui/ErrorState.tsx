'use client';

import { RotateCw, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { useUiLabels } from '@/components/ui/labels';

/** Something could not be shown: what, what to do, and a reference for support. */
export function ErrorState({
  title,
  children,
  onRetry,
  isRetrying,
  reference,
}: {
  title: ReactNode;
  children?: ReactNode;
  onRetry?: () => void;
  isRetrying?: boolean;
  reference?: ReactNode;
}) {
  const labels = useUiLabels();
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-12 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-full bg-danger-soft text-danger-ink">
        <Unplug aria-hidden className="size-5" />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-md text-ink-soft">{children}</div>}
      {onRetry && (
        <Button className="mt-5" onClick={onRetry} isPending={isRetrying} icon={<RotateCw aria-hidden />}>
          {labels.retry}
        </Button>
      )}
      {reference && <p className="mt-4 font-mono text-xs text-ink-faint">{reference}</p>}
    </div>
  );
}

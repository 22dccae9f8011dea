'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { cn } from '@/components/ui/cn';
import { useUiLabels } from '@/components/ui/labels';

export type DrawerProps = {
  trigger: ReactElement;
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
  className?: string;
};

/** A panel from the left on narrow screens, with focus kept inside. The title is for screen readers. */
export function Drawer({ trigger, title, isOpen, onOpenChange, children, className }: DrawerProps) {
  const labels = useUiLabels();
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <BaseDialog.Trigger render={trigger} />
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup
          className={cn(
            'fixed inset-y-0 left-0 z-40 flex w-[min(18rem,calc(100vw-3rem))] flex-col overflow-y-auto bg-raised shadow-float outline-hidden transition-transform duration-200',
            'data-ending-style:-translate-x-full data-starting-style:-translate-x-full',
            className,
          )}
        >
          <BaseDialog.Title className="sr-only">{title}</BaseDialog.Title>
          {children}
          <BaseDialog.Close
            render={
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={labels.close}
                className="absolute top-4 right-3 text-inherit"
              />
            }
          >
            <X aria-hidden />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { cn } from '@/components/ui/cn';
import { useUiLabels } from '@/components/ui/labels';

export type DialogProps = {
  /** The button that opens it; leave out when `isOpen` is held outside. */
  trigger?: ReactElement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Actions, at the end; wrap the harmless one in DialogClose. */
  footer?: ReactNode;
  size?: 'md' | 'lg';
};

const sizes = { md: 'sm:max-w-md', lg: 'sm:max-w-2xl' };

/** A question or a form over the page: focus is kept inside, Escape closes, focus goes back to the trigger. */
export function Dialog({
  trigger,
  isOpen,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'md',
}: DialogProps) {
  const labels = useUiLabels();
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Viewport className="fixed inset-0 z-40 grid items-end overflow-y-auto sm:items-center sm:p-6">
          <BaseDialog.Popup
            className={cn(
              'mx-auto w-full rounded-t-xl border border-line bg-raised shadow-float outline-hidden transition-[opacity,transform] sm:rounded-xl',
              'data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0',
              sizes[size],
            )}
          >
            <div className="flex items-start gap-4 px-5 pt-5 pb-4">
              <div className="min-w-0 flex-1 space-y-1">
                <BaseDialog.Title className="text-lg font-semibold">{title}</BaseDialog.Title>
                {description && (
                  <BaseDialog.Description className="text-ink-soft">{description}</BaseDialog.Description>
                )}
              </div>
              <BaseDialog.Close
                render={
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={labels.close}
                    className="-mt-1 -mr-1.5"
                  />
                }
              >
                <X aria-hidden />
              </BaseDialog.Close>
            </div>
            <div className="px-5 pb-5 empty:hidden">{children}</div>
            {footer && (
              <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-4">{footer}</div>
            )}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** A button that closes the dialog around it. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <BaseDialog.Close render={<Button variant="secondary" />}>{children}</BaseDialog.Close>;
}

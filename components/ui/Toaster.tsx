'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { useUiLabels } from '@/components/ui/labels';
import { toastManager } from '@/components/ui/toast';
import { markTone, toneIcon, type Tone } from '@/components/ui/tones';

/** Stands once near the root; `toast` from `components/ui/toast` speaks through it. F6 moves focus to the messages. */
export function Toaster({ children }: { children: ReactNode }) {
  const labels = useUiLabels();
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          aria-label={labels.notifications}
          className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col-reverse gap-2 outline-hidden"
        >
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Messages() {
  const { toasts } = Toast.useToastManager();
  const labels = useUiLabels();
  return toasts.map((message) => {
    const tone = (message.type ?? 'info') as Tone;
    const Icon = toneIcon[tone];
    return (
      <Toast.Root
        key={message.id}
        toast={message}
        className="rounded-lg border border-line bg-raised p-3.5 shadow-float transition-[opacity,transform] data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-start gap-3">
          <Icon aria-hidden className={cn('mt-0.5 size-5 shrink-0', markTone[tone])} />
          <div className="min-w-0 flex-1">
            <Toast.Title className="font-medium" />
            <Toast.Description className="text-sm text-ink-soft" />
            <Toast.Action className="mt-1.5 rounded-sm text-sm font-semibold text-seal-ink underline underline-offset-3 hover:text-seal-strong" />
          </div>
          <Toast.Close
            aria-label={labels.close}
            className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}

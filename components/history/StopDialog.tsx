'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';

/** Asks before a transfer is ended for good: pausing is what most people mean. */
export function StopDialog({ isPending, onStop }: { isPending: boolean; onStop: () => void }) {
  const t = useTranslations('history.run');
  const [isOpen, setIsOpen] = useState(false);
  const stop = () => {
    setIsOpen(false);
    onStop();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button isPending={isPending}>{t('stop')}</Button>}
      title={t('stopAsk')}
      description={t('stopText')}
      footer={
        <>
          <DialogClose>{t('stopKeep')}</DialogClose>
          <Button variant="danger" onClick={stop}>
            {t('stop')}
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">{t('inFlight')}</p>
    </Dialog>
  );
}

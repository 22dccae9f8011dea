'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import type { DeskFinding } from '@/lib/zendesk/objects/desk';

type Props = {
  findings: readonly DeskFinding[];
  isPending: boolean;
  problem: unknown;
  onRemove: (accepted: string[]) => Promise<boolean>;
};

/** Takes the desk away, after naming what the team has changed and would lose with it. */
export function RemoveDesk({ findings, isPending, problem, onRemove }: Props) {
  const t = useTranslations('reviewDesk.page.remove');
  const [isOpen, setOpen] = useState(false);
  const edited = findings.filter(({ isEdited }) => isEdited);
  const accepted = edited.flatMap(({ seen }) => seen ?? []);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="danger" icon={<Trash2 aria-hidden />} disabled={isPending && !isOpen}>
          {t('action')}
        </Button>
      }
      title={t('title')}
      description={t('text')}
      footer={
        <>
          <DialogClose>{t('cancel')}</DialogClose>
          <Button
            variant="danger"
            isPending={isPending}
            onClick={() => void onRemove(accepted).then((isDone) => isDone && setOpen(false))}
          >
            {t('confirm')}
          </Button>
        </>
      }
    >
      {edited.length > 0 && (
        <>
          <p>{t('edited')}</p>
          <ul className="mt-2 list-disc pl-5 text-ink-soft">
            {edited.map(({ seen, found }) => (
              <li key={seen} className="[overflow-wrap:anywhere]">
                {found?.title}
              </li>
            ))}
          </ul>
        </>
      )}
      {problem !== null && <ProblemBanner error={problem} className="mt-3" />}
    </Dialog>
  );
}

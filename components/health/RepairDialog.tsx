'use client';

import { Hammer } from 'lucide-react';
import { useState } from 'react';
import { Differences } from '@/components/health/Differences';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import type { ShownResult } from '@/lib/health/shown';
import { tellResult, type HealthWords } from '@/lib/health/words';

type Props = { repairable: readonly ShownResult[]; words: HealthWords; onRepaired: () => void };
type Answer = { changes: unknown[]; fault: { words: string } | null };

/** Shows what a repair changes, part by part, and does it once that is confirmed. */
export function RepairDialog({ repairable, words, onRepaired }: Props) {
  const { t } = words;
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function repair() {
    setPending(true);
    setProblem(null);
    setRefusal(null);
    try {
      const { changes, fault } = await api.post<Answer>('/api/applications/zendesk/health/repair');
      if (fault) {
        setRefusal(fault.words.replace(/[\s.]+$/, ''));
        return;
      }
      setOpen(false);
      toast.success({
        title: t('repair.done'),
        description: t('repair.doneText', { count: changes.length }),
      });
      onRepaired();
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      size="lg"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<Hammer aria-hidden />}>
          {t('repair.actionAll', { count: repairable.length })}
        </Button>
      }
      title={t('repair.title')}
      description={t('repair.text')}
      footer={
        <>
          <DialogClose>{t('repair.cancel')}</DialogClose>
          <Button variant="primary" isPending={isPending} onClick={() => void repair()}>
            {isPending ? t('repair.pending') : t('repair.confirm')}
          </Button>
        </>
      }
    >
      <ul className="divide-y divide-line">
        {repairable.map((result) => (
          <li key={result.name} className="py-3 first:pt-0">
            <p className="font-medium">{tellResult(result, words).name}</p>
            <p className="text-sm text-ink-soft">{tellResult(result, words).repair}</p>
            <Differences items={result.differences} />
          </li>
        ))}
      </ul>
      {refusal !== null && (
        <Banner isLive tone="danger" title={t('repair.failed')} className="mt-3">
          {t('repair.failedText', { words: refusal })}
        </Banner>
      )}
      {problem !== null && <ProblemBanner error={problem} className="mt-3" />}
    </Dialog>
  );
}

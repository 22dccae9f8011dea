'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import type { Template } from '@/lib/sidebar/templateStore';

/** Asks before a text is gone for good. */
export function RemoveTemplate({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const t = useTranslations('sidebar.templates');
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const close = () => {
    setProblem(null);
    onClose();
  };
  const remove = async () => {
    if (!template || isPending) return;
    setPending(true);
    try {
      await api.delete(`/api/applications/zendesk/templates/${template.id}`);
      toast.success({ title: t('removed') });
      router.refresh();
      close();
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      isOpen={template !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t('removeQuestion')}
      description={t('removeText', { name: template?.name ?? '' })}
    >
      {problem !== null && <ProblemBanner error={problem} className="mb-4" />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>{t('cancel')}</Button>
        <Button
          variant="danger"
          icon={<Trash2 aria-hidden />}
          isPending={isPending}
          onClick={() => void remove()}
        >
          {t('remove')}
        </Button>
      </div>
    </Dialog>
  );
}

'use client';

import { Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { toast } from '@/components/ui/toast';
import type { ConnectionView } from '@/lib/connection/queries';
import { api } from '@/lib/client/api';

type Props = { version: number; websiteName: string; onDone: (connection: ConnectionView) => void };

/** Leaving Zendesk, after a question that says what stops and what is kept. */
export function DisconnectDialog({ version, websiteName, onDone }: Props) {
  const t = useTranslations('applications.connection.disconnect');
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function disconnect() {
    setPending(true);
    setProblem(null);
    try {
      const answer = await api.delete<{ connection: ConnectionView; isZendeskTold: boolean }>(
        '/api/applications/zendesk',
        { version },
      );
      onDone(answer.connection);
      setOpen(false);
      if (answer.isZendeskTold) toast.success({ title: t('done') });
      else
        toast.error({
          title: t('unreached'),
          description: t('unreachedText', { trigger: `Verified Reviews: ${websiteName}` }),
        });
      router.refresh();
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="danger" icon={<Unplug aria-hidden />}>
          {t('action')}
        </Button>
      }
      title={t('title')}
      description={t('text')}
      footer={
        <>
          <DialogClose>{t('cancel')}</DialogClose>
          <Button variant="danger" isPending={isPending} onClick={() => void disconnect()}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">{t('keeps')}</p>
      {problem !== null && <ProblemBanner error={problem} className="mt-3" />}
    </Dialog>
  );
}

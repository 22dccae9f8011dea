'use client';

import { Eye, EyeOff, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Button } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';

const route = '/api/websites/secret-key';
type Answer = { secretKey: string };

/** The key stays on the server until asked for; each look is noted. Shopify merchants are sent to support. */
export function SecretKey({ last4, canReveal }: { last4: string | null; canReveal: boolean }) {
  const t = useTranslations('account.codes');
  const [key, setKey] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function reveal() {
    setPending(true);
    setProblem(null);
    try {
      setKey((await api.post<Answer>(route)).secretKey);
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  }

  if (!canReveal) {
    return (
      <>
        <p>{t('shopify')}</p>
        <p className="text-sm text-ink-soft">{t('shopifyHint')}</p>
      </>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <code className="min-w-0 font-mono text-sm break-all">{key ?? <MaskedKey last4={last4} />}</code>
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            isPending={isPending}
            icon={key ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            onClick={() => (key ? setKey(null) : void reveal())}
          >
            {key ? t('conceal') : t('reveal')}
          </Button>
          <CopyButton
            value={async () => key ?? (await api.post<Answer>(route)).secretKey}
            name={t('secretKey')}
          />
          <ReplaceKey onReplaced={setKey} />
        </div>
      </div>
      <p className="text-sm text-ink-soft">{t('logged')}</p>
      {problem !== null && <ProblemBanner error={problem} />}
    </div>
  );
}

function MaskedKey({ last4 }: { last4: string | null }) {
  const t = useTranslations('account.codes');
  if (!last4) return t('none');
  return (
    <>
      <span aria-hidden>{`••••••••••••••••${last4}`}</span>
      <span className="sr-only">{t('hidden', { last4 })}</span>
    </>
  );
}

function ReplaceKey({ onReplaced }: { onReplaced: (key: string) => void }) {
  const t = useTranslations('account.codes');
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function replace() {
    setPending(true);
    setProblem(null);
    try {
      onReplaced((await api.put<Answer>(route)).secretKey);
      toast.success({ title: t('renewed') });
      setOpen(false);
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
        <Button size="sm" icon={<RefreshCw aria-hidden />}>
          {t('renew')}
        </Button>
      }
      title={t('renewTitle')}
      description={t('renewBody')}
      footer={
        <>
          <DialogClose>{t('cancel')}</DialogClose>
          <Button variant="danger" isPending={isPending} onClick={() => void replace()}>
            {t('renew')}
          </Button>
        </>
      }
    >
      {problem !== null && <ProblemBanner error={problem} />}
    </Dialog>
  );
}

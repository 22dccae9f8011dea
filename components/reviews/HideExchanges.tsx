'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';

/** Takes the exchanges of one review off the public pages, or back; the message offers to undo it. */
export function HideExchanges({ reviewId, isHidden }: { reviewId: string; isHidden: boolean }) {
  const t = useTranslations('reviews.hide');
  const router = useRouter();
  const problemText = useProblemText();
  const [isPending, setPending] = useState(false);

  async function set(hidden: boolean, canUndo: boolean) {
    setPending(true);
    try {
      await api.put(`/api/reviews/${reviewId}/exchanges`, { hidden });
      const undo = { label: t('undo'), run: () => void set(!hidden, false) };
      toast.success({ title: t(hidden ? 'hidden' : 'shown'), ...(canUndo ? { action: undo } : {}) });
    } catch (error) {
      const { title, nextStep } = problemText(error);
      toast.error({ title, ...(nextStep ? { description: nextStep } : {}) });
    } finally {
      setPending(false);
      router.refresh();
    }
  }

  const Icon = isHidden ? Eye : EyeOff;
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={<Icon aria-hidden />}
      isPending={isPending}
      title={t('explain')}
      onClick={() => void set(!isHidden, true)}
    >
      {t(isHidden ? 'show' : 'hide')}
    </Button>
  );
}

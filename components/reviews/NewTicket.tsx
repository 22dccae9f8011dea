'use client';

import { TicketPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';

/** Asks for a new ticket in the place of one that was deleted. */
export function NewTicket({ reviewId }: { reviewId: string }) {
  const t = useTranslations('reviews.ticket');
  const router = useRouter();
  const problemText = useProblemText();
  const [isPending, setPending] = useState(false);

  async function make() {
    setPending(true);
    try {
      await api.post(`/api/reviews/${reviewId}/ticket`);
      toast.success({ title: t('made') });
    } catch (error) {
      const { title, nextStep } = problemText(error);
      toast.error({ title, ...(nextStep ? { description: nextStep } : {}) });
    } finally {
      setPending(false);
      router.refresh();
    }
  }

  return (
    <Button size="sm" icon={<TicketPlus aria-hidden />} isPending={isPending} onClick={() => void make()}>
      {t('make')}
    </Button>
  );
}

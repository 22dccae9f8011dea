'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';
import type { RetryRequest } from '@/lib/activity/schema';

/**
 * Makes entries due now; the page is read anew either way, because what they are may have changed meanwhile.
 * @param toWords says how many went, in the words of the page.
 */
export function useRetry(toWords: (count: number) => string, onDone: () => void = () => undefined) {
  const router = useRouter();
  const problemText = useProblemText();
  const [isPending, setPending] = useState(false);
  async function retry(request: RetryRequest) {
    setPending(true);
    try {
      const { retried } = await api.post<{ retried: number }>(
        '/api/applications/zendesk/activity/retry',
        request,
      );
      toast.success({ title: toWords(retried) });
      onDone();
    } catch (error) {
      const { title, nextStep } = problemText(error);
      toast.error({ title, ...(nextStep ? { description: nextStep } : {}) });
    } finally {
      setPending(false);
      router.refresh();
    }
  }
  return { isPending, retry };
}

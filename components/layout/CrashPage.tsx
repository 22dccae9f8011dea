'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { ErrorState } from '@/components/ui/ErrorState';

/** What an error boundary shows: the fault is ours, a retry, and the digest that the server's log has too. */
export function CrashPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('ui');
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <ErrorState
      title={t('crash.title')}
      onRetry={retry}
      isRetrying={isPending}
      reference={error.digest && t('problem.reference', { id: error.digest })}
    >
      {t('crash.body')}
    </ErrorState>
  );
}

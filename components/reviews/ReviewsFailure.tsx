'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Card } from '@/components/ui/Card';
import { ErrorState } from '@/components/ui/ErrorState';

/** Reviews could not be read: nothing is lost, a retry, and the digest that the server's log has too. */
export function ReviewsFailure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('reviews.failure');
  const router = useRouter();
  const [isRetrying, startTransition] = useTransition();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <Card>
      <ErrorState
        title={t('title')}
        onRetry={retry}
        isRetrying={isRetrying}
        reference={error.digest && t('reference', { digest: error.digest })}
      >
        {t('text')}
      </ErrorState>
    </Card>
  );
}

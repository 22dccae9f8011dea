'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRetry } from '@/components/activity/useRetry';
import { Button } from '@/components/ui/Button';

/** Tries again now what Zendesk refused, for a merchant who has just mended the cause. */
export function RetryDelivery({ deliveryId }: { deliveryId: string }) {
  const t = useTranslations('reviews.ticket');
  const { isPending, retry } = useRetry((count) => t('retried', { count }));
  return (
    <Button
      size="sm"
      icon={<RotateCw aria-hidden />}
      isPending={isPending}
      onClick={() => void retry({ keys: [`d:${deliveryId}`] })}
    >
      {t('retry')}
    </Button>
  );
}

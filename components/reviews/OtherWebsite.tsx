'use client';

import { Store } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { api } from '@/lib/client/api';

/** The review asked for belongs to another website of the same person: says which, and goes there. */
export function OtherWebsite({ websiteId, name }: { websiteId: string; name: string }) {
  const t = useTranslations('reviews.elsewhere');
  const router = useRouter();
  const [problem, setProblem] = useState<unknown>(null);
  const [isPending, startTransition] = useTransition();
  const change = () =>
    startTransition(async () => {
      try {
        await api.post('/api/websites/current', { websiteId });
        router.refresh();
      } catch (error) {
        setProblem(error);
      }
    });
  return (
    <Card>
      <EmptyState
        icon={Store}
        title={t('title', { website: name })}
        action={
          <Button variant="primary" isPending={isPending} onClick={change}>
            {t('action', { website: name })}
          </Button>
        }
      >
        {t('text')}
        {problem !== null && <ProblemBanner error={problem} className="mt-4 text-left" />}
      </EmptyState>
    </Card>
  );
}

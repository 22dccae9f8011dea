'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Banner } from '@/components/ui/Banner';
import { SectionCard } from '@/components/ui/Card';
import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';
import type { HistoryPage } from '@/lib/sync/history/history';

const shares = [10, 20, 30, 50, 70, 90];

/** Which part of the account's calls is never ours. Saved at once; the engine keeps to it from its next round. */
export function ShareCard({ share, onSave }: { share: number; onSave: (page: HistoryPage) => void }) {
  const t = useTranslations('history.share');
  const problemText = useProblemText();
  const [problem, setProblem] = useState<unknown>(null);
  const choose = async (value: string) => {
    setProblem(null);
    try {
      const body = { otherToolsShare: Number(value) };
      onSave(await api.put<HistoryPage>('/api/applications/zendesk/history/share', body));
      toast.success({ title: t('saved') });
    } catch (error) {
      setProblem(error);
    }
  };
  const words = problem === null ? null : problemText(problem);
  const options = [...new Set([...shares, share])]
    .sort((one, other) => one - other)
    .map((percent) => ({ value: String(percent), label: t('option', { percent }) }));
  return (
    <SectionCard title={t('title')} description={t('description')}>
      <div className="flex flex-col gap-4">
        <Field label={t('label')} className="max-w-56">
          <Select value={String(share)} onValueChange={(value) => void choose(value)} options={options} />
        </Field>
        {words && (
          <Banner tone="danger" title={words.title} isLive>
            {words.nextStep}
          </Banner>
        )}
      </div>
    </SectionCard>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { Controller, useFormContext } from 'react-hook-form';
import type { z } from 'zod';
import { ImpactPreview } from '@/components/moderationRules/ImpactPreview';
import { WordsEditor } from '@/components/moderationRules/WordsEditor';
import { SelectField } from '@/components/form/ChoiceFields';
import { Form } from '@/components/form/Form';
import { useSaveState } from '@/components/form/useSaveState';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';
import { moderationSettingsSchema, type ModerationSettingsInput } from '@/lib/websites/schema';
import type { ModerationSettings } from '@/lib/websites/settings';

type Values = z.input<typeof moderationSettingsSchema>;

const thresholds = ['0', '1', '2', '3', '4', '5'] as const;

/** Which reviews are held for the merchant: by rating and by word, with the effect on the newest reviews before saving. */
export function ModerationCard({ moderation }: { moderation: ModerationSettings }) {
  const t = useTranslations('applications');
  const router = useRouter();
  const form = useApiForm<Values, ModerationSettingsInput, ModerationSettings>({
    schema: moderationSettingsSchema,
    values: moderation,
    send: (input) => api.put<ModerationSettings>('/api/applications/zendesk/moderation', input),
    toValues: (saved) => saved,
    onSaved: () => {
      toast.success({ title: t('moderation.saved') });
      router.refresh();
    },
  });
  useUnsavedGuard(form.isDirty, t('zendesk.unsaved'));
  const options = thresholds.map((value) => ({ value, label: t(`moderation.thresholds.${value}`) }));
  return (
    <Form api={form} label={t('moderation.title')}>
      <SettingsCard
        title={t('moderation.title')}
        description={t('moderation.description')}
        save={useSaveState(form)}
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField name="brandMaxRating" isNumber label={t('moderation.brand')} options={options} />
          <SelectField name="productMaxRating" isNumber label={t('moderation.product')} options={options} />
        </div>
        <WordsField />
        <ImpactPreview savedVersion={moderation.version} />
      </SettingsCard>
    </Form>
  );
}

function WordsField() {
  const { control } = useFormContext<Values>();
  return (
    <Controller
      control={control}
      name="words"
      render={({ field }) => <WordsEditor value={field.value} onChange={field.onChange} />}
    />
  );
}

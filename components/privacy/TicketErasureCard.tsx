'use client';

import { useTranslations } from 'next-intl';
import { RadioCardsField } from '@/components/form/ChoiceFields';
import { Form } from '@/components/form/Form';
import { useSaveState } from '@/components/form/useSaveState';
import { Banner } from '@/components/ui/Banner';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { toast } from '@/components/ui/toast';
import { privacySettingsSchema, ticketErasures, type PrivacySettings } from '@/lib/erasure/schema';
import type { ErasureAbility } from '@/lib/erasure/ability';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';

/** What becomes of the Zendesk tickets of an author who asks to be erased. */
type Props = { settings: PrivacySettings; ability: ErasureAbility | null };

export function TicketErasureCard({ settings, ability }: Props) {
  const t = useTranslations('erasure.portal');
  const form = useApiForm<PrivacySettings, PrivacySettings, PrivacySettings>({
    schema: privacySettingsSchema,
    values: settings,
    send: (input) => api.put<PrivacySettings>('/api/websites/current/privacy', input),
    toValues: (saved) => saved,
    onSaved: () => toast.success({ title: t('saved') }),
  });
  useUnsavedGuard(form.isDirty, t('unsaved'));
  return (
    <Form api={form} label={t('settings')}>
      <SettingsCard title={t('settings')} description={t('settingsHint')} save={useSaveState(form)}>
        <RadioCardsField
          name="ticketErasure"
          label={t('settings')}
          columns={2}
          cards={ticketErasures.map((value) => ({ value, label: t(value), hint: t(`${value}Hint`) }))}
        />
        {ability !== null && ability !== 'whole' && (
          <Banner tone="warning">{t(`abilities.${ability}`)}</Banner>
        )}
      </SettingsCard>
    </Form>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { RadioCardsField, SwitchField } from '@/components/form/ChoiceFields';
import { Form } from '@/components/form/Form';
import { TextareaField } from '@/components/form/TextField';
import { useSaveState } from '@/components/form/useSaveState';
import { PageHeader } from '@/components/ui/PageHeader';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';
import type { NotificationSettings } from '@/lib/websites/notifications';
import {
  digestFrequencies,
  notificationAddressesMax,
  notificationSettingsSchema,
  type NotificationSettingsInput,
} from '@/lib/websites/schema';

type Values = z.input<typeof notificationSettingsSchema>;

const switches = ['onToHandle', 'onNewReview', 'onAnswer', 'onDecision'] as const;

/** Who is told of what by mail, and how often. */
export function NotificationsPage({
  websiteName,
  settings,
}: {
  websiteName: string;
  settings: NotificationSettings;
}) {
  const t = useTranslations('notifications');
  const form = useApiForm<Values, NotificationSettingsInput, NotificationSettings>({
    schema: notificationSettingsSchema,
    values: settings,
    // The address list travels as it was typed: the route reads it by the same schema.
    send: (input) =>
      api.put<NotificationSettings>('/api/websites/current/notifications', {
        ...input,
        addresses: input.addresses.join('\n'),
      }),
    toValues: (saved) => saved,
    onSaved: () => toast.success({ title: t('saved') }),
  });
  useUnsavedGuard(form.isDirty, t('unsaved'));
  const save = useSaveState(form);
  return (
    <>
      <PageHeader title={t('page.title')} description={t('page.lead', { website: websiteName })} />
      <Form api={form} label={t('page.title')}>
        <SettingsCard title={t('where.title')} description={t('where.description')}>
          <TextareaField
            name="addresses"
            label={t('where.addresses')}
            hint={t('where.hint', { max: notificationAddressesMax })}
            rows={3}
            autoComplete="off"
            spellCheck={false}
          />
          <NoAddress />
        </SettingsCard>
        <SettingsCard title={t('what.title')}>
          {switches.map((name) => (
            <SwitchField key={name} name={name} label={t(`what.${name}`)} hint={t(`what.${name}Hint`)} />
          ))}
        </SettingsCard>
        <SettingsCard title={t('digest.title')} description={t('digest.description')} save={save}>
          <RadioCardsField
            name="digest"
            label={t('digest.label')}
            columns={3}
            cards={digestFrequencies.map((value) => ({
              value,
              label: t(`digest.${value}`),
              hint: t(`digest.${value}Hint`),
            }))}
          />
        </SettingsCard>
      </Form>
      <p className="mt-5 max-w-prose text-sm text-ink-soft">{t('mails')}</p>
    </>
  );
}

function NoAddress() {
  const t = useTranslations('notifications.where');
  const addresses = useWatch<Values, 'addresses'>({ name: 'addresses' });
  return (
    <p role="status" className="text-sm text-warning-ink empty:hidden">
      {addresses.trim() === '' && t('none')}
    </p>
  );
}

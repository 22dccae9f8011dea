'use client';

import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { SelectField } from '@/components/form/ChoiceFields';
import { Form } from '@/components/form/Form';
import { useSaveState } from '@/components/form/useSaveState';
import { PageHeader } from '@/components/ui/PageHeader';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { StatTile } from '@/components/ui/StatTile';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';
import type { InvitationFigures } from '@/lib/reviewForm/figures';
import { invitationSettingsSchema, type InvitationSettingsInput } from '@/lib/orders/schema';

type Values = z.input<typeof invitationSettingsSchema>;
type Props = { websiteName: string; settings: InvitationSettingsInput; figures: InvitationFigures };

const delays = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30];
const reminders = [0, 3, 5, 7, 10, 14, 30];

/** A choice somebody made by the API or before stays choosable. */
const withOwn = (days: readonly number[], own: number) => [...new Set([...days, own])].sort((a, b) => a - b);

/** When authors are invited, and what came of it. */
export function InvitationsPage({ websiteName, settings, figures }: Props) {
  const t = useTranslations('invitations');
  const form = useApiForm<Values, InvitationSettingsInput, InvitationSettingsInput>({
    schema: invitationSettingsSchema,
    values: settings,
    send: (input) => api.put<InvitationSettingsInput>('/api/websites/current/invitations', input),
    toValues: (saved) => saved,
    onSaved: () => toast.success({ title: t('saved') }),
  });
  useUnsavedGuard(form.isDirty, t('unsaved'));
  const options = (days: readonly number[], own: number, kind: 'delay' | 'reminder') =>
    withOwn(days, own).map((value) => ({ value: String(value), label: t(`${kind}Days`, { days: value }) }));
  return (
    <>
      <PageHeader title={t('title')} description={t('lead', { website: websiteName })} />
      <section aria-label={t('figures')} className="mb-6 grid gap-3 sm:grid-cols-4">
        {(['invited', 'reminded', 'opened', 'answered'] as const).map((name) => (
          <StatTile key={name} label={t(name)} value={figures[name]} hint={t('figures')} />
        ))}
      </section>
      <Form api={form} label={t('when')}>
        <SettingsCard title={t('when')} description={t('whenHint')} save={useSaveState(form)}>
          <SelectField
            name="delayDays"
            isNumber
            label={t('delay')}
            hint={t('delayHint')}
            options={options(delays, settings.delayDays, 'delay')}
          />
          <SelectField
            name="reminderDays"
            isNumber
            label={t('reminder')}
            hint={t('reminderHint')}
            options={options(reminders, settings.reminderDays, 'reminder')}
          />
        </SettingsCard>
      </Form>
    </>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useWatch } from 'react-hook-form';
import { TicketValuesFields } from '@/components/connection/TicketValuesFields';
import { useChangesText } from '@/components/connection/useChangesText';
import { useTicketChoices } from '@/components/connection/useTicketChoices';
import { RadioCardsField, SelectField } from '@/components/form/ChoiceFields';
import { Form } from '@/components/form/Form';
import { TextareaField } from '@/components/form/TextField';
import { useSaveState } from '@/components/form/useSaveState';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { toast } from '@/components/ui/toast';
import {
  requesterModes,
  ticketScopes,
  ticketSettingsForm,
  type TicketSettingsInput,
  type TicketSettingsValues,
} from '@/lib/connection/schema';
import type { Saved } from '@/lib/connection/service';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';

type Answer = { settings: TicketSettingsInput } & Saved;

const toValues = (settings: TicketSettingsInput): TicketSettingsValues => ({
  ...settings,
  tags: settings.tags.join(' '),
  botUsers: settings.botUsers.join('\n'),
});

/** Which reviews become tickets, in whose name, and what the tickets are given; the choices are the account's own. */
export function TicketsCard({
  settings,
  isConnected,
}: {
  settings: TicketSettingsInput;
  isConnected: boolean;
}) {
  const t = useTranslations('zendeskSetup.tickets');
  const unsaved = useTranslations('applications.zendesk');
  const changesText = useChangesText();
  const router = useRouter();
  const { state, retry } = useTicketChoices(isConnected);
  const form = useApiForm<TicketSettingsValues, TicketSettingsInput, Answer>({
    schema: ticketSettingsForm,
    values: toValues(settings),
    send: (input) => api.put<Answer>('/api/applications/zendesk/tickets', input),
    toValues: (answer) => toValues(answer.settings),
    onSaved: ({ setupFault, changes }) => {
      if (setupFault) toast.error({ title: t('savedUnfinished') });
      else toast.success({ title: t('saved'), description: changesText(changes) });
      router.refresh();
    },
  });
  useUnsavedGuard(form.isDirty, unsaved('unsaved'));
  const save = useSaveState(form, isConnected ? undefined : t('notConnected'));
  return (
    <Form api={form} label={t('title')}>
      <SettingsCard title={t('title')} description={t('description')} save={save}>
        <ScopeFields />
        <TicketValuesFields state={state} isConnected={isConnected} onRetry={retry} />
        <p className="text-sm text-ink-soft">{t('existing')}</p>
        <TextareaField
          name="botUsers"
          label={t('bots')}
          hint={t('botsHint')}
          isOptional
          rows={3}
          autoComplete="off"
          spellCheck={false}
        />
      </SettingsCard>
    </Form>
  );
}

function ScopeFields() {
  const t = useTranslations('zendeskSetup.tickets');
  const scope = useWatch<TicketSettingsValues, 'ticketScope'>({ name: 'ticketScope' });
  return (
    <>
      <RadioCardsField
        name="ticketScope"
        label={t('scope')}
        columns={3}
        cards={ticketScopes.map((value) => ({
          value,
          label: t(`scopes.${value}`),
          hint: t(`scopeHints.${value}`),
        }))}
      />
      {scope === 'rating_at_most' && (
        <SelectField
          name="maxRating"
          isNumber
          label={t('maxRating')}
          className="sm:w-60"
          options={[1, 2, 3, 4, 5].map((rating) => ({
            value: String(rating),
            label: t('rating', { rating }),
          }))}
        />
      )}
      <RadioCardsField
        name="requesterMode"
        label={t('requester')}
        columns={2}
        cards={requesterModes.map((value) => ({
          value,
          label: t(`requesters.${value}`),
          hint: t(`requesterHints.${value}`),
        }))}
      />
    </>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { ChoiceSelect, type ChoiceOption } from '@/components/connection/ChoiceSelect';
import type { ChoicesState } from '@/components/connection/useTicketChoices';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { TextField } from '@/components/form/TextField';
import { Button } from '@/components/ui/Button';
import { Spinner } from '@/components/ui/Spinner';
import { ticketPriorities, ticketTypes } from '@/lib/connection/schema';

type Props = { state: ChoicesState; isConnected: boolean; onRetry: () => void };

/** Group, person, brand and form come from the account and may be on their way or unreadable; the rest is always there. */
export function TicketValuesFields({ state, isConnected, onRetry }: Props) {
  const t = useTranslations('zendeskSetup.tickets');
  const choices = state.status === 'ready' ? state.choices : null;
  const toOptions = (list: { id: number; name: string }[] = []): ChoiceOption[] =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  const shared = { none: t('none'), goneLabel: (id: string) => t('gone', { id }) };
  const fromAccount = [
    { name: 'groupId', label: t('group'), options: toOptions(choices?.groups) },
    { name: 'assigneeId', label: t('assignee'), options: toOptions(choices?.assignees) },
    { name: 'brandId', label: t('brand'), options: toOptions(choices?.brands) },
    { name: 'formId', label: t('form'), options: toOptions(choices?.forms) },
  ];
  const priorities = ticketPriorities.map((value) => ({ value, label: t(`priorities.${value}`) }));
  const types = ticketTypes.map((value) => ({ value, label: t(`types.${value}`) }));
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-3 font-semibold">{t('given')}</legend>
      {isConnected && state.status === 'loading' && (
        <p role="status" className="flex items-center gap-2 text-sm text-ink-soft">
          <Spinner className="size-4" />
          {t('loading')}
        </p>
      )}
      {isConnected && state.status === 'failed' && (
        <div className="flex flex-col items-start gap-2">
          <p className="font-medium">{t('failed')}</p>
          <ProblemBanner error={state.problem} />
          <Button size="sm" onClick={onRetry}>
            {t('retry')}
          </Button>
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {fromAccount.map((choice) => (
          <ChoiceSelect key={choice.name} {...choice} {...shared} isDisabled={!choices} />
        ))}
        <ChoiceSelect name="priority" label={t('priority')} options={priorities} {...shared} />
        <ChoiceSelect name="type" label={t('type')} options={types} {...shared} />
      </div>
      <TextField name="tags" label={t('tags')} hint={t('tagsHint')} autoComplete="off" spellCheck={false} />
    </fieldset>
  );
}

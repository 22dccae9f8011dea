'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { ChatPreview } from '@/components/chat/ChatPreview';
import { RadioCardsField, SelectField, SwitchField } from '@/components/form/ChoiceFields';
import { Form } from '@/components/form/Form';
import { TextField } from '@/components/form/TextField';
import { useSaveState } from '@/components/form/useSaveState';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';
import type { ChatFigures } from '@/lib/reviewForm/figures';
import { chatSettingsSchema, type ChatSettingsInput } from '@/lib/websites/schema';
import type { ChatSettings } from '@/lib/websites/settings';
import { findWidgetKey } from '@/lib/websites/widgetKey';

type Values = z.input<typeof chatSettingsSchema>;

const ratings = ['1', '2', '3', '4', '5'] as const;

function toValues(chat: ChatSettings): Values {
  const { accountKey, orderFieldId, ratingFieldId, ...rest } = chat;
  return {
    ...rest,
    accountKey: accountKey ?? '',
    orderFieldId: orderFieldId ?? '',
    ratingFieldId: ratingFieldId ?? '',
  };
}

/** Whether the chat shows on the review form, and from which rating down; with a form to try it on. */
export function ChatCard({
  chat,
  figures,
  websiteName,
}: {
  chat: ChatSettings;
  figures: ChatFigures;
  websiteName: string;
}) {
  const t = useTranslations('applications');
  const router = useRouter();
  const form = useApiForm<Values, ChatSettingsInput, ChatSettings>({
    schema: chatSettingsSchema,
    values: toValues(chat),
    send: (input) => api.put<ChatSettings>('/api/applications/zendesk/chat', input),
    toValues,
    onSaved: () => {
      toast.success({ title: t('chat.saved') });
      router.refresh();
    },
  });
  useUnsavedGuard(form.isDirty, t('zendesk.unsaved'));
  return (
    <Form api={form} label={t('chat.title')}>
      <SettingsCard title={t('chat.title')} description={t('chat.description')} save={useSaveState(form)}>
        <div className="grid gap-6 lg:grid-cols-[1fr_20rem]">
          <ChatFields />
          <div className="flex flex-col gap-6">
            <LivePreview websiteName={websiteName} />
            <Figures figures={figures} />
          </div>
        </div>
      </SettingsCard>
    </Form>
  );
}

function ChatFields() {
  const t = useTranslations('applications.chat');
  const typed = useWatch<Values, 'accountKey'>({ name: 'accountKey' }) ?? '';
  const key = findWidgetKey(typed);
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <SwitchField name="isEnabled" label={t('enabled')} hint={t('enabledHint')} />
      <TextField
        name="accountKey"
        label={t('key')}
        hint={key && key !== typed.trim() ? t('keyUnderstood', { key }) : t('keyHint')}
        autoComplete="off"
        spellCheck={false}
      />
      <RadioCardsField
        name="kind"
        label={t('kind')}
        columns={2}
        cards={(['messaging', 'classic'] as const).map((value) => ({
          value,
          label: t(`kinds.${value}`),
          hint: t(`kindHints.${value}`),
        }))}
      />
      <SelectField
        name="maxRating"
        isNumber
        label={t('rating')}
        options={ratings.map((value) => ({ value, label: t(`ratings.${value}`) }))}
      />
      <PassedOn />
    </div>
  );
}

function PassedOn() {
  const t = useTranslations('applications.chat');
  return (
    <fieldset className="flex min-w-0 flex-col gap-4 border-t border-line pt-4">
      <legend className="float-left w-full font-medium">
        {t('pass')}
        <span className="block text-sm font-normal text-ink-soft">{t('passHint')}</span>
      </legend>
      <div className="clear-both grid gap-4 sm:grid-cols-2">
        {(['orderField', 'ratingField'] as const).map((name) => (
          <TextField
            key={name}
            name={`${name}Id`}
            label={t(name)}
            inputMode="numeric"
            autoComplete="off"
            isOptional
          />
        ))}
      </div>
      <SwitchField name="hasTags" label={t('tags')} hint={t('tagsHint')} />
    </fieldset>
  );
}

/** What the chat came to, from the first offer to the solved ticket. */
function Figures({ figures }: { figures: ChatFigures }) {
  const t = useTranslations('applications.chat');
  if (figures.shown === 0) return <p className="text-sm text-ink-soft">{t('none')}</p>;
  return (
    <section aria-label={t('figures')}>
      <h3 className="text-sm font-medium text-ink-soft">{t('figures')}</h3>
      <dl className="mt-2 grid grid-cols-3 gap-3 text-sm">
        {(['shown', 'opened', 'solved'] as const).map((name) => (
          <div key={name} className="flex flex-col-reverse justify-end">
            <dt className="text-ink-soft">{t(name)}</dt>
            <dd className="text-xl font-semibold tabular-nums">{figures[name]}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-sm text-ink-faint">{t('solvedHint')}</p>
    </section>
  );
}

function LivePreview({ websiteName }: { websiteName: string }) {
  const [isEnabled, accountKey, kind, maxRating] = useWatch<
    Values,
    ['isEnabled', 'accountKey', 'kind', 'maxRating']
  >({
    name: ['isEnabled', 'accountKey', 'kind', 'maxRating'],
  });
  return (
    <ChatPreview
      {...{ isEnabled, kind, maxRating, websiteName }}
      hasKey={findWidgetKey(accountKey ?? '') !== null}
    />
  );
}

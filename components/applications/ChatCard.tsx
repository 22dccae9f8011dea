'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { ChatPreview } from '@/components/applications/ChatPreview';
import { RadioCardsField, SelectField, SwitchField } from '@/components/form/ChoiceFields';
import { Form } from '@/components/form/Form';
import { TextField } from '@/components/form/TextField';
import { useSaveState } from '@/components/form/useSaveState';
import { SettingsCard } from '@/components/ui/SettingsCard';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import { useUnsavedGuard } from '@/lib/client/useUnsavedGuard';
import { chatSettingsSchema, type ChatSettingsInput } from '@/lib/websites/schema';
import type { ChatSettings } from '@/lib/websites/settings';
import { findWidgetKey } from '@/lib/websites/widgetKey';

type Values = z.input<typeof chatSettingsSchema>;

const ratings = ['1', '2', '3', '4', '5'] as const;

function toValues(chat: ChatSettings): Values {
  return { ...chat, accountKey: chat.accountKey ?? '' };
}

/** Whether the chat shows on the review form, and from which rating down; with a form to try it on. */
export function ChatCard({ chat, websiteName }: { chat: ChatSettings; websiteName: string }) {
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
          <LivePreview websiteName={websiteName} />
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
    </div>
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

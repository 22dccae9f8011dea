'use client';

import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { Form } from '@/components/form/Form';
import { SubmitButton } from '@/components/form/SubmitButton';
import { TextareaField } from '@/components/form/TextField';
import { Meanwhile, type EventLine } from '@/components/reviews/Meanwhile';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm, type ApiForm } from '@/lib/client/useApiForm';
import { replyMax, replySchema } from '@/lib/reviews/schema';

type Draft = { body: string };

export type ReplyComposerProps = {
  reviewId: string;
  authorFirstName: string;
  /** Replies the review still takes. */
  remaining: number;
  /** All events of the review, newest last. */
  events: readonly EventLine[];
};

/** The merchant's public reply. What was typed survives a refusal, a refresh and an ended session. */
export function ReplyComposer({ reviewId, authorFirstName, remaining, events }: ReplyComposerProps) {
  const t = useTranslations('reviews.reply');
  const router = useRouter();
  const newestSeq = events.at(-1)?.seq ?? 0;
  const [sentAtSeq, setSentAtSeq] = useState(newestSeq);
  const form = useApiForm<Draft, Draft>({
    schema: replySchema,
    values: { body: '' },
    send: async (reply) => {
      setSentAtSeq(newestSeq);
      try {
        return await api.post(`/api/reviews/${reviewId}/replies`, reply);
      } finally {
        router.refresh();
      }
    },
    toValues: () => ({ body: '' }),
    onSaved: () => toast.success({ title: t('sent') }),
  });
  const isRestored = useKeptDraft(form, `reply:${reviewId}`);
  const isStale = form.problem?.status === 409;

  return (
    <Form api={form} label={t('title')}>
      {isStale && (
        <div role="status">
          <Meanwhile events={events} sinceSeq={sentAtSeq} />
          <p className="mt-1 text-ink-soft">{t('kept')}</p>
        </div>
      )}
      <TextareaField
        name="body"
        label={t('label')}
        hint={t('hint', { max: replyMax })}
        placeholder={t('placeholder', { name: authorFirstName })}
        maxLength={replyMax}
        rows={5}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-ink-soft">
          {isRestored && form.isDirty ? `${t('restored')} ` : ''}
          {t('remaining', { count: remaining })}
        </p>
        <SubmitButton api={form} icon={<Send aria-hidden />} className="max-sm:w-full">
          {form.state === 'pending' ? t('pending') : t('send')}
        </SubmitButton>
      </div>
    </Form>
  );
}

/**
 * Keeps what is typed in this tab's storage until it is sent, so that signing in again finds it. Storage may be
 * switched off; then there is simply no draft.
 * @returns whether the text now shown was found there.
 */
function useKeptDraft({ form }: ApiForm<Draft, Draft>, key: string): boolean {
  const [isRestored, setRestored] = useState(false);
  const body = useWatch({ control: form.control, name: 'body' });
  useEffect(() => {
    const kept = readKept(key);
    if (!kept || form.getValues('body') !== '') return;
    form.setValue('body', kept, { shouldDirty: true });
    setRestored(true);
  }, [form, key]);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) writeKept(key, body);
    isFirst.current = false;
  }, [key, body]);
  return isRestored;
}

function readKept(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeKept(key: string, body: string): void {
  try {
    if (body) window.sessionStorage.setItem(key, body);
    else window.sessionStorage.removeItem(key);
  } catch {
    // A full or forbidden storage costs the draft, nothing else.
  }
}

'use client';

import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Form } from '@/components/form/Form';
import { SubmitButton } from '@/components/form/SubmitButton';
import { TextareaField } from '@/components/form/TextField';
import { Meanwhile, type EventLine } from '@/components/reviews/Meanwhile';
import { useKeptDraft, type Draft } from '@/components/reviews/useKeptDraft';
import { Banner } from '@/components/ui/Banner';
import { CopyButton } from '@/components/ui/CopyButton';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm, type ApiForm } from '@/lib/client/useApiForm';
import { replyMax, replySchema } from '@/lib/reviews/schema';

export type ReplyComposerProps = {
  reviewId: string;
  authorFirstName: string;
  /** Replies the review still takes. */
  remaining: number;
  /** Why no reply is possible; a text already begun stays readable and can be copied. */
  closedBecause: string | null;
  /** All events of the review, newest last. */
  events: readonly EventLine[];
};

/** The merchant's public reply. What was typed survives a refusal, a refresh and an ended session. */
export function ReplyComposer(props: ReplyComposerProps) {
  const { reviewId, authorFirstName, closedBecause, events } = props;
  const t = useTranslations('reviews.reply');
  const newestSeq = events.at(-1)?.seq ?? 0;
  const [sentAtSeq, setSentAtSeq] = useState(newestSeq);
  const form = useReplyForm(reviewId, () => setSentAtSeq(newestSeq));
  const isRestored = useKeptDraft(form, `reply:${reviewId}`);
  if (closedBecause && !form.isDirty) return <p className="text-ink-soft">{closedBecause}</p>;
  return (
    <Form api={form} label={t('title')}>
      {form.problem?.status === 409 && <WhatHappened events={events} sinceSeq={sentAtSeq} />}
      {closedBecause && <Banner tone="warning">{closedBecause}</Banner>}
      <TextareaField
        name="body"
        label={t('label')}
        hint={t('hint', { max: replyMax })}
        placeholder={t('placeholder', { name: authorFirstName })}
        maxLength={replyMax}
        readOnly={closedBecause !== null}
        rows={5}
      />
      <Footer {...props} form={form} isRestored={isRestored} />
    </Form>
  );
}

function useReplyForm(reviewId: string, onSend: () => void) {
  const t = useTranslations('reviews.reply');
  const router = useRouter();
  return useApiForm<Draft, Draft>({
    schema: replySchema,
    values: { body: '' },
    send: async (reply) => {
      onSend();
      try {
        return await api.post<unknown>(`/api/reviews/${reviewId}/replies`, reply);
      } finally {
        // Also after a refusal: what others did meanwhile is then on the page, and in the message above the text.
        router.refresh();
      }
    },
    toValues: () => ({ body: '' }),
    onSaved: () => toast.success({ title: t('sent') }),
  });
}

function WhatHappened({ events, sinceSeq }: { events: readonly EventLine[]; sinceSeq: number }) {
  const t = useTranslations('reviews');
  return (
    <Banner isLive tone="info" title={t('meanwhile.title')}>
      <Meanwhile events={events} sinceSeq={sinceSeq} />
      <p>{t('reply.kept')}</p>
    </Banner>
  );
}

type FooterProps = ReplyComposerProps & { form: ApiForm<Draft>; isRestored: boolean };

function Footer({ closedBecause, remaining, form, isRestored }: FooterProps) {
  const t = useTranslations('reviews.reply');
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-sm text-ink-soft">
        {isRestored ? `${t('restored')} ` : ''}
        {closedBecause === null && t('remaining', { count: remaining })}
      </p>
      {closedBecause === null ? (
        <SubmitButton api={form} icon={<Send aria-hidden />} className="max-sm:w-full">
          {form.state === 'pending' ? t('pending') : t('send')}
        </SubmitButton>
      ) : (
        <CopyButton value={form.form.getValues('body')} name={t('copyName')} />
      )}
    </div>
  );
}

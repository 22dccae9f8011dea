'use client';

import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { Form } from '@/components/form/Form';
import { SubmitButton } from '@/components/form/SubmitButton';
import { TextareaField } from '@/components/form/TextField';
import { Meanwhile, type EventLine } from '@/components/reviews/Meanwhile';
import { ReplyPreview } from '@/components/reviews/ReplyPreview';
import { ReplyWarnings } from '@/components/reviews/ReplyWarnings';
import { useKeptDraft, type Draft } from '@/components/reviews/useKeptDraft';
import { WaitingReplies, type WaitingReply } from '@/components/reviews/WaitingReplies';
import { Banner } from '@/components/ui/Banner';
import { CopyButton } from '@/components/ui/CopyButton';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm, type ApiForm } from '@/lib/client/useApiForm';
import type { RepliedTo } from '@/lib/moderation/replyWarnings';
import { replyMax, replySchema } from '@/lib/reviews/schema';

export type ReplyComposerProps = {
  reviewId: string;
  callName: string;
  /** What the warnings before a reply are judged by. */
  repliedTo: RepliedTo;
  /** Written, but still to be taken back. */
  waiting: readonly WaitingReply[];
  /** Replies the review still takes. */
  remaining: number;
  /** Why no reply is possible; a text already begun stays readable and can be copied. */
  closedBecause: string | null;
  /** All events of the review, newest last. */
  events: readonly EventLine[];
};

/** The merchant's public reply. What was typed survives a refusal, a refresh, an ended session and being taken back. */
export function ReplyComposer(props: ReplyComposerProps) {
  const { reviewId, callName, repliedTo, waiting, closedBecause, events } = props;
  const t = useTranslations('reviews.reply');
  const newestSeq = events.at(-1)?.seq ?? 0;
  const [sentAtSeq, setSentAtSeq] = useState(newestSeq);
  const form = useReplyForm(reviewId, () => setSentAtSeq(newestSeq));
  const isRestored = useKeptDraft(form, `reply:${reviewId}`);
  const text = useWatch({ control: form.form.control, name: 'body' });
  const takeBack = (body: string) => {
    const present = form.form.getValues('body').trimEnd();
    form.form.setValue('body', present ? `${present}\n\n${body}` : body, { shouldDirty: true });
    return { hadText: present !== '' };
  };
  const isShut = closedBecause !== null && !form.isDirty;
  return (
    <>
      <WaitingReplies reviewId={reviewId} replies={waiting} onTakenBack={takeBack} />
      {isShut ? (
        <p className="text-ink-soft">{closedBecause}</p>
      ) : (
        <Form api={form} label={t('title')}>
          {form.problem?.status === 409 && <WhatHappened events={events} sinceSeq={sentAtSeq} />}
          {closedBecause && <Banner tone="warning">{closedBecause}</Banner>}
          <TextareaField
            name="body"
            label={t('label')}
            hint={t('hint', { max: replyMax })}
            placeholder={t('placeholder', { name: callName })}
            maxLength={replyMax}
            readOnly={closedBecause !== null}
            rows={5}
          />
          {closedBecause === null && <ReplyWarnings text={text} review={repliedTo} />}
          <Footer {...props} form={form} text={text} isRestored={isRestored} />
        </Form>
      )}
    </>
  );
}

function useReplyForm(reviewId: string, onSend: () => void) {
  const t = useTranslations('replies.waiting');
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
    onSaved: () => toast.success({ title: t('announce') }),
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

type FooterProps = ReplyComposerProps & { form: ApiForm<Draft>; text: string; isRestored: boolean };

function Footer({ reviewId, closedBecause, remaining, form, text, isRestored }: FooterProps) {
  const t = useTranslations('reviews.reply');
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-sm text-ink-soft">
        {isRestored ? `${t('restored')} ` : ''}
        {closedBecause === null && t('remaining', { count: remaining })}
      </p>
      {closedBecause === null ? (
        <div className="flex flex-wrap gap-2 max-sm:w-full">
          <ReplyPreview reviewId={reviewId} text={text} />
          <SubmitButton api={form} icon={<Send aria-hidden />} className="max-sm:w-full">
            {form.state === 'pending' ? t('pending') : t('send')}
          </SubmitButton>
        </div>
      ) : (
        <CopyButton value={form.form.getValues('body')} name={t('copyName')} />
      )}
    </div>
  );
}

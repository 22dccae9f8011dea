'use client';

import { Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Form } from '@/components/form/Form';
import { SubmitButton } from '@/components/form/SubmitButton';
import { TextareaField } from '@/components/form/TextField';
import { FilesField } from '@/components/reports/FilesField';
import { ReasonField } from '@/components/reports/ReasonField';
import { ReportChecklist } from '@/components/reports/ReportChecklist';
import type { Frame } from '@/components/layout/moments';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import { useApiForm } from '@/lib/client/useApiForm';
import type { ReportReason } from '@/lib/moderation/reasons';
import type { ReportDesk } from '@/lib/moderationDesk/reportDesk';
import {
  reportCommentMax,
  reportFormSchema,
  type CheckedReport,
  type ReportForm,
} from '@/lib/moderationDesk/reportForm';

type Props = { desk: ReportDesk; frame: Frame };

/** Opens the report assistant. What was typed stays while the dialog is closed, and after a refusal. */
export function ReportAction({ desk, frame }: Props) {
  const t = useTranslations('moderation.assistant');
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const form = useApiForm<ReportForm, CheckedReport>({
    schema: reportFormSchema,
    values: { reason: '', comment: '', attachments: [] },
    send: (report) => api.post(`/api/reviews/${desk.reviewId}/reports`, toFormData(report)),
    toValues: () => ({ reason: '', comment: '', attachments: [] }),
    onSaved: () => {
      setOpen(false);
      toast.success({ title: t('sent') });
      router.refresh();
    },
  });
  const reason = form.form.watch('reason') as ReportReason | '';
  const chosen = desk.reasons.find(({ code }) => code === reason);
  return (
    <Dialog
      size="lg"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon={<Flag aria-hidden />} className="w-full" disabled={desk.blocked !== null}>
          {t('open')}
        </Button>
      }
      title={t('title')}
      description={t('intro')}
    >
      <ReportChecklist desk={desk} frame={frame} />
      <Form api={form} label={t('title')} className="mt-5">
        <ReasonField reasons={desk.reasons} />
        <TextareaField
          name="comment"
          label={t('comment')}
          hint={t('commentHint')}
          maxLength={reportCommentMax}
          rows={3}
          isOptional
        />
        <FilesField isRequired={chosen?.proof === 'required'} />
        {chosen?.proof === 'author_asked' && <p className="text-ink-soft">{t('authorAsked')}</p>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          <SubmitButton api={form} icon={<Flag aria-hidden />}>
            {form.state === 'pending' ? t('pending') : t('send')}
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

function toFormData({ reason, comment, attachments }: CheckedReport): FormData {
  const data = new FormData();
  data.set('reason', reason);
  data.set('comment', comment);
  for (const file of attachments) data.append('attachments', file);
  return data;
}

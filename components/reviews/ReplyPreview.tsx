'use client';

import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { Skeleton } from '@/components/ui/Skeleton';
import { api } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';
import type { MailPreview } from '@/lib/mail/preview';

type State = { mail: MailPreview | null; error: unknown };

/** The mail the author would receive for the text as it stands. */
export function ReplyPreview({ reviewId, text }: { reviewId: string; text: string }) {
  const t = useTranslations('replies.preview');
  const problemText = useProblemText();
  const [isOpen, setOpen] = useState(false);
  const [{ mail, error }, setState] = useState<State>({ mail: null, error: null });
  async function load() {
    setState({ mail: null, error: null });
    try {
      const url = `/api/reviews/${reviewId}/replies/preview`;
      setState({ mail: await api.post<MailPreview>(url, { body: text }), error: null });
    } catch (failure) {
      setState({ mail: null, error: failure });
    }
  }
  const open = (next: boolean) => {
    setOpen(next);
    if (next) void load();
  };
  const isEmpty = text.trim() === '';
  return (
    <Dialog
      size="lg"
      isOpen={isOpen}
      onOpenChange={open}
      title={t('title')}
      description={t('description')}
      trigger={
        <Button
          variant="quiet"
          icon={<Eye aria-hidden />}
          disabled={isEmpty}
          title={isEmpty ? t('empty') : undefined}
        >
          {t('open')}
        </Button>
      }
      footer={<DialogClose>{t('close')}</DialogClose>}
    >
      {error ? (
        <Banner
          isLive
          tone="danger"
          title={problemText(error).title}
          action={
            <Button size="sm" onClick={() => void load()}>
              {t('retry')}
            </Button>
          }
        >
          {problemText(error).nextStep}
        </Banner>
      ) : mail ? (
        <Mail mail={mail} />
      ) : (
        <div role="status">
          <span className="sr-only">{t('loading')}</span>
          <Skeleton className="h-[28rem] w-full" />
        </div>
      )}
    </Dialog>
  );
}

/** Sandboxed without any permission: what would not run in a mail program does not run here either. */
function Mail({ mail }: { mail: MailPreview }) {
  const t = useTranslations('replies.preview');
  return (
    <>
      <dl className="mb-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        <dt className="text-ink-soft">{t('from')}</dt>
        <dd>{mail.senderName}</dd>
        <dt className="text-ink-soft">{t('subject')}</dt>
        <dd className="font-medium">{mail.subject}</dd>
      </dl>
      <iframe
        title={t('frame')}
        srcDoc={mail.html}
        sandbox=""
        className="h-[min(32rem,60dvh)] w-full rounded-lg border border-line bg-surface"
      />
    </>
  );
}

'use client';

import { Clock, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { toast } from '@/components/ui/toast';
import { api, ApiProblem } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';

export type WaitingReply = {
  id: string;
  body: string;
  authorName: string;
  /** Only its writer takes a reply back or sends it early. */
  isOwn: boolean;
  /** By the server's clock when the page was made. */
  secondsLeft: number;
  /** The rule that refused it when it was due. */
  refusedCode: string | null;
};

type Props = {
  reviewId: string;
  replies: readonly WaitingReply[];
  /** Takes a text back into the field; says whether another text was there already. */
  onTakenBack: (body: string) => { hadText: boolean };
};

/** Replies that have not left yet, with the way to take them back. */
export function WaitingReplies({ reviewId, replies, onTakenBack }: Props) {
  const t = useTranslations('replies.waiting');
  if (replies.length === 0) return null;
  return (
    <section aria-label={t('title', { count: replies.length })} className="mb-5 flex flex-col gap-3">
      {replies.map((reply) => (
        <Waiting key={reply.id} reviewId={reviewId} reply={reply} onTakenBack={onTakenBack} />
      ))}
    </section>
  );
}

/** Counts down from what the server said; the browser's own date may be wrong. */
function useSecondsLeft(first: number): number {
  const [left, setLeft] = useState(first);
  useEffect(() => {
    const end = performance.now() + first * 1000;
    const timer = setInterval(() => {
      const next = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      setLeft(next);
      if (next === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only the first value counts: a page made anew must not start the time again
  }, []);
  return left;
}

function Waiting({ reviewId, reply, onTakenBack }: Omit<Props, 'replies'> & { reply: WaitingReply }) {
  const t = useTranslations('replies.waiting');
  const left = useSecondsLeft(reply.secondsLeft);
  const { busy, run } = useActs(reviewId, reply.id, onTakenBack);
  const problemText = useProblemText();
  if (reply.refusedCode) {
    const { title, nextStep } = problemText(new ApiProblem({ status: 409, code: reply.refusedCode }));
    return (
      <Banner
        tone="warning"
        title={t('refused')}
        action={
          reply.isOwn && (
            <Button size="sm" isPending={busy !== null} onClick={() => void run('undo')}>
              {t('back')}
            </Button>
          )
        }
      >
        <p>
          {title} {nextStep}
        </p>
        <p className="mt-2 break-words whitespace-pre-wrap text-ink-soft">{reply.body}</p>
      </Banner>
    );
  }
  return (
    <div className="rounded-xl border border-dashed border-line-strong/70 bg-seal-soft/50 px-4 py-3">
      <p dir="auto" className="break-words whitespace-pre-wrap">
        {reply.body}
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="flex min-w-0 flex-1 basis-56 items-start gap-2 text-sm text-ink-soft">
          <Clock aria-hidden className="mt-0.5 size-4 shrink-0" />
          {/* Ticking would be read out each second; the toast has said it once. */}
          <span className="tabular-nums">
            {!reply.isOwn
              ? t('others', { name: reply.authorName })
              : left > 0
                ? t('own', { seconds: left })
                : t('leaving')}
          </span>
        </p>
        {reply.isOwn && (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" variant="quiet" disabled={busy !== null} onClick={() => void run('now')}>
              {t('now')}
            </Button>
            <Button
              size="sm"
              icon={<Undo2 aria-hidden />}
              isPending={busy === 'undo'}
              disabled={busy !== null}
              onClick={() => void run('undo')}
            >
              {t('undo')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

type ActName = 'undo' | 'now';

function useActs(reviewId: string, replyId: string, onTakenBack: Props['onTakenBack']) {
  const t = useTranslations('replies.waiting');
  const router = useRouter();
  const problemText = useProblemText();
  const [busy, setBusy] = useState<ActName | null>(null);
  const url = `/api/reviews/${reviewId}/replies/${replyId}`;

  async function run(act: ActName) {
    setBusy(act);
    try {
      if (act === 'now') {
        await api.post(url);
        toast.success({ title: t('sent') });
      } else {
        const { body } = await api.delete<{ body: string }>(url);
        const { hadText } = onTakenBack(body);
        toast.success({ title: t(hadText ? 'undoneClash' : 'undone') });
      }
    } catch (error) {
      const { title, nextStep } = problemText(error);
      toast.error({ title, ...(nextStep ? { description: nextStep } : {}) });
    } finally {
      setBusy(null);
      router.refresh();
    }
  }
  return { busy, run };
}

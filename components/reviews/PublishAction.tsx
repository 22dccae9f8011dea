'use client';

import { BadgeCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Meanwhile, type EventLine } from '@/components/reviews/Meanwhile';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogClose } from '@/components/ui/Dialog';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';

export type PublishActionProps = {
  reviewId: string;
  author: string;
  /** Reviews behind this one that could go out once it has left. */
  freed: number;
  hasReply: boolean;
  /** As the page last knew; may turn false while the question is open, when somebody else acts first. */
  isPossible: boolean;
  /** All events of the review, newest last. */
  events: readonly EventLine[];
  /** Gets the focus after publishing, because the button is gone then. */
  focusAfterId: string;
};

/** Publishes a review after a question that says what it frees. */
export function PublishAction(props: PublishActionProps) {
  const { reviewId, isPossible, events, focusAfterId } = props;
  const t = useTranslations('reviews.publish');
  const router = useRouter();
  const [openedAtSeq, setOpenedAtSeq] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const [isRefreshing, startRefresh] = useTransition();
  const isOpen = openedAtSeq !== null;
  if (!isPossible && !isOpen) return null;

  function change(nextOpen: boolean) {
    setProblem(null);
    setOpenedAtSeq(nextOpen ? (events.at(-1)?.seq ?? 0) : null);
    if (!nextOpen && !isPossible) document.getElementById(focusAfterId)?.focus();
  }

  async function publish() {
    setSending(true);
    setProblem(null);
    try {
      await api.post(`/api/reviews/${reviewId}/publication`);
      change(false);
      toast.success({ title: t('success') });
      document.getElementById(focusAfterId)?.focus();
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
      startRefresh(() => router.refresh());
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={change}
      trigger={
        isPossible ? (
          <Button
            variant="primary"
            icon={<BadgeCheck aria-hidden />}
            isPending={isRefreshing && !isOpen}
            className="w-full"
          >
            {t('action')}
          </Button>
        ) : undefined
      }
      title={t('title')}
      footer={
        <>
          <DialogClose>{isPossible ? t('cancel') : t('close')}</DialogClose>
          {isPossible && (
            <Button variant="primary" isPending={isSending} onClick={() => void publish()}>
              {isSending ? t('pending') : t('confirm')}
            </Button>
          )}
        </>
      }
    >
      <Question {...props} problem={problem} sinceSeq={openedAtSeq ?? 0} />
    </Dialog>
  );
}

function Question({
  author,
  freed,
  hasReply,
  isPossible,
  events,
  problem,
  sinceSeq,
}: PublishActionProps & { problem: unknown; sinceSeq: number }) {
  const t = useTranslations('reviews');
  return (
    <div className="space-y-3">
      {problem !== null && <ProblemBanner error={problem} />}
      {isPossible ? (
        <>
          <p>{t('publish.text', { author })}</p>
          <p className="rounded-lg bg-seal-soft px-3.5 py-2.5 font-medium text-seal-ink">
            {t('publish.frees', { count: freed })}
          </p>
          {!hasReply && <p className="text-sm text-ink-soft">{t('publish.noAnswer')}</p>}
        </>
      ) : (
        <Banner isLive tone="info" title={t('meanwhile.title')}>
          <Meanwhile events={events} sinceSeq={sinceSeq} />
        </Banner>
      )}
    </div>
  );
}

import { useTranslations } from 'next-intl';
import { useCauseWords } from '@/components/reviews/causeWords';
import { toEventKey } from '@/components/reviews/eventKey';
import { useReasonWords } from '@/components/reports/reasonWords';
import { authorNameOf } from '@/lib/platform/text/personName';
import type { CauseKind } from '@/lib/reviews/events';
import type { ReviewDetail } from '@/lib/reviews/queries';

type Event = ReviewDetail['events'][number];
export type EventWords = { key: string; title: string; who: string; detail: string | null };

/** Events in plain words: what happened, who did it, and the reason where there is one. */
export function useEventWords() {
  const t = useTranslations('reviews.timeline');
  const { nameOf } = useCauseWords();
  const reasonOf = useReasonWords();

  function whoOf({ actorKind, actorName }: Event, review: ReviewDetail): string {
    if (actorKind === 'author') return authorNameOf(review);
    if (actorKind === 'zendesk') return t('zendesk', { name: actorName });
    if (actorKind === 'merchant') return actorName || t('merchant');
    return t(actorKind);
  }

  function detailOf(data: unknown): string | null {
    const { reason, causes } = (data ?? {}) as {
      reason?: string;
      causes?: { kind: CauseKind; category?: string }[];
    };
    if (reason) return reasonOf(reason);
    const names = (causes ?? []).map(({ kind, category }) => nameOf({ kind, category: category ?? null }));
    return names.length > 0 ? [...new Set(names)].join(', ') : null;
  }

  return (event: Event, review: ReviewDetail): EventWords => {
    const key = toEventKey(event);
    return { key, title: t(key), who: whoOf(event, review), detail: detailOf(event.data) };
  };
}

/** From what the queries answer to what the screens show. */
import type { QueueState } from '@/components/reviews/QueueSummary';
import type { ReviewRow } from '@/components/reviews/ReviewList';
import type { Place } from '@/components/reviews/StatusCard';
import type { StatusCounts } from '@/components/reviews/StatusTabs';
import { authorNameOf } from '@/lib/platform/text/personName';
import type { countByStatus, ReviewDetail, ReviewListItem } from '@/lib/reviews/queries';
import { compareInQueue, publishesBy } from '@/lib/reviews/queue';
import type { QueueView, ReviewQueuePlace } from '@/lib/reviews/queueQueries';

export function toQueueState({ type, holder, waiting, ready, frees, nextRunAt }: QueueView): QueueState {
  return {
    type,
    waiting,
    ready,
    frees,
    nextRunAt,
    holder: holder && { ...holder, author: authorNameOf(holder) },
  };
}

/** A reported review is in moderation; the tabs count it once, as reported. */
export function toCounts(counts: Awaited<ReturnType<typeof countByStatus>>): StatusCounts {
  const { reported, in_moderation: inModeration, ...others } = counts;
  const all = inModeration + Object.values(others).reduce((sum, count) => sum + count, 0);
  return { ...others, in_moderation: inModeration - reported, reported, all };
}

/** `queue` is the one of the item's type. */
export function toReviewRow(item: ReviewListItem, queue: QueueView): ReviewRow {
  const { status, ticketId } = item;
  const isQueued = status === 'pending' || status === 'in_moderation';
  const isHeld = isQueued && queue.holder !== null && compareInQueue(queue.holder, item) < 0;
  const publishesAt = isQueued ? publishesBy({ ...item, status }, isHeld, queue.nextRunAt) : null;
  return { ...item, author: authorNameOf(item), isHeld, publishesAt, ticketId: ticketId?.toString() ?? null };
}

/** Where a review stands; the head of the queue is named when it is this review or holds it. */
export function toPlace(review: ReviewDetail, place: ReviewQueuePlace, queue: QueueView): Place {
  const isHead = queue.holder?.id === review.id;
  const { ahead, behind, frees, publishesAt } = place;
  const isHeld = place.heldBy !== null;
  return {
    ahead,
    behind,
    frees,
    publishesAt,
    isHeld,
    holder: isHead || isHeld ? toQueueState(queue).holder : null,
  };
}

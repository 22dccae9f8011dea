/**
 * The publication queue of one website and type: chronological, and not to be bypassed. A review in moderation (reported
 * or not) holds back every newer one of its queue; only the newer one's own seven-day clock and a decision of the
 * moderation team publish past it.
 */
import type { ReviewStatus } from '@/lib/reviews/events';

export type QueueItem = {
  id: string;
  status: Extract<ReviewStatus, 'pending' | 'in_moderation'>;
  submittedAt: Date;
  publishDueAt: Date | null;
};

/** Oldest first; the id decides between equal times, so the order is total. */
export function compareInQueue(
  a: Pick<QueueItem, 'id' | 'submittedAt'>,
  b: Pick<QueueItem, 'id' | 'submittedAt'>,
): number {
  return a.submittedAt.getTime() - b.submittedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The oldest review in moderation that is older than `item`, or null: what keeps it from being published. */
export function findHolder<T extends QueueItem>(
  items: readonly T[],
  item: Pick<QueueItem, 'id' | 'submittedAt'>,
): T | null {
  const older = items.filter((other) => other.status === 'in_moderation' && compareInQueue(other, item) < 0);
  return older.sort(compareInQueue)[0] ?? null;
}

/** What the daily run publishes, in order: the pending reviews ahead of the first one in moderation. */
export function planDailyRun<T extends QueueItem>(items: readonly T[], runAt: Date): T[] {
  const ordered = items.filter((item) => item.submittedAt <= runAt).sort(compareInQueue);
  const stop = ordered.findIndex((item) => item.status === 'in_moderation');
  return stop < 0 ? ordered : ordered.slice(0, stop);
}

/** How many pending reviews the next run may publish once this one has left moderation. */
export function countFreed(
  items: readonly QueueItem[],
  leaving: Pick<QueueItem, 'id' | 'submittedAt'>,
): number {
  const isHeld = (list: readonly QueueItem[], item: QueueItem) =>
    item.status === 'pending' && findHolder(list, item) !== null;
  const after = items.filter((item) => item.id !== leaving.id);
  return (
    items.filter((item) => isHeld(items, item)).length - after.filter((item) => isHeld(after, item)).length
  );
}

/** When it publishes without anyone's doing, as things stand: the next run if nothing holds it, else its own clock. */
export function publishesBy(item: QueueItem, isHeld: boolean, nextRun: Date): Date | null {
  if (item.status === 'in_moderation' || isHeld || !item.publishDueAt) return item.publishDueAt;
  return item.publishDueAt < nextRun ? item.publishDueAt : nextRun;
}

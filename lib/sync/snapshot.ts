/** What a ticket can say of a review, read in one place so that every note is written from the same facts. */
import type { Tx } from '@/lib/platform/db/client';

export type Snapshot = Awaited<ReturnType<typeof readSnapshot>>;

/** @throws when the review is gone: its events go with it, so this is a bug. */
export function readSnapshot(tx: Tx, reviewId: string) {
  return tx.review.findUniqueOrThrow({
    where: { id: reviewId },
    include: {
      causes: { orderBy: [{ textVersion: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }] },
      exchanges: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      reports: { orderBy: { createdAt: 'desc' } },
      website: { select: { id: true, name: true, locale: true, timeZone: true } },
    },
  });
}

import type { Tx } from '@/lib/platform/db/client';
import type { ReplyChange } from '@/lib/reviews/events';
import type { Act } from '@/lib/reviews/service';
import { decideOrThrow, lockReview, saveDecision, toState } from '@/lib/reviews/store';

/**
 * The words of a reply are other ones now where it was written. The review shows the same at once, and nobody is mailed again: what
 * was taken away for a person's sake must not travel once more.
 * @param body empty when no words are left.
 * @returns whether anything changed.
 */
export async function changeReply(
  tx: Tx,
  change: Act & { exchangeId: string; body: string; how: ReplyChange },
): Promise<boolean> {
  const { exchangeId, body, how, actor, at } = change;
  const row = await lockReview(tx, change);
  const exchange = await tx.exchange.findFirst({ where: { id: exchangeId, reviewId: row.id } });
  if (!exchange || exchange.body === body || row.erasedAt) return false;
  const decision = decideOrThrow(toState(row), { kind: 'change_reply', exchangeId, how }, { at });
  await tx.exchange.update({ where: { id: exchangeId }, data: { body, changedAt: at } });
  await saveDecision(tx, { reviewId: row.id, websiteId: row.websiteId, decision, actor, at });
  return true;
}

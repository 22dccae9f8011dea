/** One count to its end, step by step. Killed anywhere, it goes on from its row; refused by the account, it waits there. */
import { openClient } from '@/lib/connection/connections';
import { db } from '@/lib/platform/db/client';
import type { TicketCount } from '@/lib/platform/db/generated/client';
import { backoffMs } from '@/lib/sync/runtime/backoff';
import { inLanes } from '@/lib/sync/runtime/budgetedClient';
import { toEngineConnection, type EngineConnection } from '@/lib/sync/runtime/connection';
import { keepStep, keepWaiting } from '@/lib/sync/counting/countStore';
import { endCount } from '@/lib/sync/counting/ending';
import { judgeReviews, judgeStrays } from '@/lib/sync/counting/judge';
import { lookByNumber, lookByTag } from '@/lib/sync/counting/look';
import { budgetOf } from '@/lib/zendesk/budget';
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';

type Opened = { connection: EngineConnection; isPaused: boolean };

export async function openCounted(connectionId: string): Promise<Opened | null> {
  const row = await db.zendeskConnection.findUnique({
    where: { id: connectionId },
    include: { objects: true, website: { select: { name: true, locale: true, timeZone: true } } },
  });
  if (!row || row.state === 'disconnected') return null;
  return { connection: toEngineConnection(row), isPaused: row.state !== 'active' };
}

/** A connection's client whose calls wait behind what happens now. */
export async function openBacklogClient(
  connection: Pick<EngineConnection, 'id' | 'otherShare'>,
  signal: AbortSignal,
): Promise<ZendeskClient> {
  const client = await openClient(connection.id);
  const budget = budgetOf(client.baseUrl);
  budget.setOtherShare(connection.id, connection.otherShare);
  return inLanes(client, budget, connection.id, signal).backlog;
}

async function takeStep(
  count: TicketCount,
  { connection, isPaused }: Opened,
  signal: AbortSignal,
): Promise<void> {
  switch (count.step) {
    case 'tickets':
    case 'numbers': {
      // The account lets nobody in: the night still has its row, with what our own side knows.
      if (isPaused) {
        await keepStep(count, { step: 'reviews', cursor: null });
        return;
      }
      const look = count.step === 'tickets' ? lookByTag : lookByNumber;
      return look({ count, connection, client: await openBacklogClient(connection, signal), signal });
    }
    case 'reviews':
      return judgeReviews({ count, connection, isPaused });
    case 'strays':
      return judgeStrays({ count, connection });
    default:
      return endCount(count, isPaused);
  }
}

/** Works until the count has ended, the account cannot be asked, or the signal aborts. */
export async function runCount(countId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const count = await db.ticketCount.findUnique({ where: { id: countId } });
    if (count?.state !== 'counting' || signal.aborted) return;
    const opened = await openCounted(count.connectionId);
    // Disconnected meanwhile: there is nothing left to compare with.
    if (!opened) {
      await db.ticketCount.deleteMany({ where: { id: countId } });
      return;
    }
    try {
      await takeStep(count, opened, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!isZendeskError(error)) throw error;
      const waitMs = backoffMs(count.attempts + 1, Math.random(), error.retryAfterMs);
      const notBefore = new Date(Date.now() + waitMs);
      return keepWaiting(count, { code: error.kind, detail: error.words, notBefore });
    }
  }
}

/**
 * The engine of one connection: takes what came in, plans what must go out, sends it, settles its jobs, and looks for what was missed,
 * side by side. One process at a time holds the connection's lease; a killed one loses it within seconds and the next starts from the
 * rows.
 */
import { setMaxListeners } from 'node:events';
import { advanceJobs } from '@/lib/sync/outbound/bulkJobs';
import type { Engine } from '@/lib/sync/runtime/connection';
import { courtesy } from '@/lib/sync/runtime/backPressure';
import { takeInbox } from '@/lib/sync/inbound/inbox';
import { createOpener } from '@/lib/sync/engine/openConnection';
import { Outbound } from '@/lib/sync/outbound/outboundTurns';
import { reconcile } from '@/lib/sync/watch/reconcile';
import { sendDue } from '@/lib/sync/outbound/sending';
import { nothingDone, SideBySide, stopped, type Turn } from '@/lib/sync/runtime/scheduler';
import { createWake, type Wake } from '@/lib/sync/runtime/wake';

const reconcileAgainMs = 1_000;

export const activities = ['plan', 'due', 'jobs', 'inbox', 'reconcile'] as const;
export type ActivityName = (typeof activities)[number];

/**
 * Works until nothing is due for this connection or Zendesk cannot be asked further.
 * @param wake rings when there is something new.
 * @param first what there is to do at the beginning; the others look when they are told.
 */
export async function runEngine(
  connectionId: string,
  signal: AbortSignal,
  { wake = createWake(), first = activities }: { wake?: Wake; first?: readonly string[] } = {},
): Promise<void> {
  // Each call that is on its way listens to it.
  setMaxListeners(0, signal);
  const open = createOpener(connectionId, signal);
  const desk = new SideBySide(wake, signal, first);
  const outbound = new Outbound(desk);
  let isMoreDue = false;
  const isBusy = () => isMoreDue || outbound.hasMore;
  const add = (name: ActivityName, tells: readonly ActivityName[], turn: (engine: Engine) => Promise<Turn>) =>
    desk.add(name, {
      tells,
      async turn() {
        const engine = await open();
        return engine ? turn(engine) : stopped;
      },
    });

  add('plan', [], (engine) => outbound.turn(engine));
  add('due', ['jobs', 'plan'], async (engine) => {
    const { sent, hasMore, waitMs, isStopped } = await sendDue(engine, outbound.inHand);
    isMoreDue = hasMore;
    return { didSomething: sent > 0, waitMs, isStopped };
  });
  add('jobs', ['plan', 'due'], async (engine) => {
    const { settled, nextMs, isStopped } = await advanceJobs(engine, isBusy());
    return { didSomething: settled > 0, waitMs: nextMs, isStopped };
  });
  add('inbox', ['plan'], async (engine) => {
    const read = await takeInbox(engine);
    if (read !== 'stop' && read > 0) courtesy.note(connectionId);
    return read === 'stop' ? stopped : { ...nothingDone, didSomething: read > 0 };
  });
  add('reconcile', [], async (engine) => {
    const found = await reconcile(engine, isBusy());
    if (found === 'stop') return stopped;
    return { ...nothingDone, didSomething: found === 'more', waitMs: reconcileAgainMs, isPatient: true };
  });
  await desk.run();
}

'use client';

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Activation } from '@/components/sidebar/activation';
import { Refusal, type Call } from '@/components/sidebar/call';
import type { Panel } from '@/lib/sidebar/view';

export type ShownPanel = Panel & { isAdmin: boolean };
export type PanelState = {
  panel: ShownPanel | null;
  /** Why there is nothing newer: a code of `Refusal`. */
  problem: string | null;
  /** Counts the times a change came in that no act here had brought about. */
  changes: number;
};

const everyMs = 2_500;
const restMs = 30_000;

const stayActive = () => () => undefined;

/**
 * The panel of a ticket, kept true: asked again every few seconds while the agent has it before them, at once when they come back
 * to it and after an act of their own, and less often while nothing answers.
 */
export function usePanel(call: Call | null, ticketId: string | null, activation: Activation | null) {
  const isActive = useSyncExternalStore(
    activation?.listen ?? stayActive,
    () => activation?.isActive() ?? true,
    () => true,
  );
  const [state, setState] = useState<PanelState>({ panel: null, problem: null, changes: 0 });
  const etag = useRef<string | null>(null);
  const failures = useRef(0);
  const load = useCallback(
    async (isOwn: boolean) => {
      if (!call || !ticketId) return;
      try {
        const answer = await call<ShownPanel>('GET', `panel?ticketId=${ticketId}`, { etag: etag.current });
        failures.current = 0;
        const isFirst = etag.current === null;
        if (answer.data) etag.current = answer.etag;
        setState((before) => ({
          panel: answer.data ?? before.panel,
          problem: null,
          changes: before.changes + (answer.data && !isFirst && !isOwn ? 1 : 0),
        }));
      } catch (error) {
        failures.current += 1;
        const problem = error instanceof Refusal ? error.code : 'failed';
        setState((before) => ({ ...before, problem }));
      }
    },
    [call, ticketId],
  );

  useEffect(() => {
    if (!isActive) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = () => Math.min(everyMs * 2 ** Math.min(failures.current, 5), restMs);
    const round = async () => {
      if (document.visibilityState === 'visible') await load(false);
      if (!isOver) timer = setTimeout(() => void round(), wait());
    };
    const now = () => {
      clearTimeout(timer);
      void round();
    };
    void round();
    window.addEventListener('online', now);
    document.addEventListener('visibilitychange', now);
    return () => {
      isOver = true;
      clearTimeout(timer);
      window.removeEventListener('online', now);
      document.removeEventListener('visibilitychange', now);
    };
  }, [load, isActive]);
  const reload = useCallback(() => load(true), [load]);
  return { ...state, reload };
}

'use client';

import { useCallback, useEffect, useState } from 'react';
import type { TicketChoices } from '@/lib/connection/ticketSettings';
import { api } from '@/lib/client/api';

export type ChoicesState =
  | { status: 'loading' }
  | { status: 'failed'; problem: unknown }
  | { status: 'ready'; choices: TicketChoices };

/** What the account offers at this moment, read anew on each visit. @param isConnected there is an account to ask. */
export function useTicketChoices(isConnected: boolean): { state: ChoicesState; retry: () => void } {
  const [state, setState] = useState<ChoicesState>({ status: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isConnected) return;
    const controller = new AbortController();
    api
      .get<TicketChoices>('/api/applications/zendesk/choices', { signal: controller.signal })
      .then((choices) => setState({ status: 'ready', choices }))
      .catch((problem: unknown) => {
        if (!controller.signal.aborted) setState({ status: 'failed', problem });
      });
    return () => controller.abort();
  }, [isConnected, round]);
  const retry = useCallback(() => {
    setState({ status: 'loading' });
    setRound((last) => last + 1);
  }, []);
  return { state, retry };
}

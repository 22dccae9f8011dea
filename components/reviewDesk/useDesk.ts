'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api';
import type { DeskOutcome, DeskPreview } from '@/lib/reviewDesk/service';

const address = '/api/applications/zendesk/desk';

export type DeskState =
  { status: 'loading' } | { status: 'failed'; problem: unknown } | { status: 'ready'; preview: DeskPreview };

/** The account as it is at this moment, read anew on each visit, and what is done to it. */
export function useDesk(isConnected: boolean) {
  const t = useTranslations('reviewDesk.page');
  const [state, setState] = useState<DeskState>({ status: 'loading' });
  const [round, setRound] = useState(0);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  useEffect(() => {
    if (!isConnected) return;
    const controller = new AbortController();
    api
      .get<DeskPreview>(address, { signal: controller.signal })
      .then((preview) => setState({ status: 'ready', preview }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setState({ status: 'failed', problem: error });
      });
    return () => controller.abort();
  }, [isConnected, round]);

  const reload = useCallback(() => {
    setState({ status: 'loading' });
    setRound((last) => last + 1);
  }, []);

  /** @returns whether it was done. What was done before a fault is shown by the next look. */
  async function run(act: 'make' | 'remove', accepted: string[]): Promise<boolean> {
    setPending(true);
    setProblem(null);
    try {
      const send = act === 'make' ? api.put<DeskOutcome> : api.delete<DeskOutcome>;
      const { changes, preview } = await send(address, { accepted });
      setState({ status: 'ready', preview });
      const kept = changes.filter((change) => change.act === 'kept').length;
      const count = changes.length - kept;
      const words = act === 'make' ? ([t('done'), t('doneText', { count })] as const) : removed(count);
      const more = kept > 0 ? ` ${t('keptText', { count: kept })}` : '';
      toast.success({ title: words[0], description: words[1] + more });
      return true;
    } catch (error) {
      setProblem(error);
      if (act === 'make') setRound((last) => last + 1);
      return false;
    } finally {
      setPending(false);
    }
  }

  const removed = (count: number) => [t('remove.done'), t('remove.doneText', { count })] as const;

  return { state, reload, run, isPending, problem };
}

'use client';

import { useEffect, useState } from 'react';
import { api } from '@/lib/client/api';
import type { CountPage } from '@/lib/sync/counting/queries';
import type { Repairable } from '@/lib/sync/counting/schema';

const path = '/api/applications/zendesk/count';
const everyMs = 2_000;

/** A count is under way, or what it found is being mended. */
const isMoving = ({ running, result }: CountPage) =>
  running !== null || (result?.differences.some(({ repairing }) => repairing > 0) ?? false);

/** The count as the server last told it, asked again every two seconds while something moves. */
export function useCount(first: CountPage) {
  const [page, setPage] = useState(first);
  const [pending, setPending] = useState<'count' | Repairable | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const moving = isMoving(page);
  useEffect(() => {
    if (!moving) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void api.get<CountPage>(path, { signal: abort.signal }).then(
        (told) => {
          setPage(told);
          setProblem(null);
        },
        (error: unknown) => {
          if (abort.signal.aborted) return;
          setProblem(error);
          // A new object starts the next wait.
          setPage((now) => ({ ...now }));
        },
      );
    }, everyMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [page, moving]);

  async function act(what: 'count' | Repairable, work: () => Promise<CountPage>): Promise<void> {
    setPending(what);
    setProblem(null);
    try {
      setPage(await work());
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(null);
    }
  }
  return {
    page,
    pending,
    problem,
    count: () => act('count', () => api.post<CountPage>(path)),
    /** Calls back with how many were taken up. */
    repair: (reason: Repairable, onAsked: (asked: number) => void) =>
      act(reason, async () => {
        const told = await api.patch<{ asked: number; page: CountPage }>(path, { reason });
        onAsked(told.asked);
        return told.page;
      }),
  };
}

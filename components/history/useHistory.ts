'use client';

import { useEffect, useState } from 'react';
import { api } from '@/lib/client/api';
import type { HistoryPage } from '@/lib/sync/history/history';

const path = '/api/applications/zendesk/history';
const everyMs = 2_000;

/** The page as the server last told it, asked again every two seconds while tickets are being made. */
export function useHistory(first: HistoryPage) {
  const [page, setPage] = useState(first);
  const [isStale, setIsStale] = useState(false);
  const { backfill } = page;
  const isMoving = backfill !== null && (backfill.state === 'running' || backfill.waiting > 0);
  useEffect(() => {
    if (!isMoving) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void api.get<HistoryPage>(path, { signal: abort.signal }).then(
        (told) => {
          setPage(told);
          setIsStale(false);
        },
        () => {
          if (abort.signal.aborted) return;
          setIsStale(true);
          // A new object starts the next wait.
          setPage((now) => ({ ...now }));
        },
      );
    }, everyMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [page, isMoving]);
  return { page, setPage, isStale };
}

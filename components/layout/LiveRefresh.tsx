'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import { Banner } from '@/components/ui/Banner';
import { api, ApiProblem } from '@/lib/client/api';

export const lookEveryMs = 5000;
const slowestFactor = 12;

type Live = 'live' | 'lost' | 'ended';

/** Looks for a newer version while the page is seen; a failing server is asked more and more seldom. */
function useLiveVersion(url: string, version: string, onChange: () => void): Live {
  const [live, setLive] = useState<Live>('live');
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let isLooking = false;

    async function look() {
      if (isLooking || stop.signal.aborted) return;
      isLooking = true;
      clearTimeout(timer);
      const next = document.visibilityState === 'visible' ? await ask() : 'later';
      isLooking = false;
      if (next === 'later' && !stop.signal.aborted)
        timer = setTimeout(() => void look(), lookEveryMs * Math.min(2 ** failures, slowestFactor));
    }

    async function ask(): Promise<'later' | 'never'> {
      try {
        const answer = await api.get<{ version: string }>(url, { signal: stop.signal });
        failures = 0;
        setLive('live');
        if (answer.version !== version) onChange();
        return 'later';
      } catch (error) {
        if (stop.signal.aborted) return 'never';
        failures += 1;
        const isOver = error instanceof ApiProblem && error.status === 401;
        setLive(isOver ? 'ended' : 'lost');
        return isOver ? 'never' : 'later';
      }
    }

    const onVisible = () => void look();
    document.addEventListener('visibilitychange', onVisible);
    timer = setTimeout(() => void look(), lookEveryMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [url, version, onChange]);
  return live;
}

/**
 * Keeps a page true: what others do shows without reloading. Silent while all is well.
 * @param url answers `{ version }`, a word that changes whenever the page would show something else.
 */
export function LiveRefresh({ url, version }: { url: string; version: string }) {
  const t = useTranslations('ui.live');
  const router = useRouter();
  const refresh = useCallback(() => router.refresh(), [router]);
  const live = useLiveVersion(url, version, refresh);
  if (live === 'live') return null;
  return (
    <Banner isLive tone="warning" className="mb-4">
      {live === 'ended' ? t('ended') : t('lost')}
    </Banner>
  );
}

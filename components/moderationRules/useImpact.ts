'use client';

import { useEffect, useState } from 'react';
import { api } from '@/lib/client/api';

export type Rules = {
  brandMaxRating: number;
  productMaxRating: number;
  words: { word: string; category: string }[];
};
export type Impact = { reviews: number; proposed: number; current: number };

/** Long enough to let somebody finish a word, short enough to feel live. */
const settleMs = 350;

type State = { key: string; impact: Impact | null; hasFailed: boolean };

/**
 * Counts what the rules on screen would have done, again after each change. The last count stays on screen until the next is there.
 * @param savedVersion a save changes what "today" means, so it counts again.
 */
export function useImpact(rules: Rules, savedVersion: number) {
  const [state, setState] = useState<State>({ key: '', impact: null, hasFailed: false });
  const [attempt, setAttempt] = useState(0);
  const body = JSON.stringify(rules);
  const key = `${savedVersion} ${attempt} ${body}`;
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      api
        .post<Impact>('/api/applications/zendesk/moderation/preview', JSON.parse(body), {
          signal: controller.signal,
        })
        .then((impact) => setState({ key, impact, hasFailed: false }))
        .catch(() => {
          if (!controller.signal.aborted) setState((now) => ({ ...now, key, hasFailed: true }));
        });
    }, settleMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, body]);
  return {
    impact: state.impact,
    isCounting: state.key !== key,
    hasFailed: state.hasFailed && state.key === key,
    retry: () => setAttempt(attempt + 1),
  };
}

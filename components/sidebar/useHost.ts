'use client';

import { useEffect, useState } from 'react';
import { makeCall, type Call, type Entry } from '@/components/sidebar/call';
import { meetHost, type Host } from '@/components/sidebar/zaf';
import { locales } from '@/lib/platform/i18n/locales';
import type { Words } from '@/lib/sidebar/words';

export type Opening = Entry & {
  /** The words the page came in; the agent's own language may be another. */
  words: Words;
  /** Why a signed opening was turned away. */
  refusal: 'refused' | null;
};

type Met = { host: Host | null; call: Call | null; words: Words; problem: string | null };

async function readWords(host: Host, given: Words): Promise<Words> {
  const locale = locales.find((one) => one === host.agent.locale.slice(0, 2).toLowerCase());
  if (!locale || locale === given.locale) return given;
  const response = await fetch(`/api/zendesk/sidebar/words?locale=${locale}`).catch(() => null);
  // The language of the browser is better than no panel at all.
  return response?.ok ? ((await response.json()) as Words) : given;
}

/** One handshake per page, however often React mounts what wants it. */
let meeting: Promise<Host> | null = null;

/** Meets Zendesk, then knows the agent's language and how to call our server. */
export function useHost({ words, session, opening, refusal }: Opening): Met {
  const [met, setMet] = useState<Met>({ host: null, call: null, words, problem: refusal });
  useEffect(() => {
    if (refusal) return;
    let isOver = false;
    meeting ??= meetHost();
    meeting
      .then(async (host) => {
        const own = await readWords(host, words);
        const call = makeCall(host, { session, opening }, own.locale);
        if (!isOver) setMet({ host, words: own, call, problem: null });
      })
      .catch((error: unknown) => {
        meeting = null;
        const problem = error instanceof Error ? error.message : 'failed';
        if (!isOver) setMet((before) => ({ ...before, problem }));
      });
    return () => {
      isOver = true;
    };
  }, [words, session, opening, refusal]);
  return met;
}

'use client';

import { useState } from 'react';
import { Refusal, type CallOptions } from '@/components/sidebar/call';
import { say, useSurroundings } from '@/components/sidebar/context';
import { notify } from '@/components/sidebar/zaf';

/** One action of the agent: pending, refused in words, done with Zendesk's own message; the panel is fresh in either case. */
export function useAct() {
  const { words, zaf, call, reload } = useSurroundings();
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function act(method: string, path: string, options: CallOptions, done: string): Promise<boolean> {
    if (isPending) return false;
    setPending(true);
    setRefusal(null);
    try {
      await call(method, path, options);
      notify(zaf, say(words, done));
      await reload();
      return true;
    } catch (error) {
      const { code, text } = error instanceof Refusal ? error : { code: 'unknown', text: null };
      setRefusal(text ?? say(words, code === 'offline' ? 'error.offline' : 'error.unknown'));
      // Somebody may have been faster: what is shown then is why.
      if (code !== 'offline') await reload();
      return false;
    } finally {
      setPending(false);
    }
  }
  return { act, isPending, refusal, forget: () => setRefusal(null) };
}

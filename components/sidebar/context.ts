'use client';

import { createContext, use } from 'react';
import type { Call } from '@/components/sidebar/call';
import type { Zaf } from '@/components/sidebar/zaf';
import type { Words } from '@/lib/sidebar/words';

/** What every part of a panel needs: its words, its host, its server, and the ticket it stands beside. */
export type Surroundings = {
  words: Words;
  zaf: Zaf;
  call: Call;
  ticketId: string;
  reload: () => Promise<void>;
};

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const found = use(SurroundingsContext);
  if (!found) throw new Error('A part of the panel stands outside of it.');
  return found;
}

/** A fixed word; its key where there is none, so that a gap is seen and nothing breaks. */
export const say = (words: Words, key: string): string => words[key] ?? key;

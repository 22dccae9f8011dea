'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useTranslations } from 'next-intl';
import { useMemo, type ReactNode } from 'react';
import { uiWords, UiLabelsProvider, type UiLabels } from '@/components/ui/labels';
import { Toaster } from '@/components/ui/Toaster';

/** What every page's primitives stand on: their words, the page's nonce for styles they write, one place for messages. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce}>
      <UiLabelsProvider labels={useLabels()}>
        <Tooltip.Provider>
          <Toaster>{children}</Toaster>
        </Tooltip.Provider>
      </UiLabelsProvider>
    </CSPProvider>
  );
}

/** The primitives' words in the reader's language. */
function useLabels(): UiLabels {
  // The keys below come from one list, so their types are known there and not to the translator.
  const t = useTranslations('ui.labels') as (key: string) => string;
  return useMemo(() => {
    const read = <K extends string>(keys: readonly K[], folder = '') =>
      Object.fromEntries(keys.map((key) => [key, t(`${folder}${key}`)])) as Record<K, string>;
    return {
      ...read(uiWords.plain),
      checkStates: read(uiWords.checkStates, 'checkStates.'),
      tones: read(uiWords.tones, 'tones.'),
    };
  }, [t]);
}

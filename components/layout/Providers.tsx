'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { UiLabelsProvider, type UiLabels } from '@/components/ui/labels';
import { Toaster } from '@/components/ui/Toaster';

/** What every page's primitives stand on: their words, the page's nonce for styles they write, one place for messages. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <CSPProvider nonce={nonce}>
      <UiLabelsProvider labels={t.raw('labels') as UiLabels}>
        <Tooltip.Provider>
          <Toaster>{children}</Toaster>
        </Tooltip.Provider>
      </UiLabelsProvider>
    </CSPProvider>
  );
}

import type { ReactNode } from 'react';
import { PublicColumn, PublicFrame } from '@/components/public/PublicFrame';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translator';

type Props = { locale: Locale; t: Translate; path: string; children: ReactNode };

/** Plain pages without a script, in their reader's language. */
export function ErasureFrame({ locale, t, path, children }: Props) {
  return (
    <PublicFrame
      brand={t('brand')}
      skip={t('skip')}
      languagesLabel={t('languages')}
      locale={locale}
      path={path}
      footer={t('footer')}
    >
      <PublicColumn>{children}</PublicColumn>
    </PublicFrame>
  );
}

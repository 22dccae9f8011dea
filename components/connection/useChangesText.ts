'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ObjectChange } from '@/lib/zendesk/objects/mark';

/** What a save changed in the account, as one text. */
export function useChangesText(): (changes: readonly ObjectChange[]) => string {
  const t = useTranslations('zendeskSetup.changes');
  return useCallback(
    (changes) => {
      if (changes.length === 0) return t('none');
      const lines = changes.map(({ object, title, action }) =>
        t('line', { object: t(`objects.${object}`), title, action: t(`actions.${action}`) }),
      );
      return `${t('title')} – ${lines.join(' · ')}`;
    },
    [t],
  );
}

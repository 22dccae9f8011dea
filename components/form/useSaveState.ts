'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { SaveState } from '@/components/ui/SettingsCard';
import type { ApiForm } from '@/lib/client/useApiForm';

/**
 * The last line of a settings card for a form: off while there is nothing to save, and says so.
 * @param blockedBecause a reason of the screen's own, for example "test the connection first"
 */
export function useSaveState(api: Pick<ApiForm, 'state' | 'isDirty'>, blockedBecause?: ReactNode): SaveState {
  const t = useTranslations('ui');
  const nothingToSave = api.isDirty
    ? undefined
    : api.state === 'done'
      ? t('save.saved')
      : t('save.noChanges');
  return {
    label: t('save.action'),
    isPending: api.state === 'pending',
    isDone: api.state === 'done',
    blockedBecause: api.state === 'pending' ? undefined : (blockedBecause ?? nothingToSave),
    note: t('save.unsaved'),
  };
}

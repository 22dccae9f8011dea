'use client';

import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { ApiForm } from '@/lib/client/useApiForm';

export type Draft = { body: string };

/**
 * Keeps what is typed in this tab's storage until it is sent, so that signing in again finds it. Storage may be
 * switched off; then there is simply no draft.
 * @returns whether the text now shown was found there.
 */
export function useKeptDraft({ form }: Pick<ApiForm<Draft>, 'form'>, key: string): boolean {
  const { control, getValues, setValue } = form;
  const [restored, setRestored] = useState<string | null>(null);
  const body = useWatch({ control, name: 'body' });
  useEffect(() => {
    const kept = readKept(key);
    if (!kept || getValues('body') !== '') return;
    setValue('body', kept, { shouldDirty: true });
    setRestored(kept);
  }, [getValues, setValue, key]);
  useEffect(() => {
    // The first text of a form is none; only a change of it may empty the store.
    const subscription = form.watch((values) => writeKept(key, values.body ?? ''));
    return () => subscription.unsubscribe();
  }, [form, key]);
  return restored !== null && body === restored;
}

function readKept(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeKept(key: string, body: string): void {
  try {
    if (body) window.sessionStorage.setItem(key, body);
    else window.sessionStorage.removeItem(key);
  } catch {
    // A full or forbidden storage costs the draft, nothing else.
  }
}

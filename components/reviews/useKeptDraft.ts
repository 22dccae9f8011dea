'use client';

import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { ApiForm } from '@/lib/client/useApiForm';

export type Draft = { body: string };

/**
 * Keeps what is typed in this tab's storage until it is sent, so that signing in again finds it. Storage may be
 * switched off; then there is simply no draft.
 * @returns whether the text now shown was found there.
 */
export function useKeptDraft({ form }: Pick<ApiForm<Draft>, 'form'>, key: string): boolean {
  const [isRestored, setRestored] = useState(false);
  const body = useWatch({ control: form.control, name: 'body' });
  useEffect(() => {
    const kept = readKept(key);
    if (!kept || form.getValues('body') !== '') return;
    form.setValue('body', kept, { shouldDirty: true });
    setRestored(true);
  }, [form, key]);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) writeKept(key, body);
    isFirst.current = false;
  }, [key, body]);
  return isRestored;
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

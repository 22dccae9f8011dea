'use client';

import { useFormContext, get } from 'react-hook-form';
import { useFieldText } from '@/lib/client/problemText';

/** The words for a field's error. A schema may name a code of ours as its message; that reads from the catalogue too. */
export function useFieldError(name: string): string | undefined {
  const { formState } = useFormContext();
  const fieldText = useFieldText();
  const error = get(formState.errors, name) as { type?: string; message?: string } | undefined;
  if (!error) return undefined;
  return error.message && !/^[a-z]+(?:_[a-z0-9]+)*$/.test(error.message) ? error.message : fieldText(error);
}

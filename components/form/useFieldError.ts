'use client';

import { get, useFormContext } from 'react-hook-form';

/** The words for what is wrong with the field of this name, or undefined. */
export function useFieldError(name: string): string | undefined {
  const { formState } = useFormContext();
  const error: { message?: string } | undefined = get(formState.errors, name);
  return error?.message;
}

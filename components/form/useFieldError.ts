'use client';

import { get, useFormContext } from 'react-hook-form';

/** The words for what is wrong with the field of this name, or undefined. */
export function useFieldError(name: string): string | undefined {
  const { formState } = useFormContext();
  return (get(formState.errors, name) as { message?: string } | undefined)?.message;
}

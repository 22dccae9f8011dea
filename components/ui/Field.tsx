'use client';

import { Field as BaseField } from '@base-ui/react/field';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { useUiLabels } from '@/components/ui/labels';

export type FieldProps = {
  label: ReactNode;
  /** Says what is expected, before a mistake. */
  hint?: ReactNode;
  /** Says what is wrong and how to put it right; marks the control invalid. */
  error?: ReactNode;
  isOptional?: boolean;
  isDisabled?: boolean;
  /** Beside the label, at the end of the line: a counter or a link. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Label, control, hint and error, tied together for assistive technology. The control inside is any primitive of ours. */
export function Field({
  label,
  hint,
  error,
  isOptional,
  isDisabled,
  aside,
  className,
  children,
}: FieldProps) {
  const labels = useUiLabels();
  return (
    <BaseField.Root
      invalid={!!error}
      disabled={isDisabled}
      className={cn('flex min-w-0 flex-col gap-1.5', className)}
    >
      <div className="flex items-baseline justify-between gap-3">
        <BaseField.Label className="text-sm font-medium text-ink">
          {label}
          {isOptional && <span className="ml-1.5 font-normal text-ink-faint">{labels.optional}</span>}
        </BaseField.Label>
        {aside && <div className="text-sm text-ink-faint">{aside}</div>}
      </div>
      {children}
      <FieldNotes hint={hint} error={error} />
    </BaseField.Root>
  );
}

/** Hint and error under a control; the error stands first because it is the news. */
export function FieldNotes({ hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  return (
    <>
      {error && (
        <BaseField.Error match className="flex animate-settle gap-1.5 text-sm text-danger-ink">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </BaseField.Error>
      )}
      {hint && <BaseField.Description className="text-sm text-ink-soft">{hint}</BaseField.Description>}
    </>
  );
}

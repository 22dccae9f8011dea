'use client';

import { Field as BaseField } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export const controlStyles =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface text-base text-ink transition-[border-color,box-shadow] ' +
  'hover:not-data-disabled:border-ink-faint focus-visible:border-seal focus-visible:outline-offset-0 ' +
  'data-invalid:border-danger data-disabled:cursor-not-allowed data-disabled:bg-sunken data-disabled:text-ink-soft';

export type InputProps = Omit<ComponentProps<typeof BaseField.Control>, 'className' | 'prefix'> & {
  className?: string;
  /** Fixed text inside the frame, before or after what is typed. */
  prefix?: ReactNode;
  suffix?: ReactNode;
};

export function Input({ className, prefix, suffix, ...props }: InputProps) {
  const control = <BaseField.Control {...props} className={cn(controlStyles, 'h-10 px-3', className)} />;
  if (!prefix && !suffix) return control;
  return (
    <div className="flex items-stretch">
      {prefix && <Affix className="rounded-l-md border-r-0">{prefix}</Affix>}
      <BaseField.Control
        {...props}
        className={cn(
          controlStyles,
          'h-10 px-3 focus-visible:relative',
          prefix && 'rounded-l-none',
          suffix && 'rounded-r-none',
          className,
        )}
      />
      {suffix && <Affix className="rounded-r-md border-l-0">{suffix}</Affix>}
    </div>
  );
}

function Affix({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      className={cn(
        'flex shrink-0 items-center border border-line-strong bg-sunken px-3 text-sm text-ink-soft',
        className,
      )}
    >
      {children}
    </span>
  );
}

export type TextareaProps = Omit<ComponentProps<'textarea'>, 'className'> & { className?: string };

/** Grows with its text up to a screenful. */
export function Textarea({ className, rows = 4, ...props }: TextareaProps) {
  return (
    <BaseField.Control
      {...(props as object)}
      render={<textarea rows={rows} />}
      className={cn(
        controlStyles,
        'field-sizing-content max-h-[60vh] min-h-24 px-3 py-2 leading-normal',
        className,
      )}
    />
  );
}

'use client';

import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { cn } from '@/components/ui/cn';

export type CheckboxProps = Omit<BaseCheckbox.Root.Props, 'className'> & {
  className?: string;
  ref?: React.Ref<HTMLElement>;
};

/** A box to tick. Its name comes from a Field label around it or `aria-label`. */
export function Checkbox({ className, ...props }: CheckboxProps) {
  return (
    <BaseCheckbox.Root
      {...props}
      className={cn(
        'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-surface transition-colors',
        'data-checked:border-seal data-checked:bg-seal data-disabled:opacity-50 data-invalid:border-danger',
        className,
      )}
    >
      <BaseCheckbox.Indicator className="text-on-seal data-unchecked:hidden">
        <Check aria-hidden className="size-3.5" strokeWidth={3} />
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
}

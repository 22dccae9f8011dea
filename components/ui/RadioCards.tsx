'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export type RadioCard<V extends string> = {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  badge?: ReactNode;
  isDisabled?: boolean;
};

export type RadioCardsProps<V extends string> = {
  cards: readonly RadioCard<V>[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  name?: string;
  columns?: 1 | 2 | 3;
  className?: string;
  ref?: React.Ref<HTMLDivElement>;
  'aria-label'?: string;
  'aria-labelledby'?: string;
};

const columnStyles = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3' };

/** One choice that deserves an explanation each. Arrow keys move, the whole card is the target. */
export function RadioCards<V extends string>({
  cards,
  columns = 1,
  className,
  onValueChange,
  ...props
}: RadioCardsProps<V>) {
  const id = useId();
  return (
    <RadioGroup
      {...props}
      onValueChange={(value) => onValueChange?.(value)}
      className={cn('grid gap-2', columnStyles[columns], className)}
    >
      {cards.map((card) => (
        <label
          key={card.value}
          className="flex cursor-pointer gap-3 rounded-lg border border-line-strong/70 bg-surface p-3.5 transition-colors hover:border-ink-faint has-data-checked:border-seal has-data-checked:bg-seal-soft has-data-disabled:cursor-not-allowed has-data-disabled:border-dashed has-data-disabled:bg-sunken has-data-disabled:text-ink-soft"
        >
          <Radio.Root
            value={card.value}
            disabled={card.isDisabled}
            // Named one by one: inside a field each radio would otherwise take the field's label.
            aria-labelledby={`${id}-${card.value}-label`}
            aria-describedby={card.hint ? `${id}-${card.value}` : undefined}
            className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface data-checked:border-seal data-checked:bg-seal"
          >
            <Radio.Indicator className="size-2 rounded-full bg-on-seal" />
          </Radio.Root>
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-center gap-x-2 font-medium">
              <span id={`${id}-${card.value}-label`}>{card.label}</span>
              {card.badge}
            </span>
            {card.hint && (
              <span id={`${id}-${card.value}`} className="mt-0.5 block text-sm text-ink-soft">
                {card.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </RadioGroup>
  );
}

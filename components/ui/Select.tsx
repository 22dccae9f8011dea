'use client';

import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { controlStyles } from '@/components/ui/Input';
import { popupStyles } from '@/components/ui/popup';

export type SelectOption<V extends string> = {
  value: V;
  label: string;
  hint?: ReactNode;
  isDisabled?: boolean;
};

export type SelectProps<V extends string> = {
  options: readonly SelectOption<V>[];
  value?: V | null;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  onBlur?: () => void;
  name?: string;
  placeholder?: string;
  isDisabled?: boolean;
  size?: 'sm' | 'md';
  className?: string;
  ref?: React.Ref<HTMLButtonElement>;
  /** Only where no Field label names it. */
  'aria-label'?: string;
};

/** One value out of a short list. Opens with Enter, Space or arrows; typing jumps to a label. */
export function Select<V extends string>(props: SelectProps<V>) {
  const {
    options,
    value,
    defaultValue,
    onValueChange,
    onBlur,
    name,
    placeholder,
    isDisabled,
    size = 'md',
    className,
    ref,
  } = props;
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      defaultValue={defaultValue}
      onValueChange={(next) => next !== null && onValueChange?.(next)}
      name={name}
      disabled={isDisabled}
      modal={false}
    >
      <BaseSelect.Trigger
        ref={ref}
        aria-label={props['aria-label']}
        onBlur={onBlur}
        className={cn(
          controlStyles,
          'flex items-center justify-between gap-2 text-left select-none',
          size === 'md' ? 'h-10 px-3' : 'h-8 px-2.5 text-sm',
          className,
        )}
      >
        <BaseSelect.Value placeholder={placeholder} className="truncate data-placeholder:text-ink-faint" />
        <BaseSelect.Icon className="text-ink-faint">
          <ChevronsUpDown aria-hidden className="size-4" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-hidden">
          <BaseSelect.Popup className={cn(popupStyles, 'min-w-(--anchor-width)')}>
            <BaseSelect.List className="max-h-[min(var(--available-height),20rem)] overflow-y-auto p-1">
              {options.map((option) => (
                <SelectItem key={option.value} option={option} />
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}

function SelectItem<V extends string>({ option }: { option: SelectOption<V> }) {
  return (
    <BaseSelect.Item
      value={option.value}
      disabled={option.isDisabled}
      className="grid cursor-default grid-cols-[1rem_1fr] items-start gap-x-2 rounded-sm py-1.5 pr-4 pl-2 text-base outline-hidden select-none data-disabled:opacity-50 data-highlighted:bg-seal-soft"
    >
      <BaseSelect.ItemIndicator className="col-start-1 mt-1 text-seal-ink">
        <Check aria-hidden className="size-4" />
      </BaseSelect.ItemIndicator>
      <div className="col-start-2">
        <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
        {option.hint && <div className="text-sm text-ink-soft">{option.hint}</div>}
      </div>
    </BaseSelect.Item>
  );
}

'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { popupStyles } from '@/components/ui/popup';

const itemStyles =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-base outline-hidden select-none ' +
  'data-disabled:opacity-50 data-highlighted:bg-seal-soft [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint';

/** A list of actions that opens from a button. `trigger` is the button element itself. */
export function Menu({
  trigger,
  align = 'end',
  children,
  className,
}: {
  trigger: ReactElement;
  align?: 'start' | 'end';
  children: ReactNode;
  className?: string;
}) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          sideOffset={6}
          align={align}
          collisionPadding={8}
          className="z-50 outline-hidden"
        >
          <BaseMenu.Popup
            className={cn(popupStyles, 'max-h-(--available-height) min-w-52 overflow-y-auto p-1', className)}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

export function MenuItem({ className, ...props }: BaseMenu.Item.Props & { className?: string }) {
  return <BaseMenu.Item {...props} className={cn(itemStyles, className)} />;
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="mx-2 my-1 h-px bg-line" />;
}

export type MenuChoice<V extends string> = { value: V; label: ReactNode; hint?: ReactNode; lang?: string };

/** One choice out of a few inside a menu, named by `label`. */
export function MenuChoices<V extends string>({
  label,
  value,
  choices,
  onValueChange,
}: {
  label: ReactNode;
  value: V;
  choices: readonly MenuChoice<V>[];
  onValueChange: (value: V) => void;
}) {
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(next: V) => onValueChange(next)}>
      <BaseMenu.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-faint">
        {label}
      </BaseMenu.GroupLabel>
      {choices.map((choice) => (
        <BaseMenu.RadioItem
          key={choice.value}
          value={choice.value}
          lang={choice.lang}
          closeOnClick
          className={cn(itemStyles, 'grid grid-cols-[1rem_1fr]')}
        >
          <BaseMenu.RadioItemIndicator className="col-start-1">
            <Check aria-hidden className="text-seal-ink!" />
          </BaseMenu.RadioItemIndicator>
          <span className="col-start-2 min-w-0">
            <span className="block truncate">{choice.label}</span>
            {choice.hint && <span className="block truncate text-sm text-ink-soft">{choice.hint}</span>}
          </span>
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}

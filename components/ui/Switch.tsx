'use client';

import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { cn } from '@/components/ui/cn';

export type SwitchProps = Omit<BaseSwitch.Root.Props, 'className'> & {
  className?: string;
  ref?: React.Ref<HTMLElement>;
};

/** On or off. The thumb's place says the state, colour only underlines it. */
export function Switch({ className, ...props }: SwitchProps) {
  return (
    <BaseSwitch.Root
      {...props}
      className={cn(
        'flex h-6 w-11 shrink-0 rounded-full border border-line-strong bg-sunken p-0.5 transition-colors data-checked:border-seal data-checked:bg-seal data-disabled:opacity-50',
        className,
      )}
    >
      <BaseSwitch.Thumb className="aspect-square h-full rounded-full bg-ink-faint transition-transform data-checked:translate-x-5 data-checked:bg-on-seal" />
    </BaseSwitch.Root>
  );
}

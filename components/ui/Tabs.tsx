'use client';

import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export type Tab<V extends string> = { value: V; label: ReactNode; content: ReactNode };

/** Views of one thing side by side. The row scrolls sideways on a narrow screen instead of wrapping. */
export function Tabs<V extends string>({
  tabs,
  value,
  defaultValue,
  onValueChange,
  className,
  'aria-label': label,
}: {
  tabs: readonly Tab<V>[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  className?: string;
  'aria-label'?: string;
}) {
  return (
    <BaseTabs.Root
      value={value}
      defaultValue={defaultValue ?? tabs[0]?.value}
      onValueChange={(next) => onValueChange?.(next as V)}
      className={className}
    >
      <BaseTabs.List
        aria-label={label}
        className="relative flex [scrollbar-width:none] gap-1 overflow-x-auto border-b border-line"
      >
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            className={cn(
              'flex h-10 shrink-0 items-center gap-2 rounded-t-md px-3 text-base font-medium whitespace-nowrap text-ink-soft transition-colors',
              'hover:text-ink focus-visible:-outline-offset-2 data-active:text-ink',
            )}
          >
            {tab.label}
          </BaseTabs.Tab>
        ))}
        <BaseTabs.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-seal transition-[translate,width] duration-200" />
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className="pt-5">
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}

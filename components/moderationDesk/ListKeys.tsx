'use client';

import { useMemo, useRef, type ReactNode } from 'react';
import { useShortcuts } from '@/components/moderationDesk/shortcuts';

/** J and K move the focus through the lines; Enter opens, because each line is a link. */
export function ListKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const actions = useMemo(() => {
    const move = (step: 1 | -1) => {
      const lines = [...(box.current?.querySelectorAll<HTMLElement>('[data-case]') ?? [])];
      const here = lines.findIndex((line) => line === document.activeElement);
      const next = here < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, here + step));
      lines[next]?.focus();
    };
    return { j: () => move(1), k: () => move(-1) };
  }, []);
  useShortcuts(actions);
  return <div ref={box}>{children}</div>;
}

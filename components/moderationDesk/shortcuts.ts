'use client';

import { useEffect } from 'react';

/** Somebody is writing, or a dialog is open: letters belong to them then. */
function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.('input, textarea, select, [contenteditable="true"], [role="dialog"]');
}

/** Single letters, without modifiers, while nobody is typing (WCAG 2.1.4: only on these pages, listed on them). */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actions[event.key.toLowerCase()];
      if (!action || isTyping(event.target)) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [actions]);
}

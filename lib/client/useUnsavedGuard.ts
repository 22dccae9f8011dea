'use client';

import { useEffect } from 'react';

/** A plain left click on a link that leaves this page in this tab. */
function findDeparture(event: MouseEvent): HTMLAnchorElement | null {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return null;
  const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null;
  if (!link || link.target === '_blank' || link.hasAttribute('download')) return null;
  return link.pathname === window.location.pathname && link.search === window.location.search ? null : link;
}

/**
 * Asks before typed text is lost: the browser's own question when the tab is closed or loaded anew, ours on a link.
 * @param text our question; the browser's words cannot be chosen.
 */
export function useUnsavedGuard(isDirty: boolean, text: string): void {
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (!findDeparture(event) || window.confirm(text)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', onUnload);
    // In the capture phase: the router's own handler must not have left yet.
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isDirty, text]);
}

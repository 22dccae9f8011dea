/**
 * Whether the agent has this panel before them. Zendesk keeps the frames of all open ticket tabs alive, and the browser's own
 * `visibilityState` speaks of the browser's tab only.
 */
import type { Zaf } from '@/components/sidebar/zaf';

export type Activation = {
  isActive: () => boolean;
  /** @returns the way to stop listening. */
  listen: (onChange: () => void) => () => void;
};

/** Listens from the first moment: a ticket may be left before its panel has met its host. */
export function watchActivation(zaf: Zaf): Activation {
  // A panel is opened in view; a host that never tells leaves it so.
  let isActive = true;
  const listeners = new Set<() => void>();
  const become = (next: boolean) => () => {
    isActive = next;
    for (const listener of listeners) listener();
  };
  zaf.on('app.activated', become(true));
  zaf.on('app.deactivated', become(false));
  return {
    isActive: () => isActive,
    listen: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

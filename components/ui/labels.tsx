'use client';

import { createContext, use, type ReactNode } from 'react';

/** Words the primitives themselves speak. Given once by the application, so that no primitive knows a language. */
export type UiLabels = {
  close: string;
  copy: string;
  copied: string;
  copyFailed: string;
  loading: string;
  retry: string;
  optional: string;
  required: string;
  previous: string;
  next: string;
  pages: string;
  notifications: string;
  show: string;
  hide: string;
  checkStates: Record<'pending' | 'running' | 'passed' | 'warning' | 'failed' | 'skipped', string>;
  tones: Record<'info' | 'success' | 'warning' | 'danger', string>;
};

const LabelsContext = createContext<UiLabels | null>(null);

export function UiLabelsProvider({ labels, children }: { labels: UiLabels; children: ReactNode }) {
  return <LabelsContext value={labels}>{children}</LabelsContext>;
}

/** @throws when no provider stands above: a primitive without its words would be mute to a screen reader. */
export function useUiLabels(): UiLabels {
  const labels = use(LabelsContext);
  if (!labels) throw new Error('UiLabelsProvider is missing above this component.');
  return labels;
}

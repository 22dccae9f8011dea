'use client';

import { createContext, use, type ReactNode } from 'react';

/** The words that primitives themselves speak; the application has one text for each. */
export const uiWords = {
  plain: [
    'close',
    'copy',
    'copied',
    'copyFailed',
    'loading',
    'retry',
    'optional',
    'previous',
    'next',
    'pages',
    'notifications',
    'show',
    'hide',
  ],
  checkStates: ['pending', 'running', 'passed', 'warning', 'failed', 'skipped'],
  tones: ['info', 'success', 'warning', 'danger'],
} as const;

/** Given once by the application, so that no primitive knows a language. */
export type UiLabels = Record<(typeof uiWords.plain)[number], string> & {
  checkStates: Record<(typeof uiWords.checkStates)[number], string>;
  tones: Record<(typeof uiWords.tones)[number], string>;
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

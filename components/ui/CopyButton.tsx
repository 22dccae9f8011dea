'use client';

import { Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { useUiLabels } from '@/components/ui/labels';

const shownMs = 2000;

/** Copies a text and says whether it did. `value` may be a function when the text is fetched at the moment of copying. */
export function CopyButton({ value, name }: { value: string | (() => Promise<string>); name: string }) {
  const labels = useUiLabels();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy() {
    try {
      // Browsers offer no clipboard on plain http, and refuse it when the page has lost focus.
      await navigator.clipboard.writeText(typeof value === 'string' ? value : await value());
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOutcome(null), shownMs);
  }

  const news = outcome === 'copied' ? labels.copied : outcome === 'failed' ? labels.copyFailed : '';
  return (
    <>
      <Button
        size="sm"
        isDone={outcome === 'copied'}
        icon={<Copy aria-hidden />}
        onClick={() => void copy()}
        aria-label={`${labels.copy} ${name}`}
      >
        {news || labels.copy}
      </Button>
      <span role="status" className="sr-only">
        {news}
      </span>
    </>
  );
}

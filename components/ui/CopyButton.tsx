'use client';

import { Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { useUiLabels } from '@/components/ui/labels';

const shownMs = 2000;

/** Copies a text and says so. `value` may be a function when the text is fetched at the moment of copying. */
export function CopyButton({ value, name }: { value: string | (() => Promise<string>); name: string }) {
  const labels = useUiLabels();
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy() {
    await navigator.clipboard.writeText(typeof value === 'string' ? value : await value());
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), shownMs);
  }

  return (
    <>
      <Button
        size="sm"
        isDone={isCopied}
        icon={<Copy aria-hidden />}
        onClick={() => void copy()}
        aria-label={`${labels.copy} ${name}`}
      >
        {isCopied ? labels.copied : labels.copy}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? labels.copied : ''}
      </span>
    </>
  );
}

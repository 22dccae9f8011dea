'use client';

import { useEffect } from 'react';
import { ask, type Zaf } from '@/components/sidebar/zaf';

/** Keeps the frame as tall as its content, the page in the agent's colour scheme, and the document in the agent's language. */
export function useFrame(zaf: Zaf | null, locale: string): void {
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    if (!zaf) return;
    const paint = (scheme: unknown) => {
      if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.theme = scheme;
    };
    void ask(zaf, 'colorScheme').then(paint);
    zaf.on('colorScheme.changed', paint);
    let told = 0;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(document.body.getBoundingClientRect().height);
      if (height === told || height === 0) return;
      told = height;
      zaf.invoke('resize', { width: '100%', height: `${height}px` }).catch(() => undefined);
    });
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, [zaf]);
}

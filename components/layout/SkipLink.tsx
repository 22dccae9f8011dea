import type { ReactNode } from 'react';

/** First stop of the Tab key: past menu and header, to the element with id `content`. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a
      href="#content"
      className="fixed top-3 left-3 z-50 -translate-y-20 rounded-md bg-seal px-4 py-2 font-medium text-on-seal shadow-float transition-transform focus-visible:translate-y-0"
    >
      {children}
    </a>
  );
}

import type { ReactNode } from 'react';
import { Rosette } from '@/components/ui/Rosette';

/** A whole page with one message: nothing found, something broken. */
export function MessagePage({
  title,
  figure,
  children,
}: {
  title: ReactNode;
  figure?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main id="content" className="relative grid min-h-[80dvh] place-items-center overflow-clip px-6 py-16">
      <Rosette petals={16} turns={10} className="absolute size-[34rem] max-w-[120vw] text-seal/15" />
      <div className="relative flex max-w-md flex-col items-center text-center text-ink-soft">
        {figure && <p className="font-mono text-sm text-seal-ink">{figure}</p>}
        <h1 className="mt-2 mb-2 text-2xl text-ink">{title}</h1>
        {children}
      </div>
    </main>
  );
}

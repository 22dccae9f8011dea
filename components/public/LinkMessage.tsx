import type { ReactNode } from 'react';
import { Rosette } from '@/components/ui/Rosette';

/** One message in the middle of a public page: what is the matter, and the next step. */
export function LinkMessage({
  figure,
  title,
  children,
}: {
  figure?: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="relative isolate grid min-h-[50dvh] place-items-center overflow-clip py-10 text-center">
      <Rosette petals={16} turns={10} className="absolute -z-10 size-[28rem] max-w-[110vw] text-seal/15" />
      <div className="flex max-w-md flex-col items-center gap-3 text-ink-soft">
        {figure ? <p className="font-mono text-sm text-seal-ink">{figure}</p> : null}
        <h1 className="text-2xl text-ink">{title}</h1>
        {children}
      </div>
    </div>
  );
}

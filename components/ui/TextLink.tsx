import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

/** A link in running text: always underlined, so that colour is not its only sign. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className={cn(
        'rounded-sm text-seal-ink underline decoration-seal/40 decoration-1 underline-offset-3 transition-colors hover:decoration-seal',
        className,
      )}
    />
  );
}

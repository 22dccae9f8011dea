import { cn } from '@/components/ui/cn';

/** Radius that swings sixteen times around the circle: the scalloped edge of a seal. */
const sealEdge = (() => {
  const points = Array.from({ length: 128 }, (_, index) => {
    const angle = (index / 128) * 2 * Math.PI;
    const radius = 14.6 + 0.9 * Math.cos(16 * angle);
    return `${(16 + radius * Math.cos(angle)).toFixed(2)} ${(16 + radius * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
})();

/** The seal: a scalloped stamp with a tick whose long arm ends in a star's ray. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cn('size-8 shrink-0', className)}>
      <path d={sealEdge} className="fill-rail-mark" />
      <path
        d="M9.2 16.6l4.7 4.7 9-10.2"
        fill="none"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-mark"
      />
    </svg>
  );
}

export function Brand({ name, className }: { name: string; className?: string }) {
  return (
    <span className={cn('flex items-center gap-2.5', className)}>
      <BrandMark />
      <span className="text-lg leading-tight font-semibold tracking-tight text-balance">{name}</span>
    </span>
  );
}

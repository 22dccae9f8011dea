import { useId } from 'react';

/**
 * The guilloche that certificates of authenticity carry: a curve that swings around a circle while it goes round, drawn again
 * and again a little turned. Our mark for "this is genuine", so it appears where the product speaks for itself, never beside data.
 */
function curve(petals: number, depth: number): string {
  const steps = petals * 24;
  const points = Array.from({ length: steps }, (_, index) => {
    const angle = (index / steps) * 2 * Math.PI;
    const radius = 100 * (1 - depth + depth * Math.cos(petals * angle));
    return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}

type Props = { petals?: number; turns?: number; depth?: number; className?: string };

/** @param turns how often the curve is repeated; `depth` is how far it swings, as a share of the radius */
export function Rosette({ petals = 12, turns = 9, depth = 0.22, className }: Props) {
  const id = useId();
  return (
    <svg
      viewBox="-104 -104 208 208"
      fill="none"
      stroke="currentColor"
      strokeWidth="0.8"
      aria-hidden
      className={className}
    >
      <defs>
        <path id={id} d={curve(petals, depth)} vectorEffect="non-scaling-stroke" />
      </defs>
      {Array.from({ length: turns }, (_, index) => (
        <use
          key={index}
          href={`#${id}`}
          transform={`rotate(${((index / turns) * 360) / petals})`}
          opacity={0.5 + (index / turns) * 0.5}
        />
      ))}
    </svg>
  );
}

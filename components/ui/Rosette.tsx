/**
 * The guilloche that certificates of authenticity carry, drawn from a formula: a curve that swings around a circle while it
 * goes round. Our mark for "this is genuine", so it appears where the product speaks for itself, never beside data.
 */
function rosettePath(petals: number, phase: number, depth: number): string {
  const steps = 240;
  const points = Array.from({ length: steps }, (_, index) => {
    const angle = (index / steps) * 2 * Math.PI;
    const radius = 100 * (1 - depth + depth * Math.cos(petals * angle + phase));
    return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}

export function Rosette({
  petals = 12,
  turns = 9,
  depth = 0.22,
  className,
}: {
  petals?: number;
  turns?: number;
  depth?: number;
  className?: string;
}) {
  return (
    <svg
      viewBox="-104 -104 208 208"
      fill="none"
      stroke="currentColor"
      strokeWidth="0.8"
      aria-hidden
      className={className}
    >
      {Array.from({ length: turns }, (_, index) => (
        <path
          key={index}
          d={rosettePath(petals, (index / turns) * 2 * Math.PI, depth)}
          vectorEffect="non-scaling-stroke"
          opacity={0.5 + (index / turns) * 0.5}
        />
      ))}
    </svg>
  );
}

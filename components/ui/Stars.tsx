import { cn } from '@/components/ui/cn';

/** A five-pointed star with softened tips on a 20 × 20 field. */
export const starPath =
  'M9.1 2.2a1 1 0 0 1 1.8 0l1.9 4a1 1 0 0 0 .78.56l4.4.6a1 1 0 0 1 .55 1.7l-3.2 3.07a1 1 0 0 0-.3.9l.8 4.36a1 1 0 0 1-1.46 1.05l-3.9-2.1a1 1 0 0 0-.94 0l-3.9 2.1a1 1 0 0 1-1.46-1.05l.8-4.36a1 1 0 0 0-.3-.9L1.47 9.06a1 1 0 0 1 .55-1.7l4.4-.6a1 1 0 0 0 .78-.56z';

const sizes = { sm: 'h-3.5', md: 'h-4.5', lg: 'h-6' };

export type StarsProps = {
  /** 0 to `max`; averages are drawn to the nearest half. */
  value: number;
  max?: number;
  /** The whole message for a screen reader, for example "4,5 out of 5". */
  label: string;
  /** The figure beside the stars, as the reader's language writes it; without it only the stars are seen. */
  figure?: string;
  size?: keyof typeof sizes;
  className?: string;
};

/** A rating. Seen as stars and figure, heard as one sentence. */
export function Stars({ value, max = 5, label, figure, size = 'md', className }: StarsProps) {
  const halves = Math.round(Math.min(Math.max(value, 0), max) * 2);
  return (
    <span role="img" aria-label={label} className={cn('inline-flex items-center gap-2', className)}>
      <svg viewBox={`0 0 ${max * 20} 20`} aria-hidden className={cn('w-auto shrink-0', sizes[size])}>
        {Array.from({ length: max }, (_, index) => (
          <Star key={index} x={index * 20} fill={Math.min(2, Math.max(0, halves - index * 2)) as 0 | 1 | 2} />
        ))}
      </svg>
      {figure !== undefined && (
        <span
          aria-hidden
          className={cn('font-semibold tabular-nums', size === 'lg' ? 'text-xl' : 'text-base')}
        >
          {figure}
        </span>
      )}
    </span>
  );
}

/** `fill` counts halves. The empty star keeps an outline, so that the scale's length stays visible in print and high contrast. */
function Star({ x, fill }: { x: number; fill: 0 | 1 | 2 }) {
  const state = (['empty', 'half', 'full'] as const)[fill];
  return (
    <g transform={`translate(${x} 0)`} data-star={state}>
      {fill < 2 && <path d={starPath} className="fill-neutral-soft stroke-line-strong" strokeWidth="1" />}
      {fill > 0 && (
        <path d={starPath} className="fill-star" clipPath={fill === 1 ? 'inset(0 50% 0 0)' : undefined} />
      )}
    </g>
  );
}

import { BadgeCheck, Lock } from 'lucide-react';
import { cn } from '@/components/ui/cn';

export type QueueBarProps = {
  /** A review in moderation stands at the head and holds the others. */
  isHeld: boolean;
  /** Where the review this page is about stands; left out for the queue as a whole. */
  self?: 'head' | 'inside';
  /** Waiting reviews between the head and `self`. */
  ahead?: number;
  /** Waiting reviews behind `self`, or all of them. */
  behind: number;
};

const shownMax = 14;

/**
 * The publication queue drawn as slips in a channel: a gate on the left, the oldest review first. Decoration: the words
 * beside it say the same, so a screen reader passes over it.
 */
export function QueueBar({ isHeld, self, ahead = 0, behind }: QueueBarProps) {
  const shownAhead = Math.min(ahead, shownMax / 2);
  const shownBehind = Math.min(behind, shownMax - shownAhead);
  return (
    <div aria-hidden className="flex h-9 items-center gap-1 overflow-hidden rounded-md bg-sunken p-1">
      <Gate isHeld={isHeld} isSelf={self === 'head'} />
      <More count={ahead - shownAhead} />
      <Slips count={shownAhead} />
      {self === 'inside' && <span className="h-full w-2.5 shrink-0 rounded-sm bg-seal" />}
      <Slips count={shownBehind} />
      <More count={behind - shownBehind} />
    </div>
  );
}

function Gate({ isHeld, isSelf }: { isHeld: boolean; isSelf: boolean }) {
  const Icon = isHeld ? Lock : BadgeCheck;
  const quiet = isHeld ? 'bg-warning-soft text-warning-ink' : 'bg-success-soft text-success-ink';
  return (
    <span
      className={cn(
        'grid h-full w-8 shrink-0 place-items-center rounded-sm',
        isSelf ? 'bg-seal text-on-seal' : quiet,
      )}
    >
      <Icon className="size-4" strokeWidth={2.25} />
    </span>
  );
}

function Slips({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => (
    <span key={index} className="h-full w-1.5 shrink-0 rounded-sm bg-line-strong/45" />
  ));
}

function More({ count }: { count: number }) {
  return count > 0 && <span className="px-1 text-xs font-medium text-ink-soft tabular-nums">+{count}</span>;
}

import { BadgeCheck, Lock } from 'lucide-react';
import { cn } from '@/components/ui/cn';

export type QueueBarProps = {
  /** A review in moderation stands at the head and holds the others. */
  isHeld: boolean;
  /** Reviews between the head and the one this page is about; 0 when it is at the head or there is none. */
  ahead?: number;
  /** Marks the place of the review this page is about. */
  hasSelf?: boolean;
  /** Reviews behind. */
  behind: number;
};

const shownMax = 14;

/**
 * The publication queue drawn as slips in a channel: a gate on the left, the oldest review first. Decoration: the words
 * beside it say the same, so a screen reader passes over it.
 */
export function QueueBar({ isHeld, ahead = 0, hasSelf = false, behind }: QueueBarProps) {
  const shownAhead = Math.min(ahead, shownMax / 2);
  const shownBehind = Math.min(behind, shownMax - shownAhead);
  const rest = ahead + behind - shownAhead - shownBehind;
  return (
    <div aria-hidden className="flex h-8 items-center gap-1 overflow-hidden rounded-md bg-sunken p-1">
      <Gate isHeld={isHeld} isSelf={isHeld && hasSelf && ahead === 0} />
      <Slips count={shownAhead} className="bg-line-strong/55" />
      {hasSelf && !(isHeld && ahead === 0) && <span className="h-full w-2.5 shrink-0 rounded-xs bg-seal" />}
      <Slips count={shownBehind} className="bg-line-strong/40" />
      {rest > 0 && <span className="px-1 text-xs font-medium text-ink-soft tabular-nums">+{rest}</span>}
    </div>
  );
}

function Gate({ isHeld, isSelf }: { isHeld: boolean; isSelf: boolean }) {
  const Icon = isHeld ? Lock : BadgeCheck;
  const look = isSelf
    ? 'bg-seal text-on-seal'
    : isHeld
      ? 'bg-warning-soft text-warning-ink'
      : 'bg-success-soft text-success-ink';
  return (
    <span className={cn('grid h-full w-7 shrink-0 place-items-center rounded-sm', look)}>
      <Icon className="size-3.5" strokeWidth={2.5} />
    </span>
  );
}

function Slips({ count, className }: { count: number; className: string }) {
  return Array.from({ length: count }, (_, index) => (
    <span key={index} className={cn('h-full w-1.5 shrink-0 rounded-xs', className)} />
  ));
}

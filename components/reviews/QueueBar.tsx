import { BadgeCheck, Lock } from 'lucide-react';
import { cn } from '@/components/ui/cn';

export type QueueBarProps = {
  /** A review in moderation stands at the head and holds the others. */
  isHeld: boolean;
  /** Marks the place of the review this page is about: at the head, or among those behind it. */
  hasSelf?: boolean;
  isSelfHead?: boolean;
  /** Reviews behind the head. */
  behind: number;
};

const shownMax = 14;

/**
 * The publication queue drawn as slips in a channel: a gate on the left, the oldest review first. Decoration: the words
 * beside it say the same, so a screen reader passes over it.
 */
export function QueueBar({ isHeld, hasSelf = false, isSelfHead = false, behind }: QueueBarProps) {
  const isSelfBehind = hasSelf && !isSelfHead;
  const others = Math.max(0, behind - (isSelfBehind ? 1 : 0));
  const shown = Math.min(others, shownMax);
  return (
    <div aria-hidden className="flex h-9 items-center gap-1 overflow-hidden rounded-md bg-sunken p-1">
      <Gate isHeld={isHeld} isSelf={isSelfHead} />
      {isSelfBehind && <span className="h-full w-2.5 shrink-0 rounded-sm bg-seal" />}
      {Array.from({ length: shown }, (_, index) => (
        <span key={index} className="h-full w-1.5 shrink-0 rounded-sm bg-line-strong/45" />
      ))}
      {others > shown && (
        <span className="px-1 text-xs font-medium text-ink-soft tabular-nums">+{others - shown}</span>
      )}
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
    <span className={cn('grid h-full w-8 shrink-0 place-items-center rounded-sm', look)}>
      <Icon className="size-4" strokeWidth={2.25} />
    </span>
  );
}

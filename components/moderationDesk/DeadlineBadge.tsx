import { AlarmClock, AlarmClockOff, Hourglass } from 'lucide-react';
import { toDeadline, useDeadlineText } from '@/components/moderationDesk/words';
import type { Frame } from '@/components/layout/moments';
import { Badge } from '@/components/ui/Badge';

const icons = { overdue: AlarmClockOff, soon: AlarmClock, later: Hourglass };

/** What is left of the 48 hours, or by how much they are over. */
export function DeadlineBadge({ dueAt, frame }: { dueAt: Date; frame: Frame }) {
  const { key, tone } = toDeadline(dueAt, frame.now);
  const text = useDeadlineText(frame);
  return (
    <Badge tone={tone} icon={icons[key]}>
      <time dateTime={dueAt.toISOString()}>{text(dueAt)}</time>
    </Badge>
  );
}

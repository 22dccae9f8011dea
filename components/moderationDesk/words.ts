import { useTranslations } from 'next-intl';
import type { Frame } from '@/components/layout/moments';
import type { Tone } from '@/components/ui/tones';

export type Deadline = { key: 'overdue' | 'soon' | 'later'; tone: Tone };

const soonMs = 8 * 3_600_000;

/** How a case stands to its deadline; pure. */
export function toDeadline(dueAt: Date, now: Date): Deadline {
  const leftMs = dueAt.getTime() - now.getTime();
  if (leftMs < 0) return { key: 'overdue', tone: 'danger' };
  return leftMs <= soonMs ? { key: 'soon', tone: 'warning' } : { key: 'later', tone: 'neutral' };
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** "Plus que 5 h", "En retard de 3 h": counted in hours, as the 48-hour clock is, and in minutes within the last one. */
export function useDeadlineText({ now }: Frame) {
  const t = useTranslations('moderation.deadline');
  return (dueAt: Date) => {
    const distance = Math.abs(dueAt.getTime() - now.getTime());
    const isOver = dueAt < now;
    return distance < hourMs
      ? t(isOver ? 'overMinutes' : 'leftMinutes', { count: Math.max(1, Math.floor(distance / minuteMs)) })
      : t(isOver ? 'overHours' : 'leftHours', { count: Math.floor(distance / hourMs) });
  };
}

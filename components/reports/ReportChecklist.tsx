'use client';

import { CalendarClock, MessageSquareReply, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMoments, type Frame } from '@/components/layout/moments';
import { cn } from '@/components/ui/cn';
import type { ReportDesk } from '@/lib/moderationDesk/reportDesk';

/** What the rules ask of a report, checked before anything is typed. */
export function ReportChecklist({ desk, frame }: { desk: ReportDesk; frame: Frame }) {
  const t = useTranslations('moderation.assistant');
  const { day } = useMoments(frame);
  const left = Math.max(0, Math.ceil((desk.windowEndsAt.getTime() - frame.now.getTime()) / 86_400_000));
  return (
    <ul aria-label={t('checklist')} className="grid gap-2 sm:grid-cols-2">
      <Line icon={MessageSquareReply} isMet={desk.hasReply}>
        {t(desk.hasReply ? 'replyGiven' : 'replyMissing')}
      </Line>
      <Line icon={CalendarClock} isMet={desk.isWindowOpen}>
        {desk.isWindowOpen
          ? t('windowLeft', { count: left, date: day(desk.windowEndsAt) })
          : t('windowOver', { date: day(desk.windowEndsAt) })}
      </Line>
    </ul>
  );
}

function Line({ icon: Icon, isMet, children }: { icon: LucideIcon; isMet: boolean; children: ReactNode }) {
  return (
    <li
      className={cn(
        'flex gap-2.5 rounded-lg px-3.5 py-2.5 text-sm',
        isMet ? 'bg-success-soft text-success-ink' : 'bg-warning-soft text-warning-ink',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </li>
  );
}

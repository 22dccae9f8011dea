import {
  BadgeCheck,
  Ban,
  Clock,
  Eraser,
  EyeOff,
  Eye,
  Flag,
  FlagOff,
  Gavel,
  Inbox,
  MessageSquare,
  MessageSquareReply,
  PenLine,
  Scale,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Moment } from '@/components/reviews/Moment';
import type { Frame } from '@/components/layout/moments';
import { useEventWords } from '@/components/reviews/eventWords';
import { SectionCard } from '@/components/ui/Card';
import { Timeline, type TimelineItem } from '@/components/ui/Timeline';
import type { Tone } from '@/components/ui/tones';
import type { ReviewDetail } from '@/lib/reviews/queries';

const looks: Record<string, { icon: LucideIcon; tone: Tone }> = {
  submitted: { icon: Inbox, tone: 'neutral' },
  submittedModeration: { icon: Gavel, tone: 'warning' },
  modified: { icon: PenLine, tone: 'neutral' },
  modifiedModeration: { icon: PenLine, tone: 'warning' },
  answered: { icon: MessageSquareReply, tone: 'warning' },
  reported: { icon: Flag, tone: 'seal' },
  report_accepted: { icon: Flag, tone: 'seal' },
  report_rejected: { icon: FlagOff, tone: 'neutral' },
  refused: { icon: Ban, tone: 'danger' },
  appealed: { icon: Scale, tone: 'seal' },
  appeal_accepted: { icon: Scale, tone: 'seal' },
  appeal_rejected: { icon: Scale, tone: 'neutral' },
  withdrawn: { icon: Undo2, tone: 'neutral' },
  exchanges_hidden: { icon: EyeOff, tone: 'neutral' },
  exchanges_shown: { icon: Eye, tone: 'neutral' },
};

function lookOf(key: string): { icon: LucideIcon; tone: Tone } {
  if (key.startsWith('published')) return { icon: BadgeCheck, tone: 'success' };
  if (key.startsWith('reply')) return { icon: Eraser, tone: 'neutral' };
  if (key.startsWith('replied')) return { icon: MessageSquare, tone: 'info' };
  return looks[key] ?? { icon: PenLine, tone: 'neutral' };
}

/** Everything that happened to a review, newest first, below what happens next by itself. */
export function ReviewTimeline({
  review,
  publishesAt,
  frame,
}: {
  review: ReviewDetail;
  publishesAt: Date | null;
  frame: Frame;
}) {
  const t = useTranslations('reviews.timeline');
  const words = useEventWords();
  const past = [...review.events].reverse().map((event): TimelineItem => {
    const { key, title, who, detail } = words(event, review);
    return {
      id: String(event.seq),
      ...lookOf(key),
      title,
      time: <Moment date={event.at} frame={frame} isExact />,
      children: [who, detail].filter(Boolean).join(' · '),
    };
  });
  const ahead: TimelineItem[] = publishesAt
    ? [
        {
          id: 'ahead',
          icon: Clock,
          title: t('ahead'),
          time: <Moment date={publishesAt} frame={frame} isExact />,
          isAhead: true,
        },
      ]
    : [];
  return (
    <SectionCard title={t('title')}>
      <Timeline items={[...ahead, ...past]} label={t('label')} />
    </SectionCard>
  );
}

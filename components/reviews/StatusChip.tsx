import { BadgeCheck, Ban, Flag, Gavel, Hourglass, Undo2, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/Badge';
import type { Tone } from '@/components/ui/tones';

export type ShownStatus = 'pending' | 'in_moderation' | 'reported' | 'published' | 'refused' | 'withdrawn';

export const statusLooks: Record<ShownStatus, { tone: Tone; icon: LucideIcon }> = {
  pending: { tone: 'info', icon: Hourglass },
  in_moderation: { tone: 'warning', icon: Gavel },
  reported: { tone: 'seal', icon: Flag },
  published: { tone: 'success', icon: BadgeCheck },
  refused: { tone: 'danger', icon: Ban },
  withdrawn: { tone: 'neutral', icon: Undo2 },
};

/** The status people see: an open report is a state of its own to them, though the review stays in moderation. */
export function toShownStatus(review: {
  status: Exclude<ShownStatus, 'reported'>;
  isReported: boolean;
}): ShownStatus {
  return review.status === 'in_moderation' && review.isReported ? 'reported' : review.status;
}

/** A review's status: an icon and a word, coloured to match. */
export function StatusChip({ status }: { status: ShownStatus }) {
  const t = useTranslations('reviews.status');
  const { tone, icon } = statusLooks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(status)}
    </Badge>
  );
}

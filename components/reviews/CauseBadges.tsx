import {
  Eye,
  Flag,
  IdCard,
  MessageSquareReply,
  MessageSquareWarning,
  Repeat2,
  Star,
  type LucideIcon,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/Badge';
import type { CauseKind } from '@/lib/reviews/events';

export const causeIcons: Record<CauseKind, LucideIcon> = {
  rating: Star,
  watched_word: Eye,
  insult: MessageSquareWarning,
  personal_data: IdCard,
  repeated_characters: Repeat2,
  author_answer: MessageSquareReply,
  report: Flag,
};

/** Why a review went to moderation, each kind once. */
export function CauseBadges({ kinds }: { kinds: readonly CauseKind[] }) {
  const t = useTranslations('reviews.cause');
  if (kinds.length === 0) return null;
  return (
    <ul aria-label={t('list')} className="flex flex-wrap gap-1.5">
      {[...new Set(kinds)].map((kind) => (
        <li key={kind} className="flex">
          <Badge icon={causeIcons[kind]}>{t(kind)}</Badge>
        </li>
      ))}
    </ul>
  );
}

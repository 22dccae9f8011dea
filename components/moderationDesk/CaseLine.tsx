import { Flag, Megaphone, Scale } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { DeadlineBadge } from '@/components/moderationDesk/DeadlineBadge';
import { useReasonWords } from '@/components/reports/reasonWords';
import type { Frame } from '@/components/layout/moments';
import { RatingStars } from '@/components/reviews/RatingStars';
import { Badge } from '@/components/ui/Badge';
import type { CaseItem } from '@/lib/moderationDesk/cases';

/** One case in the queue; the whole line is the link, so that a thumb cannot miss it. */
export function CaseLine({ item, frame }: { item: CaseItem; frame: Frame }) {
  const t = useTranslations('moderation');
  const reasonOf = useReasonWords();
  const { kind, id, reason, dueAt, isOwn } = item;
  const Icon = { reports: Flag, appeals: Scale, alerts: Megaphone }[kind];
  return (
    <li>
      <Link
        href={`/moderation/${kind}/${id}`}
        data-case
        className="grid gap-x-6 gap-y-2 px-5 py-4 -outline-offset-2 transition-colors hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_auto]"
      >
        <span className="min-w-0 space-y-1">
          <span className="flex gap-2 font-medium">
            <Icon aria-hidden className="mt-1 size-4 shrink-0 text-seal" />
            <span className="min-w-0">
              {kind !== 'reports' && `${t(`queue.of.${kind}`)} `}
              {reasonOf(reason)}
            </span>
          </span>
          <Excerpt item={item} />
        </span>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 sm:flex-col sm:items-end">
          <DeadlineBadge dueAt={dueAt} frame={frame} />
          {isOwn && <Badge>{t('queue.own')}</Badge>}
          <RatingStars rating={item.rating} size="sm" />
        </span>
      </Link>
    </li>
  );
}

function Excerpt({ item: { comment, language, websiteName, type } }: { item: CaseItem }) {
  const t = useTranslations('moderation');
  const tr = useTranslations('reviews');
  const languages = new Intl.DisplayNames([useLocale()], { type: 'language' });
  return (
    <>
      <span lang={language} dir="auto" className="line-clamp-2 break-words text-ink-soft">
        {comment || t('queue.noText')}
      </span>
      <span className="block text-sm text-ink-faint">
        {[websiteName, tr(`type.${type}`), languages.of(language) ?? language].join(' · ')}
      </span>
    </>
  );
}

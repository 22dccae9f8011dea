import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { listStatuses, toListHref, type ListSearch, type ListStatus } from '@/components/reviews/listSearch';
import { cn } from '@/components/ui/cn';

export type StatusCounts = Record<ListStatus, number> & { all: number };

/** The list by status, as links: each keeps the other filters and starts at the top. Statuses nobody has are not offered. */
export function StatusTabs({ search, counts }: { search: ListSearch; counts: StatusCounts }) {
  const t = useTranslations('reviews');
  const shown = listStatuses.filter(
    (status) => counts[status] > 0 || status === search.status || status === 'in_moderation',
  );
  const href = (status: ListStatus | null) => toListHref({ ...search, status, cursor: null });
  return (
    <nav aria-label={t('filters.status')} className="-mx-1 [scrollbar-width:thin] overflow-x-auto px-1 pb-1">
      <ul className="flex gap-1">
        <Tab
          href={href(null)}
          isCurrent={search.status === null}
          label={t('filters.all')}
          count={counts.all}
        />
        {shown.map((status) => (
          <Tab
            key={status}
            href={href(status)}
            isCurrent={search.status === status}
            label={t(`plural.${status}`)}
            count={counts[status]}
          />
        ))}
      </ul>
    </nav>
  );
}

function Tab({
  href,
  isCurrent,
  label,
  count,
}: {
  href: string;
  isCurrent: boolean;
  label: string;
  count: number;
}) {
  return (
    <li className="shrink-0">
      <Link
        href={href}
        scroll={false}
        aria-current={isCurrent ? 'page' : undefined}
        className={cn(
          'flex h-9 items-center gap-2 rounded-md px-3 font-medium whitespace-nowrap transition-colors',
          isCurrent ? 'bg-seal-soft text-seal-ink' : 'text-ink-soft hover:bg-sunken hover:text-ink',
        )}
      >
        {label}
        <span
          className={cn('text-sm font-normal tabular-nums', isCurrent ? 'text-seal-ink' : 'text-ink-faint')}
        >
          {count}
        </span>
      </Link>
    </li>
  );
}

import { ArrowLeftRight, Download, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActivityCharts } from '@/components/activity/ActivityCharts';
import { ActivityFilters } from '@/components/activity/ActivityFilters';
import { ActivityList } from '@/components/activity/ActivityList';
import { LiveRefresh } from '@/components/layout/LiveRefresh';
import type { Frame } from '@/components/layout/moments';
import { ButtonLink } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { Pagination } from '@/components/ui/Pagination';
import type { ActivityFigures } from '@/lib/activity/figures';
import type { ActivityEntry } from '@/lib/activity/queries';
import { toActivityQuery, type ActivitySearch } from '@/lib/activity/search';

const path = '/applications/zendesk/activity';

type Props = {
  /** Null before the first connection. */
  shown: {
    entries: ActivityEntry[];
    nextCursor: string | null;
    figures: ActivityFigures;
    version: string;
    accountUrl: string;
  } | null;
  search: ActivitySearch;
  websiteName: string;
  canRetry: boolean;
  frame: Frame;
};

/** Everything that went to Zendesk and came from it, what became of it, and a way to try again. */
export function ActivityPage({ shown, search, websiteName, canRetry, frame }: Props) {
  const t = useTranslations('activity');
  const filters = { ...search, cursor: null };
  const isFiltered = Boolean(search.direction ?? search.state ?? (search.q || search.cursor));
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description', { website: websiteName })}
        back={{ href: '/applications/zendesk', label: t('back') }}
        aside={
          shown &&
          canRetry && (
            <ButtonLink
              href={`/api/applications/zendesk/activity/activity.csv${toActivityQuery(filters)}`}
              icon={<Download aria-hidden />}
              prefetch={false}
              download
            >
              {t('export')}
            </ButtonLink>
          )
        }
      />
      {shown ? (
        <div className="flex flex-col gap-6">
          <LiveRefresh url="/api/applications/zendesk/activity/version" version={shown.version} />
          <ActivityCharts figures={shown.figures} frame={frame} />
          <ActivityFilters key={toActivityQuery(filters)} search={search} action={path} />
          {shown.entries.length > 0 ? (
            <ActivityList
              {...{ entries: shown.entries, search, canRetry, frame }}
              accountUrl={shown.accountUrl}
            />
          ) : (
            <Card>
              <EmptyState
                icon={ArrowLeftRight}
                title={t(isFiltered ? 'empty.filtered' : 'empty.title')}
                action={isFiltered && <ButtonLink href={path}>{t('filters.clear')}</ButtonLink>}
              >
                {t(isFiltered ? 'empty.filteredText' : 'empty.text')}
              </EmptyState>
            </Card>
          )}
          <Pagination
            previousHref={search.cursor ? `${path}${toActivityQuery(filters)}` : null}
            nextHref={
              shown.nextCursor ? `${path}${toActivityQuery({ ...search, cursor: shown.nextCursor })}` : null
            }
          />
        </div>
      ) : (
        <Card>
          <EmptyState
            icon={Unplug}
            title={t('unconnected.title')}
            action={<ButtonLink href="/applications/zendesk">{t('unconnected.action')}</ButtonLink>}
          >
            {t('unconnected.text')}
          </EmptyState>
        </Card>
      )}
    </>
  );
}

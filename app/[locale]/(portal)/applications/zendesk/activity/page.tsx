import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActivityPage } from '@/components/activity/ActivityPage';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { readActivityFigures } from '@/lib/activity/figures';
import { findActivityConnection, findActivityVersion, listActivity } from '@/lib/activity/queries';
import { parseActivitySearch, type ActivitySearch } from '@/lib/activity/search';
import { requireWebsite } from '@/lib/platform/auth/session';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activity'))('title') };
}

async function read(websiteId: string, search: ActivitySearch) {
  const connection = await findActivityConnection(websiteId);
  if (!connection) return null;
  // Before the rest: what changes meanwhile is then newer than the version, and the page looks again.
  const version = await findActivityVersion(connection.id);
  const [list, figures] = await Promise.all([
    listActivity(connection.id, search),
    // Rows are written by the real clock, whatever the product's is.
    readActivityFigures(connection.id, new Date()),
  ]);
  return { ...list, figures, version, accountUrl: connection.accountUrl };
}

export default async function ZendeskActivityPage({ searchParams }: Props) {
  const { current, can } = await requireWebsite();
  const search = parseActivitySearch(await searchParams);
  return (
    <ClientMessages of={['activity', 'fixes']}>
      <ActivityPage
        key={current.id}
        shown={await read(current.id, search)}
        search={search}
        websiteName={current.name}
        canRetry={can('settings:manage')}
        frame={{ timeZone: current.timeZone, now: new Date() }}
      />
    </ClientMessages>
  );
}

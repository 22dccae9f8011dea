import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HistoryPage } from '@/components/history/HistoryPage';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { now } from '@/lib/platform/clock';
import { requireWebsite } from '@/lib/platform/auth/session';
import { getHistoryPage } from '@/lib/sync/history/history';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history');
  return { title: t('title') };
}

export default async function ZendeskHistoryPage() {
  const { current, can } = await requireWebsite();
  const page = await getHistoryPage(current.id);
  return (
    <ClientMessages of={['history', 'words']}>
      {/* Keyed by website: what is chosen for one must never be started for another. */}
      <HistoryPage
        key={current.id}
        page={page}
        website={current}
        canManage={can('connection:manage')}
        today={now().toISOString()}
      />
    </ClientMessages>
  );
}

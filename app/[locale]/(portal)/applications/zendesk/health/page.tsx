import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HealthPage } from '@/components/health/HealthPage';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { getHealthPage } from '@/lib/health/queries';
import { requireWebsite } from '@/lib/platform/auth/session';
import { getCountPage } from '@/lib/sync/counting/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('health');
  return { title: t('page.title') };
}

export default async function ZendeskHealthPage() {
  const { current, can } = await requireWebsite();
  const [page, count] = await Promise.all([getHealthPage(current.id), getCountPage(current.id)]);
  return (
    <ClientMessages of={['health', 'counting', 'applications']}>
      {/* Keyed by website: the results of one must never be taken for another's. */}
      <HealthPage
        key={current.id}
        page={page}
        count={count}
        website={current}
        canRepair={can('connection:manage')}
      />
    </ClientMessages>
  );
}

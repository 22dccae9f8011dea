import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HealthPage } from '@/components/applications/health/HealthPage';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { getHealthPage } from '@/lib/health/queries';
import { requireWebsite } from '@/lib/platform/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('health');
  return { title: t('page.title') };
}

export default async function ZendeskHealthPage() {
  const { current, can } = await requireWebsite();
  const page = await getHealthPage(current.id);
  return (
    <ClientMessages of={['health', 'applications']}>
      {/* Keyed by website: the results of one must never be taken for another's. */}
      <HealthPage key={current.id} page={page} website={current} canRepair={can('connection:manage')} />
    </ClientMessages>
  );
}

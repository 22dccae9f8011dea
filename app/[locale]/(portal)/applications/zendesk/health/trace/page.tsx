import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TracePage } from '@/components/health/TracePage';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { requireWebsite } from '@/lib/platform/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('health');
  return { title: t('trace.title') };
}

export default async function ZendeskTracePage() {
  const { current, can } = await requireWebsite();
  return (
    <ClientMessages of={['health']}>
      <TracePage key={current.id} canRepair={can('connection:manage')} />
    </ClientMessages>
  );
}

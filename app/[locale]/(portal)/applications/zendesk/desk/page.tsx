import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { DeskPage } from '@/components/reviewDesk/DeskPage';
import { getConnectionView } from '@/lib/connection/queries';
import { requireWebsite } from '@/lib/platform/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reviewDesk');
  return { title: t('page.title') };
}

export default async function ZendeskDeskPage() {
  const { current, can } = await requireWebsite();
  const connection = await getConnectionView(current.id);
  return (
    <ClientMessages of={['reviewDesk']}>
      {/* Keyed by website: what was ticked for one must never be done to another. */}
      <DeskPage
        key={current.id}
        website={current}
        isConnected={connection !== null && connection.state !== 'off'}
        canManage={can('connection:manage')}
      />
    </ClientMessages>
  );
}

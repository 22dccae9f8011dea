import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { NotificationsPage } from '@/components/websites/NotificationsPage';
import { requireWebsite } from '@/lib/platform/auth/session';
import { db } from '@/lib/platform/db/client';
import { getNotificationSettings } from '@/lib/websites/notifications';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('page.title') };
}

export default async function Page() {
  const { current } = await requireWebsite('settings:manage');
  return (
    <ClientMessages of={['notifications']}>
      {/* Keyed by website: what was typed for one must never be saved for another. */}
      <NotificationsPage
        key={current.id}
        websiteName={current.name}
        settings={await getNotificationSettings(db, current.id)}
      />
    </ClientMessages>
  );
}

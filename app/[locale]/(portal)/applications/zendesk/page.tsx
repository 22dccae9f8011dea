import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ZendeskPage } from '@/components/applications/ZendeskPage';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { getZendeskPage } from '@/lib/applications/queries';
import { requireWebsite } from '@/lib/platform/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('applications');
  return { title: t('zendesk.title') };
}

export default async function ZendeskApplicationPage() {
  const { current, can } = await requireWebsite();
  const page = await getZendeskPage(current.id);
  return (
    <ClientMessages of={['applications', 'words']}>
      <ZendeskPage
        page={page}
        website={current}
        can={{ connect: can('connection:manage'), set: can('settings:manage') }}
      />
    </ClientMessages>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ZendeskPage } from '@/components/applications/ZendeskPage';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { getZendeskPage } from '@/lib/connection/queries';
import { requireWebsite } from '@/lib/platform/auth/session';
import { getAppView } from '@/lib/sidebar/appInstallation';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('applications');
  return { title: t('zendesk.title') };
}

type Address = { searchParams: Promise<Record<string, string | string[] | undefined>> };
const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : null);

export default async function ZendeskApplicationPage({ searchParams }: Address) {
  const { current, websites, can } = await requireWebsite();
  const { oauth, reason } = await searchParams;
  const returned = one(oauth);
  const page = await getZendeskPage(current.id);
  const app = await getAppView(current.id, page.connection?.subdomain ?? null);
  return (
    <ClientMessages of={['applications', 'zendeskSetup', 'words']}>
      <ZendeskPage
        page={page}
        app={app}
        oauth={returned === null ? null : { kind: returned, reason: one(reason) }}
        website={current}
        others={websites.filter(
          ({ id, merchantId }) => id !== current.id && merchantId === current.merchantId,
        )}
        can={{ connect: can('connection:manage'), set: can('settings:manage') }}
      />
    </ClientMessages>
  );
}

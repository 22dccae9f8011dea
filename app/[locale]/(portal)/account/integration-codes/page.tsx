import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { IntegrationCodesPage } from '@/components/websites/IntegrationCodesPage';
import { requireWebsite } from '@/lib/platform/auth/session';
import { env } from '@/lib/platform/env';
import { getIntegrationCodes } from '@/lib/websites/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('codes.title') };
}

export default async function Page() {
  const { current } = await requireWebsite('codes:read');
  return (
    <ClientMessages of={['account']}>
      {/* Keyed by website: a key shown for one must not stay on screen for the next. */}
      <IntegrationCodesPage
        key={current.id}
        codes={await getIntegrationCodes(current.id)}
        apiUrl={`${env.appUrl}/api/v1`}
      />
    </ClientMessages>
  );
}

import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { PrivacyPage } from '@/components/privacy/PrivacyPage';
import { getPrivacyPage } from '@/lib/erasure/privacyPage';
import { requireWebsite } from '@/lib/platform/auth/session';
import { now } from '@/lib/platform/clock';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('erasure'))('portal.title') };
}

export default async function Page() {
  const { current } = await requireWebsite('settings:manage');
  return (
    <ClientMessages of={['erasure']}>
      <PrivacyPage
        page={await getPrivacyPage(current.id, now())}
        website={current}
        locale={await getLocale()}
      />
    </ClientMessages>
  );
}

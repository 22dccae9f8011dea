import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { WidgetsPage } from '@/components/widgets/WidgetsPage';
import { requireWebsite } from '@/lib/platform/auth/session';
import { env } from '@/lib/platform/env';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('widgets'))('page.title') };
}

export default async function Page() {
  const { current } = await requireWebsite('settings:manage');
  return (
    <ClientMessages of={['widgets']}>
      <WidgetsPage key={current.id} idWebsite={current.id} name={current.name} appUrl={env.appUrl} />
    </ClientMessages>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { TemplatesPage } from '@/components/replyTemplates/TemplatesPage';
import { requireWebsite } from '@/lib/platform/auth/session';
import { listTemplates } from '@/lib/sidebar/templateStore';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sidebar.templates');
  return { title: t('title') };
}

export default async function ReplyTemplatesPage() {
  const { current, can } = await requireWebsite();
  const templates = await listTemplates(current.id);
  return (
    <ClientMessages of={['sidebar']}>
      {/* Keyed by website: what was typed for one must never be saved for another. */}
      <TemplatesPage
        key={current.id}
        templates={templates}
        website={current}
        canSet={can('settings:manage')}
      />
    </ClientMessages>
  );
}

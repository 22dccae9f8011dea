import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ApplicationsGallery } from '@/components/applications/ApplicationsGallery';
import { listApplications } from '@/lib/connection/queries';
import { requireWebsite } from '@/lib/platform/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('applications');
  return { title: t('gallery.title') };
}

export default async function ApplicationsPage() {
  const { current, can } = await requireWebsite();
  const applications = await listApplications(current.id);
  return (
    <ApplicationsGallery
      applications={applications}
      website={current}
      can={{ manage: can('connection:manage'), readCodes: can('codes:read') }}
    />
  );
}

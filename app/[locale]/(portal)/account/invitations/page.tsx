import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvitationsPage } from '@/components/invitations/InvitationsPage';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { getInvitationFigures } from '@/lib/reviewForm/figures';
import { getInvitationSettings } from '@/lib/orders/settings';
import { requireWebsite } from '@/lib/platform/auth/session';
import { now } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db/client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invitations'))('title') };
}

export default async function Page() {
  const { current } = await requireWebsite('settings:manage');
  const [settings, figures] = await Promise.all([
    getInvitationSettings(db, current.id),
    getInvitationFigures(current.id, now()),
  ]);
  return (
    <ClientMessages of={['invitations']}>
      {/* Keyed by website: what was typed for one must never be saved for another. */}
      <InvitationsPage key={current.id} websiteName={current.name} {...{ settings, figures }} />
    </ClientMessages>
  );
}

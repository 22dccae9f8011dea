import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout/AppShell';
import { ClientMessages } from '@/components/layout/ClientMessages';
import { listMenu } from '@/components/layout/listMenu';
import { PortalFrame } from '@/components/layout/PortalFrame';
import { findTheme } from '@/components/layout/theme';
import { requireSession } from '@/lib/platform/auth/session';

/** Pages of the moderation team: the portal's frame without a website, because its people work for all of them. */
export default async function TeamLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  if (!session.isModerator) redirect('/reviews');
  const t = await getTranslations('layout');
  const { name, email, role, isModerator } = session;
  return (
    <AppShell>
      <PortalFrame
        groups={listMenu(t, session.can)}
        switcher={null}
        person={{ name, email, role, isModerator }}
        theme={await findTheme()}
      >
        <ClientMessages of={['moderation', 'reviews', 'reasons']}>{children}</ClientMessages>
      </PortalFrame>
    </AppShell>
  );
}

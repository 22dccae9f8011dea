import { getTranslations } from 'next-intl/server';
import { Store } from 'lucide-react';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout/AppShell';
import { listMenu } from '@/components/layout/listMenu';
import { PortalFrame } from '@/components/layout/PortalFrame';
import { findTheme } from '@/components/layout/theme';
import { EmptyState } from '@/components/ui/EmptyState';
import { WebsiteSwitcher, type WebsiteChoice } from '@/components/websites/WebsiteSwitcher';
import { requireSession, type WebsiteSummary } from '@/lib/platform/auth/session';
import { platforms } from '@/lib/websites/platforms';

/** Everything behind the sign-in. Pages ask again for what they need (`requireWebsite`): a layout is not a guard. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  // Moderators work for all websites and have none of their own.
  if (!session.current && session.isModerator) redirect('/moderation');
  const t = await getTranslations('layout');
  const { name, email, role, isModerator } = session;
  return (
    <AppShell>
      <PortalFrame
        groups={listMenu(t, session.can)}
        switcher={
          session.current && (
            <WebsiteSwitcher websites={session.websites.map(toChoice)} current={toChoice(session.current)} />
          )
        }
        person={{ name, email, role, isModerator }}
        theme={await findTheme()}
      >
        {session.current ? (
          children
        ) : (
          <EmptyState icon={Store} title={t('website.none')}>
            {t(isModerator ? 'website.noneModerator' : 'website.noneHint')}
          </EmptyState>
        )}
      </PortalFrame>
    </AppShell>
  );
}

function toChoice({ id, name, platform }: WebsiteSummary): WebsiteChoice {
  return { id, name, platform, domain: platforms[platform as keyof typeof platforms].domain };
}

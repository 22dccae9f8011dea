import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AppCard } from '@/components/sidebarApp/AppCard';
import { ChatCard } from '@/components/chat/ChatCard';
import { ConnectionCard } from '@/components/connection/ConnectionCard';
import { ConnectionStateCard } from '@/components/connection/ConnectionStateCard';
import { toHost } from '@/components/connection/connectionValues';
import { CopySettings } from '@/components/connection/CopySettings';
import { ModerationCard } from '@/components/moderationRules/ModerationCard';
import { OneClickOutcomeBanner } from '@/components/connection/OneClickOutcomeBanner';
import { MoveCard } from '@/components/connection/MoveCard';
import { ObjectsCard } from '@/components/connection/ObjectsCard';
import { SectionNav } from '@/components/applications/SectionNav';
import { TicketsCard } from '@/components/connection/TicketsCard';
import { PageHeader } from '@/components/ui/PageHeader';
import type { ZendeskPage as Page } from '@/lib/connection/queries';
import type { AppView } from '@/lib/sidebar/appInstallation';

type Props = {
  page: Page;
  app: AppView;
  /** What a return from Zendesk's consent page came to, as the address says it. */
  oauth: { kind: string; reason: string | null } | null;
  website: { id: string; name: string; timeZone: string };
  /** Other websites whose settings may be taken over. */
  others: readonly { id: string; name: string }[];
  can: { connect: boolean; set: boolean };
};

type PartId = 'connection' | 'move' | 'tickets' | 'objects' | 'app' | 'chat' | 'moderation';

/** Zendesk for one website: connection, what it made in the account, chat, moderation. Who may not change it sees its state. */
export function ZendeskPage({ page, app, oauth, website, others, can }: Props) {
  const t = useTranslations('applications.zendesk');
  const tHealth = useTranslations('health.page');
  const tActivity = useTranslations('activity');
  const tHistory = useTranslations('history');
  const tTemplates = useTranslations('sidebar.templates');
  const tDesk = useTranslations('reviewDesk.page');
  const pages = [
    { id: 'health', label: tHealth('link'), href: '/applications/zendesk/health' },
    { id: 'activity', label: tActivity('title'), href: '/applications/zendesk/activity' },
    { id: 'history', label: tHistory('link'), href: '/applications/zendesk/history' },
    { id: 'desk', label: tDesk('link'), href: '/applications/zendesk/desk' },
    { id: 'templates', label: tTemplates('link'), href: '/applications/zendesk/templates' },
  ];
  const { connection, methodEnd, tickets } = page;
  const isConnected = connection !== null && connection.state !== 'off';
  const parts: { id: PartId; content: ReactNode }[] = [
    { id: 'connection', content: <Connection page={page} website={website} canConnect={can.connect} /> },
  ];
  if (can.connect && connection && methodEnd) {
    const host = toHost(page.accountUrlTemplate, connection.subdomain);
    const canBringClient = page.offered.includes('oauth_client_credentials');
    parts.push({
      id: 'move',
      content: <MoveCard {...{ connection, host, canBringClient }} end={methodEnd} />,
    });
  }
  if (can.connect && tickets)
    parts.push({ id: 'tickets', content: <TicketsCard settings={tickets} isConnected={isConnected} /> });
  parts.push({ id: 'objects', content: <ObjectsCard objects={page.objects} timeZone={website.timeZone} /> });
  if (can.connect) parts.push({ id: 'app', content: <AppCard app={app} isConnected={isConnected} /> });
  if (can.set) {
    parts.push(
      {
        id: 'chat',
        content: <ChatCard chat={page.chat} figures={page.chatFigures} websiteName={website.name} />,
      },
      { id: 'moderation', content: <ModerationCard moderation={page.moderation} /> },
    );
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description', { website: website.name })}
        back={{ href: '/applications', label: t('back') }}
        aside={can.connect && others.length > 0 && <CopySettings website={website} others={others} />}
      />
      <SectionNav
        label={t('sections')}
        sections={[...parts.map(({ id }) => ({ id, label: t(`nav.${id}`) })), ...pages]}
      />
      {!can.connect && (
        <p className="mb-5 flex items-start gap-2 text-ink-soft">
          <Lock aria-hidden className="mt-1 size-4 shrink-0" />
          {t('readOnly')}
        </p>
      )}
      {oauth && <OneClickOutcomeBanner kind={oauth.kind} reason={oauth.reason} />}
      {/* Keyed by website: what was typed for one must never be saved for another. */}
      <div key={website.id} className="flex flex-col gap-6">
        {parts.map(({ id, content }) => (
          <div key={id} id={id} className="scroll-mt-20">
            {content}
          </div>
        ))}
      </div>
    </>
  );
}

function Connection({
  page,
  website,
  canConnect,
}: Pick<Props, 'page' | 'website'> & { canConnect: boolean }) {
  const { connection, tokenDaysLeft, offered, accountUrlTemplate } = page;
  return canConnect ? (
    <ConnectionCard
      // A move changes the method from elsewhere on the page: the form starts anew from what is stored then.
      key={`${connection?.method ?? ''} ${connection?.subdomain ?? ''}`}
      {...{ connection, website, tokenDaysLeft, offered, accountUrlTemplate }}
    />
  ) : (
    <ConnectionStateCard {...{ connection, accountUrlTemplate }} timeZone={website.timeZone} />
  );
}

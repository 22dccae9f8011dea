import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ChatCard } from '@/components/applications/ChatCard';
import { ConnectionCard } from '@/components/applications/ConnectionCard';
import { ConnectionStateCard } from '@/components/applications/ConnectionStateCard';
import { ModerationCard } from '@/components/applications/ModerationCard';
import { OneClickOutcomeBanner } from '@/components/applications/OneClickOutcomeBanner';
import { ObjectsCard } from '@/components/applications/ObjectsCard';
import { SectionNav } from '@/components/applications/SectionNav';
import { PageHeader } from '@/components/ui/PageHeader';
import type { ZendeskPage as Page } from '@/lib/applications/queries';

type Props = {
  page: Page;
  /** What a return from Zendesk's consent page came to, as the address says it. */
  oauth: { kind: string; reason: string | null } | null;
  website: { id: string; name: string; timeZone: string };
  can: { connect: boolean; set: boolean };
};

/** Zendesk for one website: connection, what it made in the account, chat, moderation. Who may not change it sees its state. */
export function ZendeskPage({ page, oauth, website, can }: Props) {
  const t = useTranslations('applications.zendesk');
  const parts: { id: 'connection' | 'objects' | 'chat' | 'moderation'; content: ReactNode }[] = [
    { id: 'connection', content: <Connection page={page} website={website} canConnect={can.connect} /> },
    { id: 'objects', content: <ObjectsCard objects={page.objects} timeZone={website.timeZone} /> },
  ];
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
      />
      <SectionNav label={t('sections')} sections={parts.map(({ id }) => ({ id, label: t(`nav.${id}`) }))} />
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
  const { connection, tokenDaysLeft, hasOneClick, accountUrlTemplate } = page;
  return canConnect ? (
    <ConnectionCard {...{ connection, website, tokenDaysLeft, hasOneClick, accountUrlTemplate }} />
  ) : (
    <ConnectionStateCard {...{ connection, accountUrlTemplate }} timeZone={website.timeZone} />
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { ConnectionSummary } from '@/components/connection/ConnectionSummary';
import { toHost } from '@/components/connection/connectionValues';
import { FaultBanner } from '@/components/connection/FaultBanner';
import { StateBadge } from '@/components/connection/StateBadge';
import { SectionCard } from '@/components/ui/Card';
import type { ConnectionView } from '@/lib/connection/queries';

type Props = { connection: ConnectionView | null; accountUrlTemplate: string; timeZone: string };

/** The connection's state, for people who may not change it. */
export function ConnectionStateCard({ connection, accountUrlTemplate, timeZone }: Props) {
  const t = useTranslations('applications.connection');
  return (
    <SectionCard
      title={t('title')}
      description={t('description')}
      aside={<StateBadge state={connection?.state ?? 'off'} />}
    >
      {connection ? (
        <div className="flex flex-col gap-4">
          <FaultBanner connection={connection} timeZone={timeZone} />
          <ConnectionSummary
            connection={connection}
            host={toHost(accountUrlTemplate, connection.subdomain)}
            timeZone={timeZone}
          />
        </div>
      ) : (
        <p className="text-ink-soft">{t('never')}</p>
      )}
    </SectionCard>
  );
}

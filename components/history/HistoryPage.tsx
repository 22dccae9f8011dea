'use client';

import { History, Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { HistoryForm } from '@/components/history/HistoryForm';
import { HistoryRun } from '@/components/history/HistoryRun';
import { ShareCard } from '@/components/history/ShareCard';
import { useHistory } from '@/components/history/useHistory';
import { Banner } from '@/components/ui/Banner';
import { ButtonLink } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import type { HistoryPage as Page } from '@/lib/sync/history/history';

type Props = {
  page: Page;
  website: { name: string; timeZone: string };
  canManage: boolean;
  /** ISO 8601. */
  today: string;
};

/** Tickets for reviews from before the connection: choose, see what it costs, follow it. */
export function HistoryPage({ page: first, website, canManage, today }: Props) {
  const t = useTranslations('history');
  const { page, setPage, isStale } = useHistory(first);
  const { backfill, isConnected, isHeld } = page;
  const isOpen = backfill !== null && (backfill.state === 'running' || backfill.state === 'paused');
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description', { website: website.name })}
        back={{ href: '/applications/zendesk', label: t('back') }}
      />
      {!canManage && (
        <p className="mb-5 flex items-start gap-2 text-ink-soft">
          <Lock aria-hidden className="mt-1 size-4 shrink-0" />
          {t('readOnly')}
        </p>
      )}
      {!isConnected ? (
        <Card>
          <EmptyState
            icon={History}
            title={t('notConnected.title')}
            action={
              <ButtonLink variant="primary" href="/applications/zendesk">
                {t('notConnected.action')}
              </ButtonLink>
            }
          >
            {t('notConnected.text')}
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-col gap-6">
          {isHeld && <Banner tone="warning" title={t('held')} />}
          {backfill && (
            <HistoryRun
              backfill={backfill}
              timeZone={website.timeZone}
              canManage={canManage}
              isStale={isStale}
              onChange={setPage}
            />
          )}
          {canManage && !isOpen && (
            <HistoryForm timeZone={website.timeZone} today={today} onStart={setPage} />
          )}
          {canManage && <ShareCard share={page.otherToolsShare} onSave={setPage} />}
        </div>
      )}
    </>
  );
}

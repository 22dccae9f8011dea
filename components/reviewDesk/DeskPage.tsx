'use client';

import { Lock, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Desk } from '@/components/reviewDesk/Desk';
import { useDesk } from '@/components/reviewDesk/useDesk';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { ButtonLink } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorState } from '@/components/ui/ErrorState';
import { PageHeader } from '@/components/ui/PageHeader';
import { ListSkeleton } from '@/components/ui/Skeleton';

type Props = { website: { name: string }; isConnected: boolean; canManage: boolean };

/** The agents' desk in Zendesk: what is there beside what would be, made, changed and taken away. */
export function DeskPage({ website, isConnected, canManage }: Props) {
  const t = useTranslations('reviewDesk.page');
  const desk = useDesk(isConnected && canManage);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description', { website: website.name })}
        back={{ href: '/applications/zendesk', label: t('back') }}
      />
      {!canManage ? (
        <p className="flex items-start gap-2 text-ink-soft">
          <Lock aria-hidden className="mt-1 size-4 shrink-0" />
          {t('readOnly')}
        </p>
      ) : isConnected ? (
        <Content desk={desk} canManage={canManage} />
      ) : (
        <Card>
          <EmptyState
            icon={Unplug}
            title={t('notConnected')}
            action={
              <ButtonLink href="/applications/zendesk" variant="primary">
                {t('connect')}
              </ButtonLink>
            }
          >
            {t('notConnectedText')}
          </EmptyState>
        </Card>
      )}
    </>
  );
}

function Content({ desk, canManage }: { desk: ReturnType<typeof useDesk>; canManage: boolean }) {
  const t = useTranslations('reviewDesk.page');
  const { state, reload } = desk;
  if (state.status === 'loading') return <ListSkeleton rows={9} />;
  if (state.status === 'failed')
    return (
      <Card>
        <ErrorState title={t('failed')} onRetry={reload}>
          <ProblemBanner error={state.problem} className="text-left" />
        </ErrorState>
      </Card>
    );
  return <Desk {...desk} preview={state.preview} canManage={canManage} />;
}

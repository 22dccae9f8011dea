'use client';

import { Activity, Lock, Search, Unplug } from 'lucide-react';
import { CountCard } from '@/components/health/CountCard';
import { checkOrder, groupOf, healthGroups } from '@/components/health/healthGroups';
import { HealthSummary } from '@/components/health/HealthSummary';
import { LegacyCard } from '@/components/health/LegacyCard';
import { RepairDialog } from '@/components/health/RepairDialog';
import { ResultRow } from '@/components/health/ResultRow';
import { useHealthRun, type HealthRun } from '@/components/health/useHealthRun';
import { useHealthWords } from '@/components/health/useHealthWords';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Banner } from '@/components/ui/Banner';
import { Button, ButtonLink } from '@/components/ui/Button';
import { Card, SectionCard } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import type { HealthPage as Page } from '@/lib/health/queries';
import type { CountPage } from '@/lib/sync/counting/queries';
import type { HealthWords } from '@/lib/health/words';

type Props = {
  page: Page;
  count: CountPage;
  website: { id: string; name: string; timeZone: string };
  canRepair: boolean;
};

/** The health of a website's connection: what was found, what mends it, and a run to watch. */
export function HealthPage({ page, count, website, canRepair }: Props) {
  const words = useHealthWords(website.timeZone);
  const { run, start } = useHealthRun(page.results);
  const { t } = words;
  const results = Object.values(run.results);
  const isRunning = run.status === 'running';
  const { connection, checkedAt } = page;
  const repairable = results.filter(({ state, fix }) => state === 'fault' && fix === 'repair');
  const isRepairable = canRepair && !connection?.isPaused && repairable.length > 0;
  const check = () => void start();
  return (
    <>
      <PageHeader
        title={t('page.title')}
        description={t('page.description', { website: website.name })}
        back={{ href: '/applications/zendesk', label: t('page.back') }}
        aside={
          connection &&
          canRepair && (
            <Button icon={<Activity aria-hidden />} isPending={isRunning} onClick={check}>
              {isRunning ? t('page.running') : t('page.run')}
            </Button>
          )
        }
      />
      {!canRepair && (
        <p className="mb-5 flex items-start gap-2 text-ink-soft">
          <Lock aria-hidden className="mt-1 size-4 shrink-0" />
          {t('page.readOnly')}
        </p>
      )}
      {connection ? (
        <div className="flex flex-col gap-6">
          {results.length > 0 && (
            <div className="flex flex-col gap-3">
              <HealthSummary {...{ connection, results, words, canRepair }} />
              <div className="flex flex-wrap items-center justify-between gap-3">
                <p role="status" className="text-sm text-ink-faint">
                  {isRunning
                    ? t('page.progress', { done: run.fresh.size, count: checkOrder.length })
                    : checkedAt && t('page.checkedAt', { date: words.moment(checkedAt) })}
                </p>
                {isRepairable && <RepairDialog {...{ repairable, words }} onRepaired={check} />}
              </div>
            </div>
          )}
          {run.problem &&
            (run.fresh.size > 0 ? (
              <Banner isLive tone="danger" title={t('page.cut')} />
            ) : (
              <ProblemBanner error={run.problem} />
            ))}
          {results.length === 0 && !isRunning ? (
            <Card>
              <EmptyState icon={Activity} title={t('page.never')}>
                {t('page.neverText')}
              </EmptyState>
            </Card>
          ) : (
            <Groups run={run} words={words} />
          )}
          <CountCard first={count} timeZone={website.timeZone} canRepair={canRepair} />
          <TraceLink words={words} />
          {canRepair && !connection.isPaused && <LegacyCard />}
        </div>
      ) : (
        <Card>
          <EmptyState
            icon={Unplug}
            title={t('page.notConnected')}
            action={
              <ButtonLink href="/applications/zendesk" variant="primary">
                {t('page.connect')}
              </ButtonLink>
            }
          >
            {t('page.notConnectedText')}
          </EmptyState>
        </Card>
      )}
    </>
  );
}

function Groups({ run, words }: { run: HealthRun; words: HealthWords }) {
  const { t } = words;
  return (
    <>
      {healthGroups.map((group) => (
        <SectionCard key={group} title={t(`page.group.${group}`)}>
          <ul className="divide-y divide-line">
            {checkOrder
              .filter((name) => groupOf[name] === group)
              .map((name) => (
                <ResultRow
                  key={name}
                  name={name}
                  result={run.results[name]}
                  isRunning={run.status === 'running' && !run.fresh.has(name)}
                  words={words}
                />
              ))}
          </ul>
        </SectionCard>
      ))}
    </>
  );
}

function TraceLink({ words: { t } }: { words: HealthWords }) {
  return (
    <SectionCard
      title={t('page.trace')}
      description={t('page.traceText')}
      aside={
        <ButtonLink href="/applications/zendesk/health/trace" icon={<Search aria-hidden />}>
          {t('page.traceOpen')}
        </ButtonLink>
      }
    >
      {null}
    </SectionCard>
  );
}

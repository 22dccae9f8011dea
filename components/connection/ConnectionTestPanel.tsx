'use client';

import { useTranslations } from 'next-intl';
import { checkOrder, useCheckItem } from '@/components/connection/checks';
import type { TestRun } from '@/components/connection/useConnectionTest';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Banner } from '@/components/ui/Banner';
import { CheckList } from '@/components/ui/CheckList';

/** The connection test as it runs: each check by name, then the verdict. */
export function ConnectionTestPanel({ run }: { run: TestRun }) {
  const t = useTranslations('applications.connection');
  const toItem = useCheckItem();
  if (run.status === 'idle') return null;
  const next = run.status === 'running' ? checkOrder.find((name) => !run.results[name]) : undefined;
  const hasResults = Object.keys(run.results).length > 0;
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-ground/60 px-4 py-3">
      <p className="font-semibold">{t('testTitle')}</p>
      {(run.status !== 'broken' || hasResults) && (
        <CheckList
          label={t('testTitle')}
          items={checkOrder.map((name) => toItem(name, run.results[name], name === next, run.host))}
        />
      )}
      {run.status === 'complete' && <Verdict run={run} />}
      {run.problem &&
        (hasResults ? (
          <Banner isLive tone="danger" title={t('testCut')} />
        ) : (
          <ProblemBanner error={run.problem} />
        ))}
    </div>
  );
}

function Verdict({ run }: { run: TestRun }) {
  const t = useTranslations('applications.connection');
  const states = Object.values(run.results).map((result) => result.state);
  if (states.includes('failed')) return <Banner isLive tone="danger" title={t('testFailed')} />;
  if (states.includes('warning')) return <Banner isLive tone="warning" title={t('testPassedWarning')} />;
  return <Banner isLive tone="success" title={t('testPassed')} />;
}

'use client';

import { CircleCheck, CircleStop, Pause, Play, RefreshCw } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { StopDialog } from '@/components/history/StopDialog';
import { Badge } from '@/components/ui/Badge';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import { StatTile } from '@/components/ui/StatTile';
import { api } from '@/lib/client/api';
import { useProblemText } from '@/lib/client/problemText';
import type { BackfillView, HistoryPage } from '@/lib/sync/history/history';

const looks = {
  running: { tone: 'info', icon: RefreshCw },
  paused: { tone: 'warning', icon: Pause },
  stopped: { tone: 'neutral', icon: CircleStop },
  done: { tone: 'success', icon: CircleCheck },
} as const;

type Props = {
  backfill: BackfillView;
  timeZone: string;
  canManage: boolean;
  /** The last question for news got no answer. */
  isStale: boolean;
  onChange: (page: HistoryPage) => void;
};

/** How far the transfer is, and the ways to hold or end it. */
export function HistoryRun({ backfill, timeZone, canManage, isStale, onChange }: Props) {
  const t = useTranslations('history.run');
  const status = useTranslations('history.statuses');
  const format = useFormatter();
  const { state, looked, total } = backfill;
  const day = (iso: string) => format.dateTime(new Date(iso), { dateStyle: 'medium', timeZone });
  const range = {
    from: day(backfill.since),
    to: day(backfill.until),
    statuses: backfill.statuses.map((name) => status(name)).join(', '),
  };
  const percent = total === 0 ? 100 : Math.min(100, Math.round((looked / total) * 100));
  return (
    <SectionCard
      title={t('title')}
      description={t('range', range)}
      aside={
        <Badge tone={looks[state].tone} icon={looks[state].icon}>
          {t(`states.${state}`)}
        </Badge>
      }
    >
      <div className="flex flex-col gap-5">
        <div>
          <div
            role="progressbar"
            aria-label={t('title')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
            aria-valuetext={t('progress', { looked, total })}
            className="h-2 overflow-hidden rounded-full bg-line"
          >
            <div
              className="h-full rounded-full bg-seal transition-[width]"
              style={{ width: `${percent}%` }}
            />
          </div>
          <p className="mt-2 text-sm text-ink-soft tabular-nums">{t('progress', { looked, total })}</p>
        </div>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <StatTile label={t('made')} value={format.number(backfill.made)} />
          <StatTile label={t('waiting')} value={format.number(backfill.waiting)} />
          <StatTile label={t('skipped')} value={format.number(backfill.skipped)} />
          <StatTile
            label={t('failed')}
            value={format.number(backfill.failed)}
            hint={backfill.failed > 0 ? t('failedHint') : undefined}
          />
        </div>
        {isStale && <Banner tone="warning" title={t('stale')} isLive />}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-ink-soft">
            {t('by', { name: backfill.startedBy, date: day(backfill.createdAt) })}
          </p>
          {canManage && <Actions state={state} onChange={onChange} />}
        </div>
      </div>
    </SectionCard>
  );
}

function Actions({ state, onChange }: Pick<BackfillView, 'state'> & Pick<Props, 'onChange'>) {
  const t = useTranslations('history.run');
  const problemText = useProblemText();
  const [pending, setPending] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const act = async (action: 'pause' | 'resume' | 'stop') => {
    setPending(action);
    setProblem(null);
    try {
      onChange(await api.patch<HistoryPage>('/api/applications/zendesk/history', { action }));
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(null);
    }
  };
  if (state !== 'running' && state !== 'paused') return null;
  const words = problem === null ? null : problemText(problem);
  return (
    <div className="flex flex-wrap items-center gap-3">
      {words && (
        <p role="alert" className="text-sm text-danger">
          {words.title} {words.nextStep}
        </p>
      )}
      {state === 'running' ? (
        <Button
          icon={<Pause aria-hidden />}
          isPending={pending === 'pause'}
          onClick={() => void act('pause')}
        >
          {t('pause')}
        </Button>
      ) : (
        <Button
          variant="primary"
          icon={<Play aria-hidden />}
          isPending={pending === 'resume'}
          onClick={() => void act('resume')}
        >
          {t('resume')}
        </Button>
      )}
      <StopDialog isPending={pending === 'stop'} onStop={() => void act('stop')} />
    </div>
  );
}

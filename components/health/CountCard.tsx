'use client';

import { Scale } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { CountDifferences } from '@/components/health/CountDifferences';
import { CountNights, CountPair } from '@/components/health/CountFigures';
import { useCount } from '@/components/health/useCount';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { toast } from '@/components/ui/toast';
import type { CountPage, CountResult } from '@/lib/sync/counting/queries';

type Props = { first: CountPage; timeZone: string; canRepair: boolean };

/** Both sides of the website, counted every night: the figures, and each difference by its name. */
export function CountCard({ first, timeZone, canRepair }: Props) {
  const t = useTranslations('counting');
  const { page, pending, problem, count, repair } = useCount(first);
  const { running, result, nights, agentUrl } = page;
  const isRunning = running !== null;
  return (
    <SectionCard
      id="count"
      title={t('title')}
      description={t('description')}
      aside={
        canRepair && (
          <Button
            icon={<Scale aria-hidden />}
            isPending={isRunning || pending === 'count'}
            onClick={() => void count()}
          >
            {isRunning ? t('running') : t('now')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-5">
        <p role="status" className={isRunning ? 'text-sm text-ink-soft' : 'sr-only'}>
          {running && (running.isWaiting ? t('waits') : t(`steps.${running.step}`))}
        </p>
        {problem !== null && <ProblemBanner error={problem} />}
        {result ? (
          <>
            <Verdict result={result} />
            <Figures result={result} />
            {result.differences.length > 0 && (
              <CountDifferences
                {...{ agentUrl, canRepair, pending }}
                differences={result.differences}
                onRepair={(reason) =>
                  void repair(reason, (asked) =>
                    toast.success({ title: t('repair.asked', { count: asked }) }),
                  )
                }
              />
            )}
            <LeftOut of="leftOut" items={result.leftOut} />
            <LeftOut of="untaken" items={result.untaken} />
            <CountNights nights={nights} />
          </>
        ) : (
          !isRunning && (
            <EmptyState icon={Scale} title={t('never')}>
              {t('neverText')}
            </EmptyState>
          )
        )}
        <Footnotes {...{ page, timeZone }} />
      </div>
    </SectionCard>
  );
}

const unexplained = new Set(['lost', 'reply_lost']);
const silent = new Set(['followed_up', 'unread', 'writer_unproven', 'unknown_writer']);

function Verdict({ result: { state, differences } }: { result: CountResult }) {
  const t = useTranslations('counting.verdict');
  if (state === 'held') return <Told of="held" tone="warning" />;
  if (differences.some(({ reason }) => unexplained.has(reason)))
    return <Told of="unexplained" tone="danger" />;
  const count = differences.filter(({ reason }) => !silent.has(reason)).length;
  if (count === 0) return <Told of="same" tone="success" />;
  return (
    <Banner tone="warning" title={t('apart', { count })}>
      {t('apartText')}
    </Banner>
  );
}

function Told({ of, tone }: { of: 'held' | 'unexplained' | 'same'; tone: 'warning' | 'danger' | 'success' }) {
  const t = useTranslations('counting.verdict');
  return (
    <Banner tone={tone} title={t(of)}>
      {t(`${of}Text`)}
    </Banner>
  );
}

/** What stands between the figures; the other differences are about matched pairs. */
const ofTickets = new Set([
  ...['waiting', 'paused', 'needs_merchant', 'deleted', 'lost'],
  ...['doubled', 'by_hand', 'review_gone'],
]);
const ofReplies = new Set(['reply_refused', 'reply_removed', 'reply_lost']);

function Figures({ result }: { result: CountResult }) {
  const t = useTranslations('counting.pair');
  const { reviews, tickets, repliesHome, repliesZendesk, differences } = result;
  const has = (reasons: ReadonlySet<string>) => differences.some(({ reason }) => reasons.has(reason));
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <CountPair
        title={t('tickets')}
        home={{ label: t('reviewsHere'), value: reviews }}
        zendesk={{ label: t('ticketsThere'), value: tickets }}
        isMatched={!has(ofTickets)}
      />
      <CountPair
        title={t('replies')}
        home={{ label: t('repliesHere'), value: repliesHome }}
        zendesk={{ label: t('repliesThere'), value: repliesZendesk }}
        isMatched={!has(ofReplies)}
      />
    </div>
  );
}

type Listed = { of: 'leftOut' | 'untaken'; items: readonly { reason: string; count: number }[] };

/** What is meant to have no ticket, or to be no reply. */
function LeftOut({ of, items }: Listed) {
  const t = useTranslations(`counting.${of}`);
  if (items.length === 0) return null;
  return (
    <div className="text-sm text-ink-soft">
      <p>{t('title')}</p>
      <ul className="mt-1 list-disc pl-5">
        {items.map(({ reason, count }) => (
          <li key={reason}>{t(reason, { count })}</li>
        ))}
      </ul>
    </div>
  );
}

function Footnotes({ page, timeZone }: { page: CountPage; timeZone: string }) {
  const t = useTranslations('counting');
  const format = useFormatter();
  const { result, catchUp, isListRefused } = page;
  const moment = (iso: string) =>
    format.dateTime(new Date(iso), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <div className="flex flex-col gap-1 text-sm text-ink-faint">
      {result && (
        <p>
          {result.askedBy
            ? t('askedBy', { name: result.askedBy, date: moment(result.finishedAt) })
            : t('atNight', { date: moment(result.finishedAt) })}
        </p>
      )}
      <p>{t(`catchUp.${isListRefused ? 'refused' : catchUp}`)}</p>
    </div>
  );
}

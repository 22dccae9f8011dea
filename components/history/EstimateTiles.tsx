import { useTranslations } from 'next-intl';
import { StatTile } from '@/components/ui/StatTile';
import type { Estimate } from '@/lib/sync/history/history';

const assumedCallsPerMinute = 200;
const longMinutes = 90;

/** What the choice would make, how long it takes, and which part of the account's calls. */
export function EstimateTiles({ estimate }: { estimate: Estimate }) {
  const t = useTranslations('history.estimate');
  const { tickets, withTicket, minutes, calls, sharePercent, limitPerMinute } = estimate;
  const duration =
    minutes > longMinutes
      ? t('hours', { hours: Math.round(minutes / 60) })
      : t('minutes', { minutes: minutes < 1 ? 0 : Math.round(minutes) });
  const share = limitPerMinute === null ? 'shareHintAssumed' : 'shareHint';
  return (
    <section aria-label={t('title')} aria-live="polite" className="grid gap-3 sm:grid-cols-3">
      <StatTile
        label={t('title')}
        value={t('tickets', { count: tickets })}
        hint={t('withTicket', { count: withTicket })}
      />
      <StatTile label={t('duration')} value={duration} />
      <StatTile
        label={t('share', { percent: sharePercent })}
        value={t('share', { percent: sharePercent })}
        hint={t(share, { calls, limit: limitPerMinute ?? assumedCallsPerMinute })}
      />
    </section>
  );
}

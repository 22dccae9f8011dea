'use client';

import { Banner } from '@/components/ui/Banner';
import { ButtonLink } from '@/components/ui/Button';
import { TextLink } from '@/components/ui/TextLink';
import type { HealthPage } from '@/lib/health/queries';
import type { ShownResult } from '@/lib/health/shown';
import type { HealthWords } from '@/lib/health/words';

type Props = {
  connection: NonNullable<HealthPage['connection']>;
  results: readonly ShownResult[];
  words: HealthWords;
  canRepair: boolean;
};

/** The one sentence above all checks: paused, to fix, to watch, or all good. */
export function HealthSummary({ connection, results, words, canRepair }: Props) {
  const { t } = words;
  const count = (state: ShownResult['state']) => results.filter((result) => result.state === state).length;
  const faults = results.filter(({ state }) => state === 'fault');
  if (connection.isPaused) {
    return (
      <Banner
        tone="danger"
        title={t('page.paused')}
        action={
          canRepair && (
            <ButtonLink href="/applications/zendesk#connection" size="sm">
              {t('page.toConnection')}
            </ButtonLink>
          )
        }
      >
        <p>{t('page.pausedText')}</p>
        <p className="mt-1 text-sm text-ink-soft">
          {t('page.waiting', { count: connection.waiting })}{' '}
          {connection.words && t('page.words', { words: connection.words.replace(/[\s.]+$/, '') })}{' '}
          {connection.pausedAt && t('page.since', { date: words.moment(connection.pausedAt) })}
        </p>
      </Banner>
    );
  }
  if (faults.length > 0) {
    const repairable = faults.filter(({ fix }) => fix === 'repair').length;
    return (
      <Banner tone="danger" title={t('page.faults', { count: faults.length })}>
        <p>{t('page.repairable', { count: repairable })}</p>
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          {faults.map(({ name }) => (
            <li key={name}>
              <TextLink href={`#check-${name}`}>{t(`names.${name}`)}</TextLink>
            </li>
          ))}
        </ul>
      </Banner>
    );
  }
  if (count('warning') > 0)
    return (
      <Banner tone="warning" title={t('page.warnings', { count: count('warning') })}>
        <p>{t('page.warningsText')}</p>
      </Banner>
    );
  return (
    <Banner tone="success" title={t('page.allGood')}>
      <p>{t('page.allGoodText')}</p>
    </Banner>
  );
}

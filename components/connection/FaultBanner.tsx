'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Banner } from '@/components/ui/Banner';
import type { ConnectionView } from '@/lib/connection/queries';

/** The last fault of a connection: what it means, what to do, what Zendesk said, since when. Silent while all is well. */
export function FaultBanner({ connection, timeZone }: { connection: ConnectionView; timeZone: string }) {
  const t = useTranslations('applications.fault');
  const format = useFormatter();
  const { fault, state } = connection;
  if (!fault || (state !== 'error' && state !== 'unfinished')) return null;
  const kind =
    state === 'unfinished'
      ? 'unfinished'
      : fault.code === 'unauthorized'
        ? 'needsCredentials'
        : 'needsAttention';
  return (
    <Banner tone={state === 'unfinished' ? 'warning' : 'danger'} title={t(kind)}>
      <p>{t(`${kind}Next`)}</p>
      <p className="mt-1 text-sm text-ink-soft">
        {fault.detail && (
          <span className="break-words">{t('words', { words: fault.detail.replace(/[\s.]+$/, '') })} </span>
        )}
        {fault.at &&
          t('since', {
            date: format.dateTime(new Date(fault.at), { dateStyle: 'long', timeStyle: 'short', timeZone }),
          })}
      </p>
    </Banner>
  );
}

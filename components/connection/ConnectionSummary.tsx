'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/TextLink';
import type { ConnectionView } from '@/lib/connection/queries';

/** Which account is connected, as whom, and when it last answered. */
export function ConnectionSummary({
  connection,
  host,
  timeZone,
}: {
  connection: ConnectionView;
  host: string;
  timeZone: string;
}) {
  const t = useTranslations('applications.connection');
  const format = useFormatter();
  const { state, userName, lastGoodAt, accountUrl } = connection;
  const account = (text: React.ReactNode) => (
    <TextLink href={`${accountUrl}/agent`} target="_blank" rel="noreferrer">
      {text}
    </TextLink>
  );
  const key = state === 'off' ? 'summaryOff' : userName ? 'summary' : 'summaryNoUser';
  return (
    <p className="text-ink-soft">
      {t.rich(key, { host, user: userName ?? '', account })}{' '}
      {state !== 'off' && lastGoodAt && (
        <span>
          {t('lastGood', {
            date: format.dateTime(new Date(lastGoodAt), { dateStyle: 'long', timeStyle: 'short', timeZone }),
          })}
        </span>
      )}
    </p>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { Difference } from '@/lib/zendesk/health/judgement';

/** What somebody changed, beside what it should be. */
export function Differences({ items }: { items: readonly Difference[] }) {
  const t = useTranslations('health');
  if (items.length === 0) return null;
  return (
    <dl className="mt-2 flex flex-col gap-3">
      {items.map(({ part, found, wanted }) => (
        <div key={part}>
          <dt className="text-sm font-medium">{t(`parts.${part}`)}</dt>
          <dd className="mt-1 grid gap-2 sm:grid-cols-2">
            <Side label={t('page.before')} text={found} />
            <Side label={t('page.after')} text={wanted} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Side({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0 rounded-md border border-line bg-ground/60 px-3 py-2">
      <p className="text-xs text-ink-soft">{label}</p>
      <pre className="font-mono text-xs break-all whitespace-pre-wrap">{text || '—'}</pre>
    </div>
  );
}

'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ActivityRow } from '@/components/activity/ActivityRow';
import { useRetry } from '@/components/activity/useRetry';
import type { Frame } from '@/components/layout/moments';
import { Button } from '@/components/ui/Button';
import type { ActivityEntry } from '@/lib/activity/queries';
import type { ActivitySearch } from '@/lib/activity/search';

type Props = {
  entries: readonly ActivityEntry[];
  search: ActivitySearch;
  accountUrl: string;
  canRetry: boolean;
  frame: Frame;
};

/** The entries, with what may be tried again: one, those ticked, or all that the filters show. */
export function ActivityList({ entries, search, accountUrl, canRetry, frame }: Props) {
  const t = useTranslations('activity');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { isPending, retry } = useRetry(
    (count) => t('retry.done', { count }),
    () => setTicked(new Set()),
  );
  const open = entries.filter(({ state }) => state !== 'done');
  const chosen = open.filter(({ key }) => ticked.has(key)).map(({ key }) => key);
  const tick = (key: string, isOn: boolean) =>
    setTicked((before) => new Set(isOn ? [...before, key] : [...before].filter((other) => other !== key)));
  const { direction, state, q } = search;
  return (
    <section aria-label={t('list')}>
      {canRetry && open.length > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            icon={<RotateCw aria-hidden />}
            disabled={chosen.length === 0}
            isPending={isPending}
            onClick={() => void retry({ keys: chosen })}
          >
            {t('retry.chosen', { count: chosen.length })}
          </Button>
          <Button
            size="sm"
            variant="quiet"
            disabled={isPending}
            onClick={() => void retry({ all: true, direction, state, q })}
          >
            {t('retry.all')}
          </Button>
        </div>
      )}
      <ul className="divide-y divide-line overflow-clip rounded-xl border border-line bg-surface shadow-card">
        {entries.map((entry) => (
          <ActivityRow
            key={entry.key}
            {...{ entry, accountUrl, canRetry, frame }}
            isTicked={ticked.has(entry.key)}
            onTick={canRetry && entry.state !== 'done' ? (isOn) => tick(entry.key, isOn) : undefined}
            onRetry={canRetry && entry.state !== 'done' ? () => void retry({ keys: [entry.key] }) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}

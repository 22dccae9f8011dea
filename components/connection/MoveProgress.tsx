'use client';

import { useTranslations } from 'next-intl';
import { checkOrder, useCheckItem } from '@/components/connection/checks';
import type { MoveRun, Results } from '@/components/connection/useMove';
import { Banner } from '@/components/ui/Banner';
import { CheckList, type CheckItem } from '@/components/ui/CheckList';

/** The move as it happens: the present access in one line, each check of the new one, the exchange, the erasure. */
export function MoveProgress({ run, host }: { run: MoveRun; host: string }) {
  const t = useTranslations('zendeskSetup.move');
  const toItem = useCheckItem();
  if (run.status === 'idle') return null;
  const isRunning = run.status === 'running';
  const next = isRunning ? checkOrder.find((name) => !run.fresh[name]) : undefined;
  const isPresentKnown = Object.keys(run.present).length === checkOrder.length;
  const items: CheckItem[] = [
    presentItem(run.present, isPresentKnown, isRunning, t),
    ...checkOrder.map((name) => {
      const item = toItem(name, run.fresh[name], isPresentKnown && name === next, host);
      const label = (
        <>
          {t('new')} – {item.label}
        </>
      );
      return { ...item, id: `new-${name}`, label };
    }),
    {
      id: 'swapped',
      label: t('swapped'),
      state: run.isSwapped ? 'passed' : 'pending',
      detail: run.isSwapped ? t('swappedText') : undefined,
    },
    { id: 'erased', label: t('erased'), state: run.isErased ? 'passed' : 'pending' },
  ];
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-ground/60 px-4 py-3">
      <CheckList label={t('title')} items={items} />
      {run.status === 'kept' && <Banner isLive tone="danger" title={t('kept')} />}
      {run.status === 'done' && <Banner isLive tone="success" title={t('done')} />}
      {run.status === 'cut' && <Banner isLive tone="warning" title={t('cut')} />}
    </div>
  );
}

/** How the present access fares is worth a line, not a list: it is about to go. */
function presentItem(
  present: Results,
  isKnown: boolean,
  isRunning: boolean,
  t: (key: 'present' | 'presentOk' | 'presentFailed') => string,
): CheckItem {
  const item = { id: 'present', label: t('present') };
  if (!isKnown) return { ...item, state: isRunning ? 'running' : 'pending' };
  const hasFailed = Object.values(present).some(({ state }) => state === 'failed');
  return hasFailed
    ? { ...item, state: 'warning', detail: t('presentFailed') }
    : { ...item, state: 'passed', detail: t('presentOk') };
}

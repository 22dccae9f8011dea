'use client';

import { ArrowDownLeft, ArrowUpRight, CircleCheck, Clock, Hand, Send, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { FixSteps } from '@/components/activity/FixSteps';
import { useMoments, type Frame } from '@/components/layout/moments';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { Checkbox } from '@/components/ui/Checkbox';
import { ScrollRegion } from '@/components/ui/ScrollRegion';
import type { ActivityEntry } from '@/lib/activity/queries';
import { fixHref } from '@/lib/zendesk/fixes';

const looks = {
  waiting: { tone: 'info', icon: Clock },
  sending: { tone: 'info', icon: Send },
  done: { tone: 'success', icon: CircleCheck },
  needs_merchant: { tone: 'warning', icon: Hand },
  poisoned: { tone: 'danger', icon: TriangleAlert },
} as const;

type Props = {
  entry: ActivityEntry;
  accountUrl: string;
  /** May mend what a refusal asks for. */
  canRetry: boolean;
  frame: Frame;
  isTicked: boolean;
  /** Left out where there is nothing to try again, or no right to. */
  onTick?: (isOn: boolean) => void;
  onRetry?: () => void;
};

/** One line; opened, everything that is known of it. */
export function ActivityRow({ entry, accountUrl, canRetry, frame, isTicked, onTick, onRetry }: Props) {
  const t = useTranslations('activity');
  const { full } = useMoments(frame);
  const { direction, kind, state, at, orderRef, attempts, words } = entry;
  const Icon = direction === 'out' ? ArrowUpRight : ArrowDownLeft;
  const { tone, icon } = looks[state];
  const title = t(`kind.${kind}`);
  // A reading may have found several things.
  const outcomes = direction === 'in' && state === 'done' ? (words ?? '').split(',') : [];
  const outcome = outcomes.flatMap((word) => (t.has(`outcome.${word}`) ? [t(`outcome.${word}`)] : []));
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      {onTick && (
        <Checkbox
          className="mt-1.5"
          checked={isTicked}
          onCheckedChange={onTick}
          aria-label={t('tick', { what: title, order: orderRef ?? '–' })}
        />
      )}
      <details className="group min-w-0 flex-1">
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-4 gap-y-1.5 rounded-md py-0.5">
          <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
          <span className="min-w-0 flex-1 basis-48 font-medium">
            {title} <span className="sr-only">({t(`direction.${direction}`)})</span>
            {orderRef && <span className="font-mono text-sm font-normal text-ink-soft"> {orderRef}</span>}
          </span>
          {attempts > 1 && (
            <span className="text-sm text-ink-soft tabular-nums">{t('attempts', { count: attempts })}</span>
          )}
          <Badge tone={tone} icon={icon}>
            {outcome.length > 0 ? outcome.join(' · ') : t(`state.${state}`)}
          </Badge>
          <time dateTime={at.toISOString()} className="text-sm text-ink-soft tabular-nums">
            {full(at)}
          </time>
        </summary>
        <Remedy {...{ entry, accountUrl, canRetry }} />
        <Facts {...{ entry, accountUrl, frame }} />
        {onRetry && (
          <Button size="sm" className="mt-3" onClick={onRetry}>
            {t('retry.one')}
          </Button>
        )}
      </details>
    </li>
  );
}

/** What can be done about it; a delivery without a fix of the merchant's is ours to mend. */
function Remedy({ entry, accountUrl, canRetry }: Pick<Props, 'entry' | 'accountUrl' | 'canRetry'>) {
  const { fix, state, ticketId, reviewId } = entry;
  if (!fix && state !== 'poisoned') return null;
  const href = fix && canRetry ? fixHref(fix.code, { accountUrl, ticketId, reviewId }) : null;
  return (
    <div className="mt-3 rounded-md bg-sunken px-4 py-3">
      <FixSteps fix={fix} href={href} />
    </div>
  );
}

function Facts({ entry, accountUrl, frame }: Pick<Props, 'entry' | 'accountUrl' | 'frame'>) {
  const t = useTranslations('activity.facts');
  const { full } = useMoments(frame);
  const { ticketId, reviewId, state, notBefore, doneAt, requestId, status, errorCode, words, payload } =
    entry;
  const link = 'underline underline-offset-3 hover:text-ink';
  const facts: [string, React.ReactNode][] = [
    [
      t('ticket'),
      ticketId && (
        <a href={`${accountUrl}/agent/tickets/${ticketId}`} target="_blank" rel="noreferrer" className={link}>
          #{ticketId}
        </a>
      ),
    ],
    [
      t('review'),
      reviewId && (
        <Link href={`/reviews/${reviewId}`} className={link}>
          {t('openReview')}
        </Link>
      ),
    ],
    [t('done'), doneAt && full(doneAt)],
    [t('next'), state !== 'done' && state !== 'poisoned' && full(notBefore)],
    [t('request'), requestId && <code className="font-mono text-sm break-all">{requestId}</code>],
    [t('answer'), [status, errorCode].filter(Boolean).join(' · ')],
    [t('words'), words],
  ];
  return (
    <div className="mt-3 text-sm">
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([name, value]) => (
            <div key={name}>
              <dt className="text-ink-soft">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
      </dl>
      {payload === null ? (
        <p className="mt-3 text-ink-soft">{t('payloadGone')}</p>
      ) : (
        <Payload payload={payload} name={`${entry.orderRef ?? ''} ${full(entry.at)}`} />
      )}
    </div>
  );
}

/** @param props.name tells it from the others that are open. */
function Payload({ payload, name }: Pick<ActivityEntry, 'payload'> & { name: string }) {
  const t = useTranslations('activity.facts');
  return (
    <>
      <p className="mt-3 text-ink-soft">{t('payload')}</p>
      <ScrollRegion label={`${t('payload')}: ${name}`} className="mt-1 max-h-72 rounded-md bg-sunken p-3">
        <pre className="font-mono text-xs">{JSON.stringify(payload, null, 2)}</pre>
      </ScrollRegion>
    </>
  );
}

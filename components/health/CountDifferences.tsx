'use client';

import { CircleHelp, Hourglass, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/Button';
import { TextLink } from '@/components/ui/TextLink';
import { markTone, type Tone } from '@/components/ui/tones';
import type { CountDifference, CountExample, CountPage } from '@/lib/sync/counting/queries';
import type { Repairable } from '@/lib/sync/counting/schema';

type Look = { tone: Tone; icon: LucideIcon };
const passing: Look = { tone: 'info', icon: Hourglass };
const known: Look = { tone: 'neutral', icon: Info };
const action: Look = { tone: 'warning', icon: TriangleAlert };
const unknown: Look = { tone: 'danger', icon: CircleHelp };

/** What passes by itself, what is only to be known, what somebody should act on, and what nobody can explain. */
const looks: Record<CountDifference['reason'], Look> = {
  waiting: passing,
  paused: passing,
  unread: passing,
  needs_merchant: action,
  deleted: action,
  tag_removed: action,
  writer_unproven: known,
  unknown_writer: known,
  doubled: action,
  by_hand: known,
  review_gone: known,
  followed_up: known,
  reply_refused: known,
  reply_removed: known,
  lost: unknown,
  reply_lost: unknown,
};

type Props = {
  differences: readonly CountDifference[];
  agentUrl: string;
  canRepair: boolean;
  pending: string | null;
  onRepair: (reason: Repairable) => void;
};

/** Each difference by its name: how many, why, which, and what one press does about it. */
export function CountDifferences({ differences, ...rest }: Props) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {differences.map((difference) => (
        <Row key={difference.reason} difference={difference} {...rest} />
      ))}
    </ul>
  );
}

function Row({
  difference,
  agentUrl,
  canRepair,
  pending,
  onRepair,
}: Omit<Props, 'differences'> & { difference: CountDifference }) {
  const t = useTranslations('counting');
  const format = useFormatter();
  const { reason, count, repair, repairing, repaired, refused, examples } = difference;
  const { tone, icon: Icon } = looks[reason];
  const isMended = repair !== null && repaired >= count;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
      <div className="flex max-w-prose min-w-0 gap-3">
        <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${markTone[tone]}`} />
        <div className="min-w-0">
          <p className="font-medium">
            <span className="tabular-nums">{format.number(count)}</span>{' '}
            {t(`reasons.${reason}.title`, { count })}
          </p>
          <p className="text-sm text-ink-soft">{t(`reasons.${reason}.text`, { count })}</p>
          <Examples {...{ examples, agentUrl }} more={count - examples.length} />
          {(repairing > 0 || repaired > 0 || refused > 0) && repair && (
            <p role="status" className="mt-1 text-sm text-ink-soft">
              {t('repair.state', { repairing, repaired, refused })}
            </p>
          )}
        </div>
      </div>
      {repair && canRepair && !isMended && (
        <Button
          size="sm"
          isPending={pending === repair || repairing > 0}
          onClick={() => onRepair(repair)}
          className="ml-8 sm:ml-0"
        >
          {t(`repair.${repair}`)}
        </Button>
      )}
    </li>
  );
}

function Examples({
  examples,
  agentUrl,
  more,
}: {
  examples: readonly CountExample[];
  agentUrl: CountPage['agentUrl'];
  more: number;
}) {
  const t = useTranslations('counting');
  const linked = examples.filter(({ ticketId, reviewId }) => ticketId !== null || reviewId !== null);
  if (linked.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {linked.map(({ ticketId, reviewId }, index) => (
        <li key={`${ticketId}-${reviewId}`}>
          {reviewId && (
            <TextLink href={`/reviews/${reviewId}`}>{t('example.review', { number: index + 1 })}</TextLink>
          )}
          {reviewId && ticketId && ' · '}
          {ticketId && (
            <TextLink href={`${agentUrl}/${ticketId}`} target="_blank" rel="noreferrer">
              {t('example.ticket', { ticketId })}
            </TextLink>
          )}
        </li>
      ))}
      {more > 0 && <li className="text-ink-faint">{t('example.more', { count: more })}</li>}
    </ul>
  );
}

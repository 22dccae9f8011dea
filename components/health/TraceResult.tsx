'use client';

import { Check, Minus, X, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Banner } from '@/components/ui/Banner';
import { Button, ButtonLink } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { Timeline, type TimelineItem } from '@/components/ui/Timeline';
import type { Tone } from '@/components/ui/tones';
import type { Trace, TraceStep } from '@/lib/ticketTrace/trace';

type Props = { trace: Trace; canRepair: boolean; isWriting: boolean; onWrite: () => void };

const looks: Record<TraceStep['state'], { icon: LucideIcon; tone: Tone }> = {
  ok: { icon: Check, tone: 'success' },
  broken: { icon: X, tone: 'danger' },
  skipped: { icon: Minus, tone: 'neutral' },
};
/** Values a sentence may name; a step that does not give one must not break it. */
const none = { words: '', status: '', website: 'none', other: '', wanted: '', subject: '' };

/** The chain, link by link, with the place where it breaks and what mends it. */
export function TraceResult({ trace, canRepair, isWriting, onWrite }: Props) {
  const t = useTranslations('health.trace');
  const { steps, brokenAt } = trace;
  const broken = steps.find(({ state }) => state === 'broken');
  const items = steps.map(({ name, state, reason, evidence }): TimelineItem => {
    const known = 'subject' in evidence ? 'yes' : 'no';
    const values = { ...none, known, ...asNames(evidence) };
    return {
      id: name,
      icon: looks[state].icon,
      tone: looks[state].tone,
      title: t(`names.${name}`),
      time: null,
      isAhead: state === 'skipped',
      children: state === 'ok' ? t(`good.${name}`, values) : reason ? t(`reasons.${reason}`, values) : null,
    };
  });
  return (
    <div className="flex flex-col gap-4">
      {brokenAt === null ? (
        <Whole trace={trace} />
      ) : (
        <Banner
          isLive
          tone="danger"
          title={t('brokenTitle', { step: t(`names.${brokenAt}`) })}
          action={<Way {...{ trace, canRepair, isWriting, onWrite }} />}
        >
          {broken?.reason && t(`next.${broken.reason}`, { ...none, ...asNames(broken.evidence) })}
        </Banner>
      )}
      <Card className="p-5">
        <Timeline label={t('steps')} items={items} />
      </Card>
    </div>
  );
}

const standingTones = { own: 'success', earlier: 'info', follow_up: 'info', other: 'warning' } as const;

/** Nothing is broken: still the ticket may be another than the review's own, and answers may not come home from it. */
function Whole({ trace }: { trace: Trace }) {
  const t = useTranslations('health.trace');
  const { review } = trace;
  const standing = review?.standing ?? 'own';
  const values = { order: review?.orderRef ?? '', own: String(review?.ownTicketId ?? 'none') };
  return (
    <Banner
      isLive
      tone={standingTones[standing]}
      title={t(`standings.${standing}.title`)}
      action={<ReviewLink trace={trace} label={t('openReview')} />}
    >
      {t(`standings.${standing}.text`, values)}
    </Banner>
  );
}

/** Numbers of tickets and fields are names: no separators. A website that is not known is said so to the sentence. */
const asNames = (evidence: TraceStep['evidence']) =>
  Object.fromEntries(
    Object.entries(evidence).map(([key, value]) => [
      key,
      key === 'website' && value === '' ? 'none' : String(value),
    ]),
  );

function Way({ trace, canRepair, isWriting, onWrite }: Props): ReactNode {
  const t = useTranslations('health.trace');
  if (trace.fix === 'write_order' && canRepair && trace.review)
    return (
      <Button size="sm" isPending={isWriting} onClick={onWrite}>
        {t('write', { order: trace.review.orderRef })}
      </Button>
    );
  if (trace.fix === 'repair_objects')
    return (
      <ButtonLink size="sm" href="/applications/zendesk/health">
        {t('toHealth')}
      </ButtonLink>
    );
  if (trace.fix === 'switch_website') return <p className="text-sm text-ink">{t('switch')}</p>;
  return <ReviewLink trace={trace} label={t('openReview')} />;
}

function ReviewLink({ trace, label }: { trace: Trace; label: string }) {
  if (!trace.review || trace.brokenAt === 'website') return null;
  return (
    <ButtonLink size="sm" href={`/reviews/${trace.review.id}`}>
      {label}
    </ButtonLink>
  );
}

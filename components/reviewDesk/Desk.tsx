'use client';

import { CircleCheck, LayoutList } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemBanner } from '@/components/form/ProblemBanner';
import { DeskRow } from '@/components/reviewDesk/DeskRow';
import { RemoveDesk } from '@/components/reviewDesk/RemoveDesk';
import { Banner } from '@/components/ui/Banner';
import { Button, ButtonLink } from '@/components/ui/Button';
import { SectionCard } from '@/components/ui/Card';
import type { DeskPreview } from '@/lib/reviewDesk/service';
import type { DeskFinding } from '@/lib/zendesk/objects/desk';

const kinds = ['view', 'macro', 'sla'] as const;

type Props = {
  preview: DeskPreview;
  canManage: boolean;
  isPending: boolean;
  problem: unknown;
  run: (act: 'make' | 'remove', accepted: string[]) => Promise<boolean>;
};

/** What would be done, group by group, and the two things to do about it. */
export function Desk({ preview, canManage, isPending, problem, run }: Props) {
  const { findings, hasSla, givesPriority, others } = preview;
  // Names what was seen, so that an edit made meanwhile is not among what was ticked.
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const accept = ({ seen }: DeskFinding, isAccepted: boolean) => {
    const next = new Set(accepted);
    if (seen !== null && isAccepted) next.add(seen);
    else if (seen !== null) next.delete(seen);
    setAccepted(next);
  };
  const isAccepted = ({ seen }: DeskFinding) => seen !== null && accepted.has(seen);
  const work = findings.filter((one) => one.state !== 'same' && (!one.isEdited || isAccepted(one)));
  const isThere = findings.some(({ id }) => id !== null);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Summary findings={findings} />
        <div className="flex flex-wrap gap-2">
          {isThere && (
            <RemoveDesk {...{ findings, isPending, problem }} onRemove={(seen) => run('remove', seen)} />
          )}
          {work.length > 0 && (
            <MakeButton
              count={work.length}
              isFirst={!isThere}
              isPending={isPending}
              onClick={() => void run('make', [...accepted])}
            />
          )}
        </div>
      </div>
      {problem !== null && <ProblemBanner error={problem} />}
      {kinds.map((kind) => (
        <Group key={kind} kind={kind} notice={kind === 'sla' && <SlaNotice {...{ hasSla, givesPriority }} />}>
          {findings
            .filter((one) => one.kind === kind)
            .map((one) => (
              <DeskRow
                key={`${one.key} ${one.id ?? ''}`}
                finding={one}
                canManage={canManage}
                isAccepted={isAccepted(one)}
                onAccept={(isTicked) => accept(one, isTicked)}
              />
            ))}
        </Group>
      ))}
      {others.length > 0 && <Others others={others} />}
    </div>
  );
}

function Summary({ findings }: { findings: readonly DeskFinding[] }) {
  const t = useTranslations('reviewDesk.page');
  const edited = findings.filter(({ isEdited }) => isEdited).length;
  const missing = findings.filter(({ state }) => state === 'missing').length;
  const different = findings.filter((one) => !one.isEdited && /different|spare/.test(one.state)).length;
  if (edited + missing + different > 0)
    return (
      <p role="status" className="text-ink-soft">
        {t('summary', { missing, different, edited })}
      </p>
    );
  return (
    <p role="status" className="flex items-center gap-2 text-success-ink">
      <CircleCheck aria-hidden className="size-4.5 shrink-0" />
      {t('upToDate')}
    </p>
  );
}

function MakeButton({
  count,
  isFirst,
  isPending,
  onClick,
}: {
  count: number;
  isFirst: boolean;
  isPending: boolean;
  onClick: () => void;
}) {
  const t = useTranslations('reviewDesk.page');
  const words = isFirst ? t('make') : t('update', { count });
  return (
    <Button variant="primary" icon={<LayoutList aria-hidden />} isPending={isPending} onClick={onClick}>
      {isPending ? t('pending') : words}
    </Button>
  );
}

function Group({
  kind,
  notice,
  children,
}: {
  kind: (typeof kinds)[number];
  notice: React.ReactNode;
  children: React.ReactNode[];
}) {
  const t = useTranslations('reviewDesk.page');
  return (
    <SectionCard title={t(`groups.${kind}`)} description={t(`groupTexts.${kind}`)}>
      {notice}
      {children.length > 0 && <ul className="divide-y divide-line">{children}</ul>}
    </SectionCard>
  );
}

/** A plan without service levels is told; so is what keeps Zendesk from counting on a plan that has them. */
function SlaNotice({ hasSla, givesPriority }: Pick<DeskPreview, 'hasSla' | 'givesPriority'>) {
  const t = useTranslations('reviewDesk.page');
  if (!hasSla)
    return (
      <Banner tone="info" title={t('noSla')}>
        {t('noSlaText')}
      </Banner>
    );
  if (givesPriority) return <p className="mb-3.5 text-sm text-ink-soft">{t('slaOrder')}</p>;
  return (
    <Banner
      tone="warning"
      title={t('noPriority')}
      className="mb-4"
      action={
        <ButtonLink size="sm" href="/applications/zendesk#tickets">
          {t('noPriorityAction')}
        </ButtonLink>
      }
    >
      {t('noPriorityText')}
    </Banner>
  );
}

/** Whatever the shop has built for the same tickets, so that nobody makes a second one beside it unawares. */
function Others({ others }: Pick<DeskPreview, 'others'>) {
  const t = useTranslations('reviewDesk.page');
  return (
    <SectionCard title={t('others')} description={t('othersText')}>
      <ul className="list-disc pl-5 text-ink-soft">
        {others.map(({ kind, title }, index) => (
          <li key={`${kind} ${index}`} className="[overflow-wrap:anywhere]">
            {t(`groups.${kind}`)} · {title}
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}

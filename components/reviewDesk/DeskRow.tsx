'use client';

import { CircleCheck, CircleMinus, CirclePlus, PencilLine, RefreshCw, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/Badge';
import { Checkbox } from '@/components/ui/Checkbox';
import { Disclosure } from '@/components/ui/Disclosure';
import type { Tone } from '@/components/ui/tones';
import type { DeskFinding } from '@/lib/zendesk/objects/desk';
import type { DeskPart } from '@/lib/zendesk/objects/deskParts';

export type ShownState = DeskFinding['state'] | 'edited';

const marks: Record<ShownState, { tone: Tone; icon: LucideIcon }> = {
  missing: { tone: 'info', icon: CirclePlus },
  same: { tone: 'success', icon: CircleCheck },
  different: { tone: 'warning', icon: RefreshCw },
  spare: { tone: 'neutral', icon: CircleMinus },
  edited: { tone: 'warning', icon: PencilLine },
};

const partOrder: readonly DeskPart[] = [
  ...(['title', 'active', 'conditions', 'columns', 'sort', 'actions', 'targets', 'start'] as const),
];

type Props = {
  finding: DeskFinding;
  canManage: boolean;
  isAccepted: boolean;
  onAccept: (isAccepted: boolean) => void;
};

/** One object of the desk: what it is, how it stands, and both sides where they differ. */
export function DeskRow({ finding, canManage, isAccepted, onAccept }: Props) {
  const t = useTranslations('reviewDesk.page');
  const { found, wanted, state, isEdited } = finding;
  const shown: ShownState = isEdited ? 'edited' : state;
  const { tone, icon } = marks[shown];
  const title = (found ?? wanted)?.title ?? '';
  return (
    <li className="flex flex-col gap-3 py-3.5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className="min-w-0 flex-1 basis-48 font-medium [overflow-wrap:anywhere]">{title}</p>
        <Badge tone={tone} icon={icon}>
          {t(`states.${shown}`)}
        </Badge>
      </div>
      {state !== 'same' && (
        <Disclosure title={t('compare')}>
          <SideBySide finding={finding} />
        </Disclosure>
      )}
      {isEdited && canManage && (
        <div>
          <label className="flex items-start gap-2.5 font-medium">
            <Checkbox checked={isAccepted} onCheckedChange={onAccept} />
            {t('overwrite')}
          </label>
          <p className="pl-7.5 text-sm text-ink-soft">{t('overwriteHint')}</p>
        </div>
      )}
    </li>
  );
}

/** Only the parts that would change; an object that is not there yet shows all it would have. */
function SideBySide({ finding: { found, wanted } }: { finding: DeskFinding }) {
  const t = useTranslations('reviewDesk.page');
  const parts = partOrder.filter((part) => (found?.[part] ?? '') !== (wanted?.[part] ?? ''));
  return (
    <dl className="flex flex-col gap-3 px-3.5 pb-3.5">
      {parts.map((part) => (
        <div key={part}>
          <dt className="text-sm font-medium">{t(`parts.${part}`)}</dt>
          <dd className="mt-1 grid gap-2 sm:grid-cols-2">
            <Side label={t('now')} text={found?.[part]} />
            <Side label={t('then')} text={wanted?.[part]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Side({ label, text }: { label: string; text: string | undefined }) {
  const t = useTranslations('reviewDesk.page');
  return (
    <div className="min-w-0 rounded-md border border-line bg-surface px-3 py-2">
      <p className="text-xs text-ink-soft">{label}</p>
      {text ? (
        <pre className="font-mono text-xs [overflow-wrap:anywhere] whitespace-pre-wrap">{text}</pre>
      ) : (
        <p className="text-sm text-ink-soft">{t('nothing')}</p>
      )}
    </div>
  );
}

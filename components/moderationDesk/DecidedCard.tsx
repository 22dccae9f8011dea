import { useTranslations } from 'next-intl';
import { useMoments, type Frame } from '@/components/layout/moments';
import { Badge } from '@/components/ui/Badge';
import { SectionCard } from '@/components/ui/Card';
import type { Decided } from '@/lib/moderationDesk/cases';
import type { CaseKind } from '@/lib/moderationDesk/schema';

/** What was decided, by whom and why. */
export function DecidedCard({ kind, decided, frame }: { kind: CaseKind; decided: Decided; frame: Frame }) {
  const t = useTranslations('moderation.decided');
  const { full } = useMoments(frame);
  const { state, at, by, statement } = decided;
  const isKnown = state === 'accepted' || state === 'rejected';
  return (
    <SectionCard
      title={t('title')}
      aside={
        <Badge tone={state === 'accepted' ? 'seal' : 'neutral'}>
          {t(`${kind}.${isKnown ? state : 'closed'}`)}
        </Badge>
      }
    >
      <p className="text-sm text-ink-soft">
        {by && at ? t('by', { name: by, date: full(at) }) : t('closedText')}
      </p>
      {statement && <p className="mt-2 break-words whitespace-pre-wrap">{statement}</p>}
    </SectionCard>
  );
}

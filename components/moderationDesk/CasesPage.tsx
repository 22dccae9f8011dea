import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CaseLine } from '@/components/moderationDesk/CaseLine';
import { RemovalsCard } from '@/components/moderationDesk/RemovalsCard';
import { KeyHelp } from '@/components/moderationDesk/KeyHelp';
import { ListKeys } from '@/components/moderationDesk/ListKeys';
import type { Frame } from '@/components/layout/moments';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { StatTile } from '@/components/ui/StatTile';
import type { CaseItem } from '@/lib/moderationDesk/cases';
import type { ShopRemovals } from '@/lib/moderationDesk/removals';

type Props = { cases: readonly CaseItem[]; removals: readonly ShopRemovals[]; frame: Frame };

/** What waits for the moderation team, the most urgent first, and below it what left display on somebody's word. */
export function CasesPage({ cases, removals, frame }: Props) {
  const t = useTranslations('moderation.queue');
  const overdue = cases.filter(({ dueAt }) => dueAt < frame.now).length;
  const appeals = cases.filter(({ kind }) => kind === 'appeals').length;
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="mb-6 grid gap-3 sm:grid-cols-3">
        <StatTile label={t('open')} value={cases.length} hint={t('openHint')} />
        <StatTile label={t('overdue')} value={overdue} hint={t('overdueHint')} />
        <StatTile label={t('appeals')} value={appeals} hint={t('appealsHint')} />
      </div>
      <Card>
        {cases.length === 0 ? (
          <EmptyState icon={ShieldCheck} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <ListKeys>
            <ul aria-label={t('list')} className="divide-y divide-line">
              {cases.map((item) => (
                <CaseLine key={item.id} item={item} frame={frame} />
              ))}
            </ul>
          </ListKeys>
        )}
      </Card>
      {cases.length > 0 && <KeyHelp keys={['j', 'k', 'enter']} />}
      <RemovalsCard shops={removals} />
    </>
  );
}

import { useFormatter, useTranslations } from 'next-intl';
import { FigureTable, type FigureColumn } from '@/components/compliance/FigureTable';
import { SectionCard } from '@/components/ui/Card';
import type { ShopRemovals } from '@/lib/moderationDesk/removals';

/** Shop by shop, what left display on somebody's word, beside the ratings the shop receives. */
export function RemovalsCard({ shops }: { shops: readonly ShopRemovals[] }) {
  const t = useTranslations('moderation.removals');
  const format = useFormatter();
  const share = (value: number | null) =>
    value === null ? '–' : format.number(value, { style: 'percent', maximumFractionDigits: 0 });
  const byRating = (counts: readonly number[]) => counts.map((count) => format.number(count)).join(' · ');
  const columns: FigureColumn<ShopRemovals>[] = [
    { key: 'shop', header: t('shop'), cell: ({ websiteName }) => websiteName },
    { key: 'withdrawn', header: t('withdrawn'), cell: (row) => byRating(row.withdrawn) },
    { key: 'passedOn', header: t('passedOn'), cell: (row) => byRating(row.passedOn) },
    { key: 'lowShare', header: t('lowShare'), cell: (row) => share(row.lowShare) },
    { key: 'ownLowShare', header: t('ownLowShare'), cell: (row) => share(row.ownLowShare) },
  ];
  return (
    <div className="mt-6">
      <SectionCard title={t('title')} description={t('description')}>
        {shops.length === 0 ? (
          <p className="text-ink-soft">{t('none')}</p>
        ) : (
          <FigureTable
            caption={t('title')}
            rows={shops}
            rowKey={({ websiteId }) => websiteId}
            columns={columns}
          />
        )}
      </SectionCard>
    </div>
  );
}

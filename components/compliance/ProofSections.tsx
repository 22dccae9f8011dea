import { FigureTable, type FigureColumn } from '@/components/compliance/FigureTable';
import { SectionCard } from '@/components/ui/Card';
import type { OriginRow, RemovalRow } from '@/lib/compliance/proofQueries';
import type { ComplianceFile } from '@/lib/compliance/queries';
import type { FileWords } from '@/lib/compliance/words';

type Part = { file: ComplianceFile; words: FileWords };

/** Where reviews came from, and how many have a purchase known to us behind them. */
export function Origins({ file, words: { t, number } }: Part) {
  const counts = ['received', 'verified', 'unverified'] as const;
  const columns: FigureColumn<OriginRow>[] = [
    { key: 'origin', header: t('origins.origin'), cell: ({ origin }) => t(`origins.of.${origin}`) },
    ...counts.map((key) => ({
      key,
      header: t(`origins.${key}`),
      cell: (row: OriginRow) => number(row[key]),
    })),
  ];
  return (
    <SectionCard title={t('origins.title')} description={t('origins.method')}>
      <FigureTable
        caption={t('origins.title')}
        rows={file.origins}
        rowKey={({ origin }) => origin}
        columns={columns}
      />
    </SectionCard>
  );
}

/** What left display on somebody's word: an auditor sees at once whether low ratings do so more often. */
export function Removals({ file, words: { t, number } }: Part) {
  const counts = ['withdrawn', 'erased', 'anonymised'] as const;
  const columns: FigureColumn<RemovalRow>[] = [
    { key: 'rating', header: t('delays.rating'), cell: ({ rating }) => t('delays.stars', { rating }) },
    ...counts.map((key) => ({
      key,
      header: t(`removals.${key}`),
      cell: (row: RemovalRow) => number(row[key]),
    })),
  ];
  return (
    <SectionCard title={t('removals.title')} description={t('removals.method')}>
      <FigureTable
        caption={t('removals.title')}
        rows={file.removals}
        rowKey={({ rating }) => String(rating)}
        columns={columns}
      />
    </SectionCard>
  );
}

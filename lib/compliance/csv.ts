/** The tables of a compliance file as CSV: codes and ISO dates for machines, headings and labels in the reader's language. */
import type { ComplianceFile } from '@/lib/compliance/queries';
import type { FileWords } from '@/lib/compliance/words';
import { delimiterOf, writeTable } from '@/lib/platform/text/writeTable';

export const csvTables = ['delays', 'origins', 'removals', 'reports', 'decisions'] as const;
export type CsvTable = (typeof csvTables)[number];

const rounded = (hours: number | null) => (hours === null ? '' : Math.round(hours * 100) / 100);

const rowsOf: Record<CsvTable, (file: ComplianceFile, words: FileWords) => Record<string, unknown>[]> = {
  delays: ({ delays }) =>
    delays.map(({ medianHours, p90Hours, ...row }) => ({
      ...row,
      medianHours: rounded(medianHours),
      p90Hours: rounded(p90Hours),
    })),
  origins: ({ origins }, { t }) =>
    origins.map((row) => ({ ...row, originLabel: t(`origins.of.${row.origin}`) })),
  removals: ({ removals }) => removals,
  reports: ({ outcomes }, { reason }) => outcomes.map((row) => ({ ...row, reasonLabel: reason(row.reason) })),
  decisions: ({ decisions }, { reason }) =>
    decisions.map((row) => ({
      ...row,
      hours: rounded(row.hours),
      reasonLabel: reason(row.reason),
    })),
};

const columns: Record<CsvTable, readonly string[]> = {
  delays: ['rating', 'submitted', 'published', 'medianHours', 'p90Hours', 'withinSevenDays', 'waiting'],
  origins: ['origin', 'originLabel', 'received', 'verified', 'unverified'],
  removals: ['rating', 'withdrawn', 'erased', 'anonymised'],
  reports: ['reason', 'reasonLabel', 'open', 'accepted', 'rejected', 'closed'],
  decisions: [
    'kind',
    'reviewId',
    'orderRef',
    'type',
    'rating',
    'reason',
    'reasonLabel',
    'madeAt',
    'decidedAt',
    'hours',
    'outcome',
    'statement',
    'evidence',
  ],
};

export function toCsv(file: ComplianceFile, table: CsvTable, words: FileWords): string {
  const rows = rowsOf[table](file, words).map((row) => columns[table].map((column) => row[column]));
  const fields = columns[table].map((column) => words.t(`column.${column}`));
  return writeTable(fields, rows, delimiterOf(words.locale));
}

import Papa from 'papaparse';
import type { ActivityEntry } from '@/lib/activity/queries';

/** Codes and ISO dates, for machines and for the support of either side; no payload, so nothing personal. */
const columns = [
  'at',
  'direction',
  'kind',
  'state',
  'orderRef',
  'ticketId',
  'reviewId',
  'attempts',
  'doneAt',
  'requestId',
  'status',
  'errorCode',
  'words',
] as const;

const cell = (value: ActivityEntry[(typeof columns)[number]]) =>
  value instanceof Date ? value.toISOString() : (value ?? '');

/** @param delimiter as spreadsheets of the reader's language expect it. A cell that would be a formula is written as text. */
export function activityCsv(entries: readonly ActivityEntry[], delimiter: ',' | ';'): string {
  const data = entries.map((entry) => columns.map((column) => cell(entry[column])));
  return `\u{feff}${Papa.unparse({ fields: [...columns], data }, { delimiter, escapeFormulae: true })}\r\n`;
}

import type { ActivityEntry } from '@/lib/activity/queries';
import { writeTable, type Delimiter } from '@/lib/platform/text/writeTable';

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

export function activityCsv(entries: readonly ActivityEntry[], delimiter: Delimiter): string {
  const rows = entries.map((entry) => columns.map((column) => entry[column]));
  return writeTable(columns, rows, delimiter);
}

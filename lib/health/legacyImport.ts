/** Rows of the former integration's table `website_zendeskapp`, as people export them. Pure: what is in the file, line by line. */
import { readTable, type TextRow } from '@/lib/platform/text/readTable';

export type LegacyRow = {
  line: number;
  websiteId: string;
  idCustomField: string | null;
  idTrigger: string | null;
};
export type LineReason =
  'website_unreadable' | 'website_unknown' | 'ids_missing' | 'ids_unreadable' | 'quote_unclosed' | 'repeated';
export type SkippedLine = { line: number; reason: LineReason };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const plain = (heading: string) => heading.toLowerCase().replaceAll(/[^a-z]/g, '');
const names = {
  websiteId: new Set(['idwebsite', 'websiteid', 'idsite', 'uuidwebsite']),
  idCustomField: new Set(['idcustomfield', 'customfieldid', 'customfield']),
  idTrigger: new Set(['idtrigger', 'triggerid', 'trigger']),
};
const byPosition = { websiteId: 0, idCustomField: 1, idTrigger: 2 };

/** Where each column is; without a heading line, in the table's own order. */
function findColumns(first: string[]): { columns: typeof byPosition; hasHeading: boolean } {
  const find = (wanted: Set<string>) => first.findIndex((cell) => wanted.has(plain(cell)));
  const columns = {
    websiteId: find(names.websiteId),
    idCustomField: find(names.idCustomField),
    idTrigger: find(names.idTrigger),
  };
  return columns.websiteId >= 0 ? { columns, hasHeading: true } : { columns: byPosition, hasHeading: false };
}

const isNothing = (text: string) => ['', 'null', '0', '\\n'].includes(text.toLowerCase());

/** An id of Zendesk is a whole number below 2^53. */
function readId(text: string | undefined): { id: string | null; isReadable: boolean } {
  const cell = (text ?? '').trim().replace(/^'/, '');
  if (isNothing(cell)) return { id: null, isReadable: true };
  const isReadable = /^\d{1,15}$/.test(cell);
  return { id: isReadable ? cell : null, isReadable };
}

/** The separator that leaves the most websites alone in their cells. */
const judge = (rows: TextRow[]) =>
  rows.filter(({ cells }) => cells.some((cell) => uuid.test(cell.trim()))).length;

export function parseLegacyRows(csv: string): { rows: LegacyRow[]; skipped: SkippedLine[] } {
  const table = readTable(csv, judge);
  const { columns, hasHeading } = findColumns(table.rows[0]?.cells ?? []);
  const rows: LegacyRow[] = [];
  const skipped = table.unclosed.map(({ line }): SkippedLine => ({ line, reason: 'quote_unclosed' }));
  const seen = new Set<string>();
  for (const { line, cells } of hasHeading ? table.rows.slice(1) : table.rows) {
    const websiteId = (cells[columns.websiteId] ?? '').trim().toLowerCase();
    const field = readId(cells[columns.idCustomField]);
    const trigger = readId(cells[columns.idTrigger]);
    const skip = (reason: LineReason) => skipped.push({ line, reason });
    if (!uuid.test(websiteId)) skip('website_unreadable');
    else if (!field.isReadable || !trigger.isReadable) skip('ids_unreadable');
    else if (field.id === null && trigger.id === null) skip('ids_missing');
    else if (seen.has(websiteId)) skip('repeated');
    else {
      seen.add(websiteId);
      rows.push({ line, websiteId, idCustomField: field.id, idTrigger: trigger.id });
    }
  }
  return { rows, skipped: skipped.sort((a, b) => a.line - b.line) };
}

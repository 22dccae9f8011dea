/** Rows of the former integration's table `website_zendeskapp`, as people export them. Pure: what is in the file, line by line. */
import Papa from 'papaparse';

export type LegacyRow = {
  line: number;
  websiteId: string;
  idCustomField: string | null;
  idTrigger: string | null;
};
export type LineReason =
  'website_unreadable' | 'website_unknown' | 'ids_missing' | 'ids_unreadable' | 'repeated';
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

export function parseLegacyRows(csv: string): { rows: LegacyRow[]; skipped: SkippedLine[] } {
  const parsed = Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [';', ',', '\t', '|'],
  });
  const { columns, hasHeading } = findColumns(parsed.data[0] ?? []);
  const rows: LegacyRow[] = [];
  const skipped: SkippedLine[] = [];
  const seen = new Set<string>();
  parsed.data.forEach((cells, index) => {
    if (hasHeading && index === 0) return;
    const line = index + 1;
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
  });
  return { rows, skipped };
}

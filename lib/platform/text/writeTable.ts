/** Tables as text, for the spreadsheets people open them with. Pure. */
import Papa from 'papaparse';

export type Delimiter = ',' | ';';

/** A spreadsheet of a language expects the separator that is not its decimal sign. */
export const delimiterOf = (locale: string): Delimiter => (locale === 'en' ? ',' : ';');

/** What a spreadsheet would take for a formula, in cells of several lines too, and what is already guarded against it. */
const formula = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/**
 * With a byte order mark, because Excel reads UTF-8 only so, and with CRLF. A text that would be a formula is written behind an
 * apostrophe; a number has the decimal sign that goes with the separator, or Excel makes a day of 2.25.
 */
export function writeTable(
  fields: readonly string[],
  rows: readonly (readonly unknown[])[],
  delimiter: Delimiter,
): string {
  const data = rows.map((row) => row.map((cell) => writeCell(cell, delimiter)));
  return `\ufeff${Papa.unparse({ fields: [...fields], data }, { delimiter })}\r\n`;
}

function writeCell(cell: unknown, delimiter: Delimiter): unknown {
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'number') return delimiter === ',' ? cell : String(cell).replace('.', ',');
  // Not by Papa's `escapeFormulae`, which overlooks cells of several lines.
  return typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell;
}

/** A cell that was written behind an apostrophe, as it was before. */
export const unguardCell = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;

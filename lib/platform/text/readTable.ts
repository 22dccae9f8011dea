/** Tables as text, from whatever program wrote them: separator, line ends and quotation marks are found out. Pure. */
import Papa from 'papaparse';

/** `line` counts from 1 as an editor does, also behind cells of several lines. */
export type TextRow = { line: number; cells: string[] };
export type TextTable = {
  /** Without those that hold nothing. */
  rows: TextRow[];
  /** Lines with a quotation mark that is opened and never closed: they are in no row, the others are. */
  unclosed: { line: number; word: string }[];
};

const delimiters = [';', ',', '\t', '|'];
/** Spreadsheets write and read a first line that names the separator; saved anew, it stands in quotation marks. */
const separatorLine = /^"?sep=([^"\n]?)"?(?:\n|$)/i;

/** @param judge how much sense the rows make; unless the file names its separator, the one that makes the most is taken */
export function readTable(text: string, judge: (rows: TextRow[]) => number): TextTable {
  const body = text.replace(/^\ufeff+/, '').replace(/\r\n?/g, '\n');
  const [named = '', separator] = separatorLine.exec(body) ?? [];
  const cut = (delimiter: string) => cutRows(body.slice(named.length), delimiter, named === '' ? 1 : 2);
  if (separator) return cut(separator);
  const readings = delimiters.map((delimiter) => {
    const table = cut(delimiter);
    return { table, score: judge(table.rows) };
  });
  return readings.reduce((best, reading) => (reading.score > best.score ? reading : best)).table;
}

const isFilled = ({ cells }: TextRow) => cells.some((cell) => cell.trim() !== '');
const countLines = (text: string) => text.split('\n').length - 1;

function cutRows(text: string, delimiter: string, firstLine: number): TextTable {
  const rows: TextRow[] = [];
  let line = firstLine;
  let start = 0;
  let isBroken = false;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }, parser) => {
      const row = text.slice(start, meta.cursor);
      // A mark that is closed lines further down, in the middle of a cell, was opened by mistake just the same.
      isBroken = errors.some(
        ({ code }) => code === 'MissingQuotes' || (code === 'InvalidQuotes' && row.trimEnd().includes('\n')),
      );
      if (isBroken) return parser.abort();
      rows.push({ line, cells: data });
      line += countLines(row);
      start = meta.cursor;
    },
  });
  const rest = isBroken ? cutEachLine(text.slice(start), delimiter, line) : { rows: [], unclosed: [] };
  return { rows: [...rows, ...rest.rows].filter(isFilled), unclosed: rest.unclosed };
}

/** Behind the first mark that is not closed no cell runs over several lines, so that it costs its own line and no other. */
function cutEachLine(text: string, delimiter: string, firstLine: number): TextTable {
  const table: TextTable = { rows: [], unclosed: [] };
  text.split('\n').forEach((row, index) => {
    const line = firstLine + index;
    const { data, errors } = row.includes('"')
      ? Papa.parse<string[]>(row, { delimiter })
      : { data: [row.split(delimiter)], errors: [] };
    if (errors.some(({ code }) => code === 'MissingQuotes')) table.unclosed.push({ line, word: row.trim() });
    else table.rows.push({ line, cells: data[0] ?? [] });
  });
  return table;
}

/**
 * Tables as text, from whatever program wrote them: separator, line ends and quotation marks are found out. Reads on where a
 * library gives the rest of the file to one cell, and in a time that grows with the file only. Pure.
 */

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

/** Behind the first mark that is not closed no cell runs over several lines, so that it costs its own line and no other. */
function cutRows(text: string, delimiter: string, firstLine: number): TextTable {
  const table: TextTable = { rows: [], unclosed: [] };
  let isMultiline = true;
  for (let at = 0, line = firstLine; at < text.length; at += 1, line += 1) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    const place = { at, lineEnd, delimiter };
    const row: Cut | null = isMultiline ? cutRow(text, { ...place, end: text.length }) : null;
    isMultiline = row !== null;
    const cut: Cut | null = row ?? cutRow(text, { ...place, end: lineEnd });
    const end: number = cut?.end ?? lineEnd;
    const whole = text.slice(at, end);
    if (cut) table.rows.push({ line, cells: cut.cells });
    else table.unclosed.push({ line, word: whole.trim() });
    line += whole.split('\n').length - 1;
    at = end;
  }
  return { ...table, rows: table.rows.filter(isFilled) };
}

type Place = { at: number; lineEnd: number; end: number; delimiter: string };
type Cut = { cells: string[]; end: number };

/** The cells up to the end of the row, which is at `end` at the latest; null where a mark is not closed before. */
function cutRow(text: string, { at, lineEnd, end, delimiter }: Place): Cut | null {
  const cells: string[] = [];
  for (let next = at; ; next += 1) {
    const start = next;
    if (text[start] === '"') {
      const close = findClosing(text, { at: start, lineEnd, end, delimiter });
      if (close === null) return null;
      cells.push(text.slice(start + 1, close).replaceAll('""', '"'));
      next = close + 1;
      while (text[next] === ' ' && delimiter !== ' ') next += 1;
    } else {
      while (next < end && text[next] !== delimiter && text[next] !== '\n') next += 1;
      cells.push(text.slice(start, next));
    }
    if (next >= end || text[next] === '\n') return { cells, end: next };
  }
}

/** The mark that ends the cell: what follows it is the next cell or the end. A mark elsewhere is text, but within the row’s first line only. */
function findClosing(text: string, { at, lineEnd, end, delimiter }: Place): number | null {
  let isStray = false;
  for (let mark = text.indexOf('"', at + 1); mark >= 0 && mark < end; mark = text.indexOf('"', mark + 1)) {
    let next = mark + 1;
    while (text[next] === ' ' && delimiter !== ' ') next += 1;
    const isEnd = next >= end || text[next] === delimiter || text[next] === '\n';
    if (text[mark + 1] === '"') mark += 1;
    else if (isEnd) return isStray && mark > lineEnd ? null : mark;
    else if (isStray && mark > lineEnd) return null;
    else isStray = true;
  }
  return null;
}

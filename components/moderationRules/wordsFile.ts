/** Pure: watched words as a CSV file, out and in again. Written for spreadsheets, read from whatever they make of it. */
import Papa from 'papaparse';
import {
  cleanWord,
  refusal,
  type WatchedWord,
  type WordRefusal,
} from '@/components/moderationRules/wordList';
import { watchedWordCategories, type WatchedWordCategory } from '@/lib/websites/schema';

export const wordsFileMaxBytes = 2_000_000;

export type LineProblem = { line: number; word: string; reason: WordRefusal | 'unknownCategory' };
export type WordsFile = {
  /** Each word once, the first line that names it decides its category. */
  words: WatchedWord[];
  problems: LineProblem[];
};
/** Names of categories beside their codes, in the reader's language. */
export type CategoryNames = Partial<Record<WatchedWordCategory, string>>;

const headings = new Set(['word', 'words', 'mot', 'mots']);
const categoryHeadings = new Set(['category', 'categorie']);
const delimiters = [';', ',', '\t', '|'];
/** A cell that a spreadsheet would take for a formula is written behind an apostrophe, and read back without it. */
const guarded = /^'(?=[=+\-@\t\r])/;

/** The text of the file: a byte order mark and CRLF, because Excel reads UTF-8 only so. */
export function writeWordsFile(words: readonly WatchedWord[], delimiter: ',' | ';'): string {
  const rows = words.map(({ word, category }) => [word, category]);
  return `\u{feff}${Papa.unparse({ fields: ['word', 'category'], data: rows }, { delimiter, escapeFormulae: true })}`;
}

/** UTF-8, UTF-16 with its mark, and what older spreadsheets save: Windows-1252. */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

function toCategories(names: CategoryNames): Map<string, WatchedWordCategory> {
  const byName = watchedWordCategories.map((code) => [plain(names[code] ?? code), code] as const);
  return new Map([...byName, ...watchedWordCategories.map((code) => [plain(code), code] as const)]);
}

/**
 * The lines cut by the separator that makes the most sense of them: the most known categories, else the most lines of two
 * cells. A library's guess by frequency fails on lists of a single column.
 */
function cutLines(text: string, isKnown: (category: string) => boolean): string[][] {
  const readings = delimiters.map((delimiter) => {
    const rows = Papa.parse<string[]>(text, { delimiter }).data;
    const known = rows.filter((row) => isKnown(row[1] ?? '')).length;
    return { rows, score: known * (rows.length + 1) + rows.filter((row) => row.length === 2).length };
  });
  return readings.reduce((best, reading) => (reading.score > best.score ? reading : best)).rows;
}

/**
 * Reads a list of words: a first column with the word, a second with its category by code or name; a heading line and the
 * kind of separator are recognised. A word without a known category is taken as "other", and said.
 */
export function readWordsFile(text: string, names: CategoryNames): WordsFile {
  const categories = toCategories(names);
  const isKnown = (cell: string) => categories.has(plain(cell)) || categoryHeadings.has(plain(cell));
  const rows = cutLines(text.replace(/^\u{feff}/u, ''), isKnown);
  const words = new Map<string, WatchedWord>();
  const problems: LineProblem[] = [];
  rows.forEach(([cell = '', category = ''], index) => {
    const word = cleanWord(cell.replace(guarded, ''));
    if (word === '' || (index === 0 && headings.has(plain(cell)))) return;
    const reason = refusal(word);
    if (reason) problems.push({ line: index + 1, word, reason });
    if (reason || words.has(word)) return;
    const known = categories.get(plain(category));
    if (!known && category.trim() !== '')
      problems.push({ line: index + 1, word: category.trim(), reason: 'unknownCategory' });
    words.set(word, { word, category: known ?? 'other' });
  });
  return { words: [...words.values()], problems };
}

/** Joins an imported list to the present one. A word already there keeps its category. */
export function mergeWords(present: readonly WatchedWord[], imported: readonly WatchedWord[]): WatchedWord[] {
  const known = new Set(present.map(({ word }) => word));
  return [...present, ...imported.filter(({ word }) => !known.has(word))];
}

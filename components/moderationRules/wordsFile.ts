/** Pure: watched words as a CSV file, out and in again. Written for spreadsheets, read from whatever they make of it. */
import { categoryHeadings, categoryNames, wordHeadings } from '@/components/moderationRules/columnNames';
import {
  cleanWord,
  refusal,
  type WatchedWord,
  type WordRefusal,
} from '@/components/moderationRules/wordList';
import { readTable, type TextRow } from '@/lib/platform/text/readTable';
import { unguardCell, writeTable, type Delimiter } from '@/lib/platform/text/writeTable';
import { watchedWordCategories, type WatchedWordCategory } from '@/lib/websites/schema';

export const wordsFileMaxBytes = 2_000_000;

export type LineProblem = {
  line: number;
  word: string;
  reason: WordRefusal | 'unknownCategory' | 'quoteUnclosed';
};
export type WordsFile = {
  /** Each word once, the first line that names it decides its category. */
  words: WatchedWord[];
  problems: LineProblem[];
};
export function writeWordsFile(words: readonly WatchedWord[], delimiter: Delimiter): string {
  const rows = words.map(({ word, category }) => [word, category]);
  return writeTable(['word', 'category'], rows, delimiter);
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

const categories = new Map<string, WatchedWordCategory>(
  watchedWordCategories.flatMap((code) =>
    [code, ...categoryNames[code]].map((name) => [plain(name), code] as const),
  ),
);

/** Where each column is. A line of headings names them; without one, the word stands first and its category second. */
type Columns = { word: number; category: number; hasHeading: boolean };

function findColumns(first: string[]): Columns {
  const names = first.map(plain);
  const word = names.findIndex((name) => wordHeadings.has(name));
  const category = names.findIndex((name) => categoryHeadings.has(name));
  if (word >= 0 && category >= 0) return { word, category, hasHeading: true };
  // A word called like a heading has a category beside it, a heading has none.
  const hasHeading = word === 0 && !categories.has(names[1] ?? '');
  return { word: 0, category: 1, hasHeading };
}

/** The separator that makes the most sense: the most known categories, else the most lines of two cells. */
function judge(rows: TextRow[]): number {
  const isKnown = (cell: string) => categories.has(plain(cell)) || categoryHeadings.has(plain(cell));
  const known = rows.filter(({ cells }) => cells.some(isKnown)).length;
  return known * (rows.length + 1) + rows.filter(({ cells }) => cells.length === 2).length;
}

/**
 * Reads a list of words: a column with the word, one with its category by code or by its name in any of our languages. A word
 * without a known category is taken as "other", and said.
 */
export function readWordsFile(text: string): WordsFile {
  const { rows, unclosed } = readTable(text, judge);
  const columns = findColumns(rows[0]?.cells ?? []);
  const words = new Map<string, WatchedWord>();
  const problems: LineProblem[] = unclosed.map((row) => ({ ...row, reason: 'quoteUnclosed' }));
  for (const { line, cells } of columns.hasHeading ? rows.slice(1) : rows) {
    const word = cleanWord(unguardCell(cells[columns.word] ?? ''));
    if (word === '') continue;
    const reason = refusal(word);
    if (reason) problems.push({ line, word, reason });
    if (reason || words.has(word)) continue;
    const name = (cells[columns.category] ?? '').trim();
    const category = categories.get(plain(name));
    if (!category && name !== '') problems.push({ line, word: name, reason: 'unknownCategory' });
    words.set(word, { word, category: category ?? 'other' });
  }
  return { words: [...words.values()], problems: problems.sort((a, b) => a.line - b.line) };
}

/** Joins an imported list to the present one. A word already there keeps its category. */
export function mergeWords(present: readonly WatchedWord[], imported: readonly WatchedWord[]): WatchedWord[] {
  const known = new Set(present.map(({ word }) => word));
  return [...present, ...imported.filter(({ word }) => !known.has(word))];
}

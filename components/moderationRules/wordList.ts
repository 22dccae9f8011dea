/** Pure: what typing and pasting into the watched words does to the list. */
import type { WatchedWordCategory } from '@/lib/websites/schema';

export type WatchedWord = { word: string; category: WatchedWordCategory };

export const wordMinLength = 2;
export const wordMaxLength = 60;

export type Addition = {
  words: WatchedWord[];
  added: number;
  /** The first word that could not be taken, and why. */
  refused: { word: string; reason: WordRefusal } | null;
};

export type WordRefusal = 'wordTooShort' | 'wordTooLong' | 'wordWithoutLetters';

/** One word as it is stored: a single line in lower case, as it is compared. */
export function cleanWord(word: string): string {
  return word
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim()
    .toLowerCase()
    .normalize('NFC');
}

/** Lines, commas, semicolons and tabs separate words; a word may hold spaces. */
export function splitWords(text: string): string[] {
  return text
    .split(/[\n\r,;\t]+/)
    .map(cleanWord)
    .filter((word) => word !== '');
}

/** Why a cleaned word cannot be watched, or null. */
export function refusal(word: string): WordRefusal | null {
  if (!/[\p{L}\p{N}]/u.test(word)) return 'wordWithoutLetters';
  if (word.length < wordMinLength) return 'wordTooShort';
  return word.length > wordMaxLength ? 'wordTooLong' : null;
}

/** Adds what is new. A word already in the list, in whatever category, stays where it is. */
export function addWords(
  list: readonly WatchedWord[],
  category: WatchedWordCategory,
  text: string,
): Addition {
  const known = new Set(list.map(({ word }) => word.toLowerCase()));
  const words = [...list];
  let refused: Addition['refused'] = null;
  for (const word of splitWords(text)) {
    const reason = refusal(word);
    if (reason) refused ??= { word, reason };
    else if (!known.has(word)) {
      known.add(word);
      words.push({ word, category });
    }
  }
  return { words, added: words.length - list.length, refused };
}

/**
 * One text as people see it: what they cannot see does not make two references of one. The database compares by the same rule
 * in `comparable(text)`, of which the stored keys are made; a test holds the two together. Pure.
 */

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** Composed (NFC), without invisible signs, every run of spaces and line ends as one space, trimmed. Case and accents stay. */
export function toComparable(text: string): string {
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .replace(/[\p{Z}\p{Cc}]+/gu, ' ')
    .trim();
}

/** Control characters and halves of characters, which cannot be stored or shown in one line, become one space. */
export const toOneLine = (text: string) => text.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029]+/gu, ' ').trim();

/** At most `max` UTF-16 units, cut before the sign that does not fit and never through one. */
export function cutToFit(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd();
}

/** The first letter as a reader sees it: with its accent, and whole for letters that need two units. */
export function firstLetter(text: string): string {
  for (const { segment } of graphemes.segment(text)) if (/\p{L}/u.test(segment)) return segment;
  return '';
}

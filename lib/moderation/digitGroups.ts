/** Numbers in a plain text as people group their digits: "07 45 00 21 36" is five groups that belong together. Pure and linear. */

export type DigitGroup = {
  digits: string;
  /** Into the plain text. */
  start: number;
  end: number;
  /** Nothing but separators stands between it and the group before. */
  isJoined: boolean;
  /** A plus stands before it. */
  hasPlus: boolean;
};

const separators = /^[ .,\-/()·•_|*']{0,3}$/;
const hidden = '\u0001';
const hide = (passage: string) => hidden.repeat(passage.length);

/** Days, times of day and fractions: written with digits and separators like a number one can dial. */
const notNumbers: readonly RegExp[] = [
  /(?<![\d./-])\d{4}([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d])/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./ -])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)\d\d|2\d)(?!\d|\1\d)/g,
  /(?<!\d)\d{1,2}\s?[:hH]\s?\d{2}(?::\d{2})?(?!\d)/g,
  /(?<![\d/])\d{1,2}\/\d{1,2}(?![\d/])/g,
  /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi,
];

/** The same text, as long as before, without what only looks like a number. */
export function hideDates(plain: string): string {
  // Two-digit groups with spaces between are a number far more often than a day.
  return notNumbers.reduce(
    (text, pattern) =>
      text.replace(pattern, (passage: string) =>
        /^\d\d? \d\d? \d\d$/.test(passage) ? passage : hide(passage),
      ),
    plain,
  );
}

export function hidePassage(plain: string, passage: string): string {
  if (passage === '') return plain;
  const wanted = passage.toLowerCase();
  const lower = plain.toLowerCase();
  // Some letters become two in lower case; the places would no longer fit.
  if (lower.length !== plain.length) return plain;
  let text = plain;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    const isWhole = !/[\p{L}\p{N}]/u.test(plain[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(plain[end] ?? '');
    if (isWhole) text = text.slice(0, at) + hide(wanted) + text.slice(end);
  }
  return text;
}

export function readDigitGroups(plain: string): DigitGroup[] {
  // "O6 12" is read as people mean it, "O" beside other letters is one.
  const text = plain.replace(/(?<![\p{L}\d])[\dOo]{2,}(?!\p{L})/gu, (token) =>
    /\d/.test(token) ? token.replace(/o/gi, '0') : token,
  );
  const groups: DigitGroup[] = [];
  let lastEnd = 0;
  for (const { 0: digits, index: start } of text.matchAll(/\d+/g)) {
    const gap = text.slice(lastEnd, start);
    groups.push({
      digits,
      start,
      end: start + digits.length,
      isJoined: groups.length > 0 && gap.length <= 3 && separators.test(gap),
      hasPlus: /\+[ (]?$/.test(text.slice(Math.max(0, start - 2), start)),
    });
    lastEnd = start + digits.length;
  }
  return groups;
}
